"""How a government's papers look: its emblem, colour, typeface, and its own Word template."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

COLOUR = "#1a3a6e"
TYPEFACE = "Fira Sans"


@dataclass(frozen=True)
class HouseStyle:
    """What every writer of documents follows; without any setting plain and sober.

    ``name`` is who publishes, where it differs from what a document says itself. ``emblem`` is a
    PNG or JPEG that has passed the reading boundary, ``emblem_text`` what readers are told who do
    not see it. ``colour`` (``#rrggbb``) is dark enough for text on white. ``word_template`` is a
    .docx with placeholders; without one, Word files have the look of the other formats. ``fonts``
    is a directory of the operator's with further typefaces for PDF. Of a typeface that is not
    found, or lacks a character, Fira Sans takes the place.
    """

    name: str = ""
    emblem: bytes = b""
    emblem_text: str = ""
    colour: str = COLOUR
    typeface: str = TYPEFACE
    word_template: bytes = b""
    fonts: str = ""

    @cached_property
    def digest(self) -> str:
        """What names this look: files made with another one are made again."""
        told = sha256()
        for part in (self.name, self.emblem_text, self.colour, self.typeface):
            told.update(f"{len(part)} {part}\0".encode())
        for data in (self.emblem, self.word_template):
            told.update(sha256(data).digest())
        return told.hexdigest()


PLAIN = HouseStyle()
