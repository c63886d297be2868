"""The rows of an uploaded workbook below their headers, and what is wrong with them cell by cell.

Whoever takes rows from people – goals of a department, entries of a register – says in a
``Layout`` what a sheet holds; how it is found, read and judged is the same for all. Whole columns
are converted, each different value once; only what is wrong is looked at row by row.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from querschnitt.documents.reading import SheetRead
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if

MARKS = "_querschnitt"
"""The hidden sheet that says what a workbook is, and of whom."""
LONGEST_SHOWN = 200
# How far down the row with the headers is looked for, since people write above it.
_HEADERS_WITHIN = 20


class Unfit(Exception):
    """Raised where a cell says nothing that could be kept; carries the sentence."""


class Fault(NamedTuple):
    """What is wrong with a cell: its place, what stands there, and why it cannot stay so."""

    cell: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Layout:
    """What is read of a sheet."""

    app: str
    """Begins the codes of what is refused."""
    title: str
    headers: Mapping[str, str]
    """The headers of the columns, by name; people may have moved them about."""
    needed: Collection[str]
    """The columns that must be there."""
    telling: Collection[str] = field(default=())
    """The columns of which one is filled in where a row says anything; the needed ones if empty."""


class Table:
    """The rows of a sheet below its headers, by column; what is wrong is noted on the way."""

    def __init__(
        self, layout: Layout, sheet: SheetRead, places: dict[str, int], header: int
    ) -> None:
        self.places, self.title = places, sheet.title
        below = enumerate(sheet.rows[header + 1 :], header + 2)
        telling = [places[column] for column in layout.telling or layout.needed if column in places]
        rows = [
            (number, row) for number, row in below if any(row[place].strip() for place in telling)
        ]
        self.numbers = [number for number, _row in rows]
        self.rows = [row for _number, row in rows]
        self._columns: list[tuple[str, ...]] = list(zip(*self.rows, strict=True))
        self._faults: dict[int, list[Fault]] = defaultdict(list)

    def column(self, name: str) -> Sequence[str]:
        """Return the cells of a column."""
        return self._columns[self.places[name]] if self.rows else ()

    def converted(self, name: str, convert: Callable[[str], Any]) -> list[Any]:
        """Return a column converted; what is unfit becomes None and is noted."""
        cells = self.column(name)
        values, wrong = {}, {}
        for cell in {*cells}:
            try:
                values[cell] = convert(cell)
            except Unfit as unfit:
                values[cell] = None
                wrong[cell] = str(unfit)
        if wrong:
            for place, cell in enumerate(cells):
                if cell in wrong:
                    self.note(place, name, wrong[cell])
        return [values[cell] for cell in cells]

    def note(self, place: int, column: str, sentence: str) -> None:
        """Note that a cell of the row at a place is wrong."""
        at = self.places.get(column, 0)
        cell = cell_name(self.title, at, self.numbers[place])
        self._faults[place].append(Fault(cell, shown(self.rows[place][at]), sentence))

    def faults(self, place: int) -> Sequence[Fault]:
        """Return what is wrong with the row at a place."""
        return self._faults.get(place, ())


def table_in(sheets: Iterable[SheetRead], layout: Layout) -> Table | None:
    """Return the rows of the sheet of this layout, if it is there and not empty.

    :raises Refused: if a column is missing, or stands there twice
    """
    sheet = sheet_called(sheets, layout.title)
    if sheet is None:
        return None
    at, places = place_of_headers(sheet, layout)
    return Table(layout, sheet, places, at)


def sheet_called(sheets: Iterable[SheetRead], title: str) -> SheetRead | None:
    """Return the sheet of this title, if it is there and not empty."""
    folded = title.casefold()
    return next((one for one in sheets if one.title.casefold() == folded and one.rows), None)


def marks_in(sheets: Iterable[SheetRead]) -> dict[str, str]:
    """Return what the hidden sheet says of a workbook; nothing where there is none."""
    found = next((sheet for sheet in sheets if sheet.title == MARKS), None)
    return {row[0]: row[1] for row in found.rows if len(row) > 1} if found else {}


def place_of_headers(sheet: SheetRead, layout: Layout) -> tuple[int, dict[str, int]]:
    """Return in which row the headers stand, counted from 0, and at which place each column.

    :raises Refused: if a column is missing, or stands there twice
    """
    named = {header.casefold(): column for column, header in layout.headers.items()}
    best: dict[str, int] = {}
    for at, row in enumerate(sheet.rows[:_HEADERS_WITHIN]):
        places = _places(row, named, layout)
        if {*layout.needed} <= {*places}:
            return at, places
        best = max(best, places, key=len)
    missing = [layout.headers[column] for column in layout.needed if column not in best]
    raise Refused(_columns_missing(layout, missing))


def _places(row: Sequence[str], named: Mapping[str, str], layout: Layout) -> dict[str, int]:
    """Return at which place each column stands; people may have moved them about."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        column = named.get(" ".join(cell.split()).casefold())
        if column in places:
            told = {"column": cell, "sheet": layout.title}
            sentence = _("The column “%(column)s” stands twice on the sheet “%(sheet)s”.") % told
            refuse_if(Obstacle(f"{layout.app}.column-twice", sentence))
        if column:
            places[column] = place
    return places


def normal(text: str) -> str:
    """Return a text as it is compared: plain line ends, nothing blank around it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def shown(value: str) -> str:
    """Return the beginning of what stands in a cell, without what cannot be shown."""
    short = value[: LONGEST_SHOWN + 1]
    plain = "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in short)
    return f"{plain[:LONGEST_SHOWN]}…" if len(plain) > LONGEST_SHOWN else plain


def cell_name(sheet: str, place: int, number: int) -> str:
    """Return how a spreadsheet calls the cell at a place of a row, such as ``Ziele!F12``."""
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{number}"


def _columns_missing(layout: Layout, missing: Sequence[str]) -> Obstacle:
    told = {"sheet": layout.title, "columns": ", ".join(missing)}
    return Obstacle(
        f"{layout.app}.columns-missing",
        _("On the sheet “%(sheet)s” columns are missing: %(columns)s. Their headers must stay as"
          " they are.") % told,
    )  # fmt: skip
