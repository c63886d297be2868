"""The emblem of a house style: what kind of picture it is, and how large."""

from base64 import b64encode
from dataclasses import dataclass

from querschnitt.documents.house_style import HouseStyle

PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture that has passed the reading boundary, and what is said where it is not seen."""

    data: bytes
    text: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        return "image/png" if self.data.startswith(PNG) else "image/jpeg"

    @property
    def address(self) -> str:
        """Return the picture as a ``data:`` address."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode()}"

    def measured(self, *, height: float, widest: float) -> tuple[float, float]:
        """Return width and height, scaled to a height but no wider than this."""
        width = self.width * height / self.height
        if width <= widest:
            return width, height
        return widest, height * widest / width


def emblem_of(style: HouseStyle) -> Emblem | None:
    """Return the emblem of a house style, if it has one."""
    if not style.emblem:
        return None
    from docx.image.image import Image

    read = Image.from_blob(style.emblem)
    return Emblem(style.emblem, style.emblem_text.strip(), read.px_width, read.px_height)
