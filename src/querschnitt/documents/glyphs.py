"""What the fonts can show, and what becomes of the rest.

The rule: text is composed (NFC); control, bidirectional and other invisible formatting characters
are removed, tabs become spaces; a character that the fonts lack is printed as "□". So one odd
character in one of a thousand texts neither stops the document nor vanishes unnoticed.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
UNKNOWN = "□"  # Typst's built-in fonts have it, see template.typ.
SOFT_HYPHEN, BREAK_HERE = "\u00ad", "\u200b"
_LIKE = {"\u202f": "\u00a0", "\u2011": "-", "\t": " ", "\u2028": "\n", "\u2029": "\n"}
_LONGEST, _STEP = 70, 20
_UNBROKEN = re.compile(rf"[^\s\u00ad\u200b]{{{_LONGEST + 1},}}")


def printable(text: str) -> str:
    """Return the text as the fonts can show it; only line feeds are left of the controls."""
    if text.isascii() and text.isprintable():
        return _breakable(text)
    composed = unicodedata.normalize("NFC", text)
    odd = set(composed) - covered()
    if odd:
        composed = composed.translate({ord(character): _instead(character) for character in odd})
    return _breakable(composed)


def _instead(character: str) -> str | None:
    if character in _LIKE:
        return _LIKE[character]
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Mn", "Me"}:
        return None
    return " " if character.isspace() else UNKNOWN


def _breakable(text: str) -> str:
    """Let a run that no language hyphenates, like an address, break rather than leave the page."""
    if max(map(len, text.split()), default=0) <= _LONGEST:
        return text
    return _UNBROKEN.sub(
        lambda run: BREAK_HERE.join(
            run[0][start : start + _STEP] for start in range(0, len(run[0]), _STEP)
        ),
        text,
    )


@cache
def covered() -> frozenset[str]:
    """Return the characters that every one of our fonts can show, and the line feed."""
    maps = [_characters(path) for path in sorted(FONTS.glob("*.ttf"))]
    if not maps:
        message = "The fonts for documents are missing; `make` puts them in place."
        raise FileNotFoundError(message)
    shown = frozenset.intersection(*maps)
    plain = {c for c in shown if unicodedata.category(c) not in {"Cc", "Cf", "Co"}}
    return frozenset(plain | {"\n", SOFT_HYPHEN, BREAK_HERE})


def _characters(path: Path) -> frozenset[str]:
    """Read the font's character map: a format 12 subtable lists runs of characters."""
    font = path.read_bytes()
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(tables))
    base = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, base + 2)[0]):
        offset = base + struct.unpack_from(">L", font, base + 4 + 8 * n + 4)[0]
        if struct.unpack_from(">H", font, offset)[0] == 12:
            groups = struct.unpack_from(">L", font, offset + 12)[0]
            runs = (struct.unpack_from(">LLL", font, offset + 16 + 12 * g) for g in range(groups))
            return frozenset(
                chr(code) for first, last, _ in runs for code in range(first, last + 1)
            )
    message = f"{path.name} has no character map of format 12."
    raise ValueError(message)
