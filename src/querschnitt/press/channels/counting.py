"""How long a text is, as each network counts, and how it is shortened where it is too long."""

import re
import unicodedata
from collections.abc import Callable

LINK = re.compile(r"https?://\S*[^\s.,;:!?()\[\]{}<>»«“”„’'\"…]")
# X makes a link of every name of a server, with or without https in front.
_SERVER = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:[a-z]{2}|com|org|net|info|int|gov|edu|app|dev|berlin|bayern|hamburg|koeln|nrw|ruhr|saarland)"
    r"(?:/[^\s.,;:!?()]*)?(?![\w-])",
    re.IGNORECASE,
)
ELLIPSIS = "…"
_JOINER, _REGIONAL = "\u200d", range(0x1F1E6, 0x1F200)
_SKIN, _TAGS = range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080)
_AS_PICTURE = "\ufe0f"
# Characters that X counts once; all others count twice.
_LIGHT = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
# A full stop after a number, a title or an abbreviation ends no sentence.
_SENTENCE = re.compile(
    r"(?:(?<=[!?…])|(?<=[^\W\d_]{3}\.)"
    r"(?<!\bProf\.)(?<!\bbzw\.)(?<!\busw\.)(?<!\bggf\.)(?<!\bvgl\.)(?<!\bAbs\.)(?<!\bArt\.)"
    r"(?<!\bMin\.)(?<!\bMio\.)(?<!\bMrd\.)(?<!\bTel\.)(?<!\bStr\.)(?<!\bevtl\.)(?<!\binkl\.))"
    r"\s+(?=[^\W_a-zäöüß])"
)


def utf16_units(text: str) -> int:
    """Return the length as Telegram counts: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def signs(text: str) -> list[str]:
    """Return a text in the signs that people see; what joins or changes one belongs to it."""
    found: list[str] = []
    is_half_flag = False
    for character in unicodedata.normalize("NFC", text):
        before = found[-1] if found else ""
        is_flag = ord(character) in _REGIONAL
        belongs = bool(before) and (
            _is_mark(character)
            or (is_flag and is_half_flag)
            or (before[-1] == _JOINER and _is_pictograph(before[0]) and _is_pictograph(character))
        )
        if belongs:
            found[-1] += character
        else:
            found.append(character)
        is_half_flag = is_flag and not belongs
    return found


def graphemes(text: str) -> int:
    """Return how many signs people see."""
    return len(signs(text))


def _is_mark(character: str) -> bool:
    code = ord(character)
    return (
        unicodedata.category(character) in {"Mn", "Me"}
        or character == _JOINER
        or code in _SKIN
        or code in _TAGS
    )


def _is_pictograph(character: str) -> bool:
    return ord(character) >= 0x2190 and unicodedata.category(character) in {"So", "Sm", "Sk"}


def with_links_as(text: str, length: int, count: Callable[[str], int]) -> int:
    """Return the length of a text in which every link counts the same, however long it is."""
    links = LINK.findall(text)
    return count(LINK.sub("", text)) + length * len(links)


def weighted(text: str) -> int:
    """Return the length as X counts: signs outside of Latin and the like count twice."""
    rest, links = LINK.subn("", text)
    rest, servers = _SERVER.subn("", rest)
    return sum(map(_weight, signs(rest))) + 23 * (links + servers)


def _weight(sign: str) -> int:
    """Return what a sign weighs: a picture two, however it is made; others by their parts."""
    if _is_pictograph(sign[0]) or ord(sign[0]) in _REGIONAL or _AS_PICTURE in sign:
        return 2
    return sum(1 if any(ord(c) in light for light in _LIGHT) else 2 for c in sign)


def shortened(text: str, limit: int, count: Callable[[str], int]) -> str:
    """Return a text of at most a length: whole sentences if any fit, else whole words and an …"""
    text = text.strip()
    if count(text) <= limit:
        return text
    kept = ""
    for sentence in _SENTENCE.split(text):
        longer = f"{kept} {sentence}".strip()
        if count(longer) > limit:
            break
        kept = longer
    if kept:
        return kept
    words: list[str] = []
    for word in text.split():
        if count(" ".join([*words, word]) + ELLIPSIS) > limit:
            break
        words.append(word)
    return " ".join(words).rstrip(" ,;:–-") + ELLIPSIS if words else ""
