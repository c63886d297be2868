"""What marks a workbook that was published: which framework it shows, and each row as printed.

Every row has a digest among the marks. So a department that uploads a published workbook in a
round need not say which rows it has touched: whatever is as it was printed is no wish of anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

FORMAT = "querschnitt-edition/1"
_ROW = "row "
_DIGITS = 24


@dataclass(frozen=True)
class Published:
    """Which framework a workbook shows, on which mandate it rests, and its rows as printed.

    ``language`` is that of the headers and drop-downs, and of the texts.
    """

    framework: str
    mandate: str
    language: str
    rows: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, str]:
        """Return the marks as the hidden sheet holds them."""
        return {
            "format": FORMAT,
            "framework": self.framework,
            "mandate": self.mandate,
            "language": self.language,
            **{f"{_ROW}{reference}": printed for reference, printed in self.rows.items()},
        }

    @classmethod
    def found_in(cls, told: Mapping[str, str]) -> "Published | None":
        """Return what the marks of a workbook say; nothing of one that was not published."""
        if told.get("format") != FORMAT or not told.get("framework"):
            return None
        return cls(
            told["framework"],
            told.get("mandate", ""),
            told.get("language", ""),
            {key.removeprefix(_ROW): one for key, one in told.items() if key.startswith(_ROW)},
        )

    def is_untouched(self, reference: str, cells: Sequence[str]) -> bool:
        """Tell whether the cells of a row, from the kind on, are as they were printed."""
        return self.rows.get(reference) == digest_of(cells)


def digest_of(cells: Iterable[str]) -> str:
    """Return what names the cells of a row, however a spreadsheet has kept their line ends."""
    plain = (cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells)
    return sha256("\0".join(plain).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
