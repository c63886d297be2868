"""A text as words, a word as the n-grams of its stem, and what makes two texts alike."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_TEXT = 50_000
"""What stands behind so many characters is not compared."""
LONGEST_WORD = 60
"""What stands behind so many characters of a word is not compared."""
SHORTEST, LONGEST = 3, 5
"""How many characters an n-gram has."""
SHARED = 5
"""How many characters in a row two words share at least for that part to be marked."""

_WORD = re.compile(r"[^\W\d_]+")

# Words that say nothing of what a goal is about. In large collections their rarity would tell;
# between two small sets nothing else does.
_FUNCTION_WORDS = """
    ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus
    außerdem bei beim bereits bis bzw da dabei dadurch dafür daher damit dann daran darauf darin
    darüber das dass davon dazu dem den denen denn der deren des dessen die dies diese diesem
    diesen dieser dieses doch dort durch eben ebenso ein eine einem einen einer eines einschließlich
    er es etwa etwas für gegen gegenüber gemäß hat haben hatte hierbei hierfür hierzu hin hinaus ihm
    ihn ihnen ihr ihre ihrem ihren ihrer ihres im in innerhalb ins insbesondere ist ja je jede jedem
    jeden jeder jedes jedoch kann kein keine keinen keiner können künftig mehr mit nach neben nicht
    noch nun nur ob oder ohne sein seine seinem seinen seiner seines seit selbst sich sie sind so
    sodass sofern soll sollen sollte sollten somit sowie sowohl statt trotz über um und uns unser
    unsere unseren unter vom von vor wann war waren was weil welche welchen welcher wenn werde
    werden weiter weiterhin wie wieder wir wird wo wobei worden wurde wurden zu zudem zum zur zwar
    zwischen
"""
# What any goal does, whatever it is about.
_WORDS_OF_ALL_GOALS = """
    arbeiten ausbauen ausgebaut ausbaut ausweiten ausgeweitet begleiten begleitet beitragen
    beschleunigen beschleunigt bleiben bleibt einsetzen eingesetzt entwickeln entwickelt erhalten
    erhält erleichtern erleichtert fördern fördert gefördert land landes landesregierung nutzen
    nutzt genutzt setzen setzt sichern sichert gesichert stärken stärkt gestärkt stärker tragen
    trägt umsetzen umgesetzt unterstützen unterstützt verbessern verbessert vereinfachen
    vereinfacht vertiefen vertieft voranbringen vorangebracht weiterentwickeln weiterentwickelt
    ziel ziele zielen
"""
FUNCTION_WORDS = frozenset((_FUNCTION_WORDS + _WORDS_OF_ALL_GOALS).split())
_ENDINGS = ("schaften", "ationen", "ierungen", "igkeiten", "lichkeiten", "ungen", "ischen")
_MERE_ENDINGS = frozenset(
    ending[at : at + SHARED] for ending in _ENDINGS for at in range(len(ending) - SHARED + 1)
)
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_ENDING = re.compile(r"(?<=....)(?:e[mnrs]?|ern|(?<=[lr])n|(?<!s)s)$")


@dataclass(frozen=True)
class Part:
    """A piece of a text, and whether it is among what makes two texts alike."""

    text: str
    is_shared: bool = False


def words_of(text: str) -> list[str]:
    """Return the words of a text that say what it is about, in lower case and in their order."""
    return [word for word in _WORD.findall(_composed(text).lower()) if word not in FUNCTION_WORDS]


def stem(word: str) -> str:
    """Return a German word, in lower case, without umlauts and the commonest endings.

    N-grams forgive what a better stemmer would set right, and this one takes a microsecond.
    """
    return _ENDING.sub("", word.translate(_FOLDED))


def grams_of(word: str) -> list[str]:
    """Return the n-grams of a word's stem; its ends count as characters."""
    padded = f" {stem(word)[:LONGEST_WORD]} "
    return [
        padded[at : at + size]
        for size in range(SHORTEST, LONGEST + 1)
        for at in range(len(padded) - size + 1)
    ]


def marked(text: str, *, against: str) -> list[Part]:
    """Return a text in pieces, with the words and parts of words marked that another has too.

    A compound is marked as far as the other text has it, at its beginning or inside.
    """
    return _marked(_composed(text), {*words_of(against)})


def shared_words(one: str, other: str) -> tuple[list[Part], list[Part]]:
    """Return two texts in pieces, each with what makes it like the other marked."""
    return marked(one, against=other), marked(other, against=one)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text[:LONGEST_TEXT])


def _found_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word that counts, in lower case, with where it begins and ends."""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word not in FUNCTION_WORDS:
            yield word, match.start(), match.end()


def _marked(text: str, words: set[str]) -> list[Part]:
    """Return a text in pieces: these words, in whatever inflection, and parts of them."""
    stems, folded = {stem(word) for word in words}, {word.translate(_FOLDED) for word in words}
    parts = {whole[at : at + SHARED] for whole in folded for at in range(len(whole) - SHARED + 1)}
    found, done = [], 0
    for word, start, end in _found_in(text):
        for first, last in [(0, end - start)] if stem(word) in stems else _runs(word, parts):
            found += [Part(text[done : start + first])]
            found += [Part(text[start + first : start + last], is_shared=True)]
            done = start + last
    found.append(Part(text[done:]))
    return [part for part in found if part.text]


def _runs(word: str, parts: set[str]) -> list[tuple[int, int]]:
    """Return from where to where a word consists of these parts; mere endings do not count."""
    folded, length = word.translate(_FOLDED), len(stem(word))
    if len(folded) != len(word):
        return []
    runs: list[tuple[int, int]] = []
    telling: set[int] = set()
    for at in range(len(folded) - SHARED + 1):
        if (part := folded[at : at + SHARED]) in parts:
            first = runs.pop()[0] if runs and at <= runs[-1][1] + 1 else at
            runs.append((first, at + SHARED))
            telling |= {first} if part not in _MERE_ENDINGS else set()
    # What is shared up to the end of the stem is shared with its inflection.
    return [
        (first, len(word) if last >= length else last) for first, last in runs if first in telling
    ]
