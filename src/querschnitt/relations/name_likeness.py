"""Which names of organisations might mean the same one; it asks the database nothing.

Names are compared by the groups of three letters that they share (Jaccard), once legal forms,
umlauts, abbreviations and the order of words are out of the way. Pairs are found with a prefix
filter: two names that are alike enough share one of their rarest groups, so that only few are
compared, and none is missed.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import NamedTuple
from urllib.parse import urlsplit

AT_LEAST = 0.6
"""From this likeness on two names are taken for perhaps the same."""
_SAME_PLACE, _SAME_SITE = 0.05, 0.15

_LEGAL_FORMS = re.compile(
    r"\b(?:eingetragener verein|gemeinnützige|aktiengesellschaft"
    r"|gesellschaft mit beschränkter haftung"
    r"|(?:körperschaft|anstalt|stiftung) des öffentlichen rechts"
    r"|e\.?\s?v\.?|e\.?\s?g\.?|g?gmbh(?:\s?& co\.?(?:\s?kg)?)?|g?ug|mbh|ag|kg|ohg|gbr"
    r"|a\.?\s?ö\.?\s?r\.?|k\.?\s?d\.?\s?ö\.?\s?r\.?"
    r"|s\.?\s?a\.?\s?r\.?\s?l\.?|s\.?\s?a\.?|sp\.?\s?z\s?o\.?\s?o\.?|asbl|ltd\.?|inc\.?"
    r")(?=$|[\s,;.)])",
    re.IGNORECASE,
)
_ABBREVIATIONS = {
    "str": "strasse", "univ": "universitaet", "uni": "universitaet", "hs": "hochschule",
    "fh": "fachhochschule", "ihk": "industrie handelskammer", "hwk": "handwerkskammer",
    "lsa": "sachsen anhalt", "st": "sankt", "dt": "deutsche", "ev": "evangelische",
    "kath": "katholische", "ges": "gesellschaft", "verb": "verband", "inst": "institut",
    "landesverb": "landesverband", "min": "ministerium", "europ": "europaeische",
    "eu": "europaeische union", "int": "internationale", "intern": "internationale",
    "zentr": "zentrum", "foerderges": "foerdergesellschaft", "lk": "landkreis",
}  # fmt: skip
_STOP_WORDS = frozenset(
    ["der", "die", "das", "des", "dem", "den", "und", "fuer", "in", "im", "am", "an", "auf", "von",
     "vom", "zu", "zum", "zur", "mit", "bei", "e", "the", "of", "and", "for", "de", "la", "le",
     "du", "et", "i", "w", "z"]
)  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ø": "o", "&": " "})
_WORD = re.compile(r"[a-z0-9]+")


class Named(NamedTuple):
    """An organisation by all that may tell that it is another one."""

    pk: int
    names: tuple[str, ...]
    place: str = ""
    site: str = ""


@dataclass(frozen=True)
class Pair:
    """Two organisations that may be one, why, and how likely that is from 0 to 1."""

    first: int
    second: int
    score: float
    is_same_name: bool
    is_same_site: bool
    is_same_place: bool


def likely_pairs(organisations: Iterable[Named], *, at_least: float = AT_LEAST) -> list[Pair]:
    """Return the pairs that may be one organisation, the most likely first."""
    return [*_pairs(tuple(organisations), at_least)]


# The pages of one list, and the list again after a decision, ask for the same.
@lru_cache(maxsize=2)
def _pairs(rows: tuple[Named, ...], at_least: float) -> tuple[Pair, ...]:
    likeness = _likeness_of_names(rows, at_least)
    by_pk = {row.pk: row for row in rows}
    for pair in _of_the_same(rows, lambda row: host(row.site)):
        likeness.setdefault(pair, 0.0)
    pairs = [_pair(by_pk[a], by_pk[b], score) for (a, b), score in likeness.items()]
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second)))


@lru_cache(maxsize=20_000)
def plain_name(name: str) -> str:
    """Return a name without what two spellings of it differ in."""
    text = _LEGAL_FORMS.sub(" ", name.casefold())
    decomposed = unicodedata.normalize("NFKD", text.translate(_UMLAUTS))
    words = _WORD.findall(decomposed)
    full = (part for word in words for part in _ABBREVIATIONS.get(word, word).split())
    told = [word for word in full if word not in _STOP_WORDS]
    return " ".join(sorted(told or words))


def host(site: str) -> str:
    """Return the host of an address on the web, as far as it tells an organisation."""
    found = urlsplit(site if "//" in site else f"//{site}").hostname or ""
    return found.removeprefix("www.")


def letters(name: str) -> frozenset[str]:
    """Return the groups of three letters of a name, and its numbers."""
    words = plain_name(name).split()
    groups = {f"  {word} "[place : place + 3] for word in words for place in range(len(word) + 1)}
    return frozenset(groups)


def likeness(first: str, second: str) -> float:
    """Return how alike two names are; names with other numbers in them are not alike."""
    return _jaccard(letters(first), letters(second)) if _numbers(first) == _numbers(second) else 0.0


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


@lru_cache(maxsize=20_000)
def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", plain_name(name)))


def _likeness_of_names(rows: Sequence[Named], at_least: float) -> dict[tuple[int, int], float]:
    """Return the pairs with names that are alike enough, and the likeness of the nearest ones."""
    spoken: dict[str, str] = {}
    owners: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for name in row.names:
            # Of a name that is a legal form and nothing else, there is nothing to compare.
            if plain := plain_name(name):
                spoken[plain] = name
                owners[plain].add(row.pk)
    groups = {plain: letters(name) for plain, name in spoken.items()}
    found: dict[tuple[int, int], float] = {}
    for pks in owners.values():
        for pair in _ordered(pks, pks):
            found[pair] = 1.0
    for one, other, score in _joined(groups, at_least):
        if _numbers(one) == _numbers(other):
            for pair in _ordered(owners[one], owners[other]):
                found[pair] = max(score, found.get(pair, 0.0))
    return found


def _joined(
    groups: Mapping[str, frozenset[str]], at_least: float
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs of names whose groups of letters are alike enough, each once.

    Of two such sets the shorter has at least ``at_least`` times as many elements as the longer, and
    so many they share. With the elements of all in one order, the rarest first, the first few that
    two share stand in the beginnings of both; who shares fewer there is not looked at.
    """
    often = Counter(group for one in groups.values() for group in one)
    names = sorted(groups, key=lambda name: (len(groups[name]), name))
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        own = groups[name]
        shared = ceil(at_least * len(own))
        first = min(_FIRST, shared)
        rarest = sorted(own, key=lambda group: (often[group], group))
        beginning = rarest[: len(own) - shared + first]
        met = Counter(chain.from_iterable(index[group] for group in beginning))
        for other, times in met.items():
            if times >= min(first, ceil(at_least * len(groups[other]))) and (
                len(groups[other]) >= at_least * len(own)
            ):
                score = _jaccard(own, groups[other])
                if score >= at_least:
                    yield other, name, score
        for group in beginning:
            index[group].append(name)


_FIRST = 8
"""How many groups of letters two names share at once, before they are compared."""


def _of_the_same(rows: Iterable[Named], told: Callable[[Named], str]) -> Iterator[tuple[int, int]]:
    same: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if key := told(row):
            same[key].add(row.pk)
    for pks in same.values():
        # What very many share is an address of a platform and tells nothing.
        if len(pks) <= _MOST_ON_ONE_SITE:
            yield from _ordered(pks, pks)


_MOST_ON_ONE_SITE = 6


def _ordered(first: Iterable[int], second: Iterable[int]) -> Iterator[tuple[int, int]]:
    others = [*second]
    yield from {(min(a, b), max(a, b)): None for a in first for b in others if a != b}


def _pair(first: Named, second: Named, score: float) -> Pair:
    is_same_site = bool(host(first.site)) and host(first.site) == host(second.site)
    place = plain_name(first.place)
    is_same_place = bool(place) and place == plain_name(second.place)
    likely = 0.5 if is_same_site and not score else score
    likely += _SAME_SITE * is_same_site + _SAME_PLACE * is_same_place
    return Pair(
        first.pk, second.pk, round(min(likely, 1.0), 3), score == 1.0, is_same_site, is_same_place
    )
