"""The index that a browser searches: goals by their stems, filters as numbers, cards to show.

Cards in, files out. The stems are those of the program's own search, so a copy finds the same. A
browser loads what it needs: what filters know of all goals, the postings of the words that are
searched for, and the cards that it shows.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from querschnitt.portal.queries import Card
from querschnitt.publication.search import ALGORITHMS, STOP_WORDS

CARDS_PER_FILE = 50
HEAD = "ziele.json"
# From so many goals on the postings are kept apart by so many first letters of a stem.
LETTERS = ((300, 0), (3_000, 1))
MOST_LETTERS = 2
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
OTHER = "_"


class IndexFile(NamedTuple):
    """A file of the index, by its name within it."""

    name: str
    body: bytes

    @property
    def tag(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:32]


def index_files(
    cards: Sequence[Card], *, language: str, more: Mapping[str, Any]
) -> Iterator[IndexFile]:
    """Yield all files of the index; ``more`` is what else the script has to know."""
    letters = next((letters for most, letters in LETTERS if len(cards) <= most), MOST_LETTERS)
    words = list(_words(cards, letters))
    parts = [*words, *_cards(cards)]
    version = hashlib.sha256()
    for part in parts:
        version.update(part.tag.encode())
    head = {
        "version": version.hexdigest()[:12],
        "letters": letters,
        "stemmer": ALGORITHMS.get(language, ""),
        "unasked": sorted(STOP_WORDS.get(language, ())),
        "words": [part.name.removesuffix(".json") for part in words],
        "per_file": CARDS_PER_FILE,
        "goals": _facets(cards),
        **more,
    }
    yield IndexFile(HEAD, _json(head))
    yield from parts


def _facets(cards: Sequence[Card]) -> dict[str, Any]:
    """Return what filters ask for: each value once, and for each goal the numbers of its own."""
    told: dict[str, Any] = {}
    for facet in ("document", "field", "kind"):
        own = [getattr(card, facet) for card in cards]
        values = sorted(set(own))
        number = {value: at for at, value in enumerate(values)}
        told[facet] = {"values": values, "of": [number[value] for value in own]}
    values = sorted({key for card in cards for key in card.departments})
    number = {value: at for at, value in enumerate(values)}
    of = [[number[key] for key in card.departments] for card in cards]
    told["department"] = {"values": values, "of": of}
    return told


def _words(cards: Sequence[Card], letters: int) -> Iterator[IndexFile]:
    """Yield the postings: the numbers of the goals in which a stem stands."""
    postings: dict[str, list[str]] = {}
    for number, card in enumerate(cards):
        written = str(number)
        for stem in card.stems.split():
            found = postings.get(stem)
            if found is None:
                postings[stem] = [written]
            else:
                found.append(written)
    files: dict[str, list[str]] = {}
    for stem in sorted(postings):
        # A stem holds letters and digits alone.
        line = f'"{stem}":[{",".join(postings[stem])}]'
        files.setdefault(_file_of(stem, letters), []).append(line)
    for key, lines in files.items():
        yield IndexFile(f"worte-{key}.json", f"{{{','.join(lines)}}}\n".encode())


def _file_of(stem: str, letters: int) -> str:
    """Return which file a stem stands in; the script computes the same."""
    first = stem[:letters].ljust(letters, OTHER)
    return "".join(sign if sign in PLAIN else OTHER for sign in first) or "alle"


def _cards(cards: Sequence[Card]) -> Iterator[IndexFile]:
    for number, start in enumerate(range(0, len(cards), CARDS_PER_FILE)):
        own = [card.card for card in cards[start : start + CARDS_PER_FILE]]
        yield IndexFile(f"karten-{number}.json", _json(own))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
