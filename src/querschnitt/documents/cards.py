"""A post as a picture that lasts: PNG, set by the typesetter in a child process."""

import json
import struct
from base64 import b64encode
from dataclasses import dataclass

from querschnitt.documents import pdf
from querschnitt.documents.emblem import PNG
from querschnitt.documents.glyphs import printable
from querschnitt.documents.house_style import PLAIN, TYPEFACE, HouseStyle

MOST_TEXT = 20_000
SECONDS = 30


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture on a card, as PNG or JPEG, with its size and what it shows."""

    data: bytes
    width: int
    height: int
    alternative: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows; texts are shown to the letter."""

    heading: str
    subheading: str
    text: str
    link: str
    facts: tuple[str, ...]
    pictures: tuple[CardPicture, ...] = ()
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as a picture."""

    png: bytes
    width: int
    height: int


def draw(card: Card, style: HouseStyle = PLAIN) -> Drawn:
    """Return a card as a picture; the same card gives the same bytes.

    :raises TypesettingFailed: if it is too large for the limits
    """
    data = json.dumps(_outline(card, style), ensure_ascii=False).encode()
    png = pdf.in_a_child(data, style.fonts, memory=pdf.MEMORY, seconds=SECONDS, kind="card")
    width, height = struct.unpack(">LL", png[16:24])
    return Drawn(png, width, height)


def _outline(card: Card, style: HouseStyle) -> dict[str, object]:
    text = card.text if len(card.text) <= MOST_TEXT else f"{card.text[:MOST_TEXT]}…"
    return {
        "heading": _line(card.heading),
        "subheading": _line(card.subheading),
        "lines": [_line(line) for line in printable(text).splitlines()],
        "link": _line(card.link),
        "facts": [_line(fact) for fact in card.facts],
        "pictures": [
            {"drawing": _drawing(picture), "alternative": _line(picture.alternative)}
            for picture in card.pictures
        ],
        "lang": card.language[:2],
        "accent": style.colour,
        "fonts": [*dict.fromkeys((style.typeface, TYPEFACE, "DejaVu Sans Mono"))],
    }


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _drawing(picture: CardPicture) -> str:
    # Data reach the typesetter as text alone, and a picture within a drawing is text.
    kind = "png" if picture.data.startswith(PNG) else "jpeg"
    address = f"data:image/{kind};base64,{b64encode(picture.data).decode()}"
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'
