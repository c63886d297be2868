"""What a delivered workbook says, cell by cell; whatever cannot be kept is named with its place.

Whole columns are converted, each different value once; only what is wrong is looked at row by row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from querschnitt.coordination.workbook_marks import Marks, marks_of
from querschnitt.documents.reading import SheetRead
from querschnitt.framework import text_limits
from querschnitt.framework.rules import obstacle_in_period
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.framework.workbook_choices import Choices, Content, Unfit
from querschnitt.framework.workbook_layout import (
    GOALS,
    LAST_TERM,
    NEEDED,
    NEW_WORDING,
    REFERENCE,
    SEEN,
    TAKE,
    headers,
    sheet_names,
)
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if
from querschnitt.ui import partial_dates

LONGEST_SHOWN = 200
# How far down the row with the headers is looked for, since people write above it.
_HEADERS_WITHIN = 20
_LIMITS = {
    "title": text_limits.LINE,
    "wording": text_limits.TEXT,
    "explanation": text_limits.TEXT,
    "other_mandate": text_limits.TEXT,
    NEW_WORDING: text_limits.TEXT,
}


class Fault(NamedTuple):
    """What is wrong with a cell: its place, what stands there, and why it cannot stay so."""

    cell: str
    value: str
    sentence: str


class GoalTyped(NamedTuple):
    """A row of the goals; without content it is refused for its faults."""

    number: int
    cells: Sequence[str]
    reference: str
    seen: str
    content: Content | None
    faults: Sequence[Fault]


class CarriedTyped(NamedTuple):
    """A row of last term's goals; ``is_taken`` is None where nothing was chosen."""

    number: int
    cells: Sequence[str]
    reference: str
    is_taken: bool | None
    new_wording: str
    faults: Sequence[Fault]


@dataclass(frozen=True)
class Typed:
    """All that a workbook says, and in which columns."""

    marks: Marks
    goals: Sequence[GoalTyped]
    last_term: Sequence[CarriedTyped]
    places: Mapping[str, Mapping[str, int]]
    """At which place of a row each column stands, by sheet."""
    origins: Mapping[int, str] = field(default_factory=dict)
    """Of rows that repeat a goal of last term, its reference, by the number of the row."""

    def cell(self, sheet: str, column: str, number: int) -> str:
        """Return how a cell is called, such as ``Ziele!F12``."""
        return cell_name(sheet_names()[sheet], self.places[sheet][column], number)


def read(
    sheets: Sequence[SheetRead],
    choices: Choices,
    *,
    marks: Marks | None = None,
    origins: Mapping[int, str] | None = None,
    may_be_empty: bool = False,
) -> Typed:
    """Return what a workbook says, in the language in which it was written.

    :param marks: whose it is, where that has been read already
    :param origins: which goals of last term rows repeat, by the number of the row
    :raises Refused: if a sheet or a column is missing, or none has a row
    """
    tables = {name: _table(sheets, name) for name in (GOALS, LAST_TERM)}
    if not any(tables.values()):
        raise Refused(_sheets_missing())
    goals, last_term = tables[GOALS], tables[LAST_TERM]
    typed = Typed(
        marks=marks or marks_of(sheets),
        goals=list(_goals(goals, choices)) if goals else [],
        last_term=list(_last_term(last_term, choices)) if last_term else [],
        places={name: table.places for name, table in tables.items() if table},
        origins=origins or {},
    )
    if not (typed.goals or typed.last_term or may_be_empty):
        raise Refused(
            Obstacle("coordination.empty-workbook", _("The workbook holds no row that says much."))
        )
    return typed


class _Table:
    """The rows of a sheet below its headers, by column; what is wrong is noted on the way."""

    def __init__(self, name: str, sheet: SheetRead, places: dict[str, int], header: int) -> None:
        self.places, self._title = places, sheet.title
        below = enumerate(sheet.rows[header + 1 :], header + 2)
        needed = [places[column] for column in NEEDED[name]]
        rows = [
            (number, row) for number, row in below if any(row[place].strip() for place in needed)
        ]
        self.numbers = [number for number, _row in rows]
        self.rows = [row for _number, row in rows]
        self._columns: list[tuple[str, ...]] = list(zip(*self.rows, strict=True))
        self._faults: dict[int, list[Fault]] = defaultdict(list)

    def column(self, name: str) -> Sequence[str]:
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
        at = self.places[column]
        cell = cell_name(self._title, at, self.numbers[place])
        self._faults[place].append(Fault(cell, shown(self.rows[place][at]), sentence))

    def faults(self, place: int) -> Sequence[Fault]:
        return self._faults.get(place, ())


def _goals(table: _Table, choices: Choices) -> Iterator[GoalTyped]:
    references = [cell.strip() for cell in table.column(REFERENCE)]
    convert = table.converted
    involved = convert("involved", choices.involved)
    from_, until = convert("runs_from", _date), convert("runs_until", _date)
    columns = (
        convert("kind", choices.kinds.needed),
        convert("field", choices.fields.needed),
        convert("title", _text("title")),
        convert("wording", _text("wording", is_required=True)),
        convert("explanation", _text("explanation")),
        convert("lead", choices.departments.one),
        [said[0] if said else False for said in involved],
        [said[1] if said else () for said in involved],
        convert("clauses", choices.clause_numbers),
        convert("other_mandate", _text("other_mandate")),
        convert("chapter", choices.chapters.one),
        from_,
        until,
    )
    _check_periods(table, from_, until)
    contents = map(Content._make, zip(*columns, strict=True))
    said = zip(table.numbers, table.rows, references, table.column(SEEN), contents, strict=True)
    for place, (number, cells, reference, seen, content) in enumerate(said):
        faults = table.faults(place)
        yield GoalTyped(
            number, cells, reference, seen.strip(), None if faults else content, faults
        )  # fmt: skip


def _last_term(table: _Table, choices: Choices) -> Iterator[CarriedTyped]:
    taken = table.converted(TAKE, choices.answer)
    wordings = table.converted(NEW_WORDING, _text(NEW_WORDING))
    references = table.column(REFERENCE)
    said = zip(table.numbers, table.rows, references, taken, wordings, strict=True)
    for place, (number, cells, reference, is_taken, wording) in enumerate(said):
        yield CarriedTyped(
            number, cells, reference.strip(), is_taken, wording or "", table.faults(place)
        )  # fmt: skip


def _table(sheets: Iterable[SheetRead], name: str) -> _Table | None:
    sheet = sheet_called(sheets, name)
    if sheet is None:
        return None
    at, places = place_of_headers(sheet, name)
    return _Table(name, sheet, places, at)


def sheet_called(sheets: Iterable[SheetRead], name: str) -> SheetRead | None:
    """Return the sheet of this kind, if it is there and not empty."""
    title = sheet_names()[name].casefold()
    return next((one for one in sheets if one.title.casefold() == title and one.rows), None)


def place_of_headers(sheet: SheetRead, name: str) -> tuple[int, dict[str, int]]:
    """Return in which row the headers stand, counted from 0, and at which place each column.

    :raises Refused: if a column is missing, or stands there twice
    """
    title = sheet_names()[name]
    named = {header.casefold(): column for column, header in headers(name).items()}
    best: dict[str, int] = {}
    for at, row in enumerate(sheet.rows[:_HEADERS_WITHIN]):
        places = _places(row, named, title)
        if {*NEEDED[name]} <= {*places}:
            return at, places
        best = max(best, places, key=len)
    missing = [headers(name)[column] for column in NEEDED[name] if column not in best]
    raise Refused(_columns_missing(title, missing))


def _places(row: Sequence[str], named: Mapping[str, str], title: str) -> dict[str, int]:
    """Return at which place each column stands; people may have moved them about."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        column = named.get(" ".join(cell.split()).casefold())
        if column in places:
            told = {"column": cell, "sheet": title}
            sentence = _("The column “%(column)s” stands twice on the sheet “%(sheet)s”.") % told
            refuse_if(Obstacle("coordination.column-twice", sentence))
        if column:
            places[column] = place
    return places


def _check_periods(table: _Table, starts: Sequence[str], ends: Sequence[str]) -> None:
    wrong = {
        period: obstacle.sentence
        for period in {*zip(starts, ends, strict=True)}
        if all(period) and (obstacle := obstacle_in_period(*period))
    }
    if wrong:
        for place, period in enumerate(zip(starts, ends, strict=True)):
            if period in wrong:
                table.note(place, "runs_until", wrong[period])


def _text(column: str, *, is_required: bool = False) -> Callable[[str], str]:
    limit = _LIMITS[column]

    def checked(cell: str) -> str:
        text = normal(cell)
        # Most texts are short and plain, which is told at once.
        if text and len(text) <= limit and text.isprintable():
            return text
        if obstacle := obstacle_in_texts(Limited(text, limit, is_required)):
            raise Unfit(obstacle.sentence)
        return text

    return checked


def normal(text: str) -> str:
    """Return a text as it is compared: plain line ends, nothing blank around it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _date(cell: str) -> str:
    if not cell.strip():
        return ""
    date = partial_dates.parse(cell)
    if date is None:
        raise Unfit(_("Please enter a day, a month or a year: 12.07.2022, 07.2022 or 2022."))
    return str(date)


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


def _sheets_missing() -> Obstacle:
    told = {"goals": sheet_names()[GOALS], "last": sheet_names()[LAST_TERM]}
    return Obstacle(
        "coordination.sheet-missing",
        _("The sheets “%(goals)s” and “%(last)s” are missing or empty.") % told,
    )


def _columns_missing(sheet: str, missing: Sequence[str]) -> Obstacle:
    told = {"sheet": sheet, "columns": ", ".join(missing)}
    return Obstacle(
        "coordination.columns-missing",
        _("On the sheet “%(sheet)s” columns are missing: %(columns)s. Their headers must stay as"
          " they are.") % told,
    )  # fmt: skip
