"""What a delivered workbook says, cell by cell; whatever cannot be kept is named with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from querschnitt.coordination.workbook_marks import Marks, marks_of
from querschnitt.documents.reading import SheetRead
from querschnitt.documents.tables import Fault, Layout, Table, Unfit, cell_name, normal, table_in
from querschnitt.framework import text_limits
from querschnitt.framework.rules import obstacle_in_period
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.framework.workbook_choices import Choices, Content
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
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.ui import partial_dates

_LIMITS = {
    "title": text_limits.LINE,
    "wording": text_limits.TEXT,
    "explanation": text_limits.TEXT,
    "other_mandate": text_limits.TEXT,
    NEW_WORDING: text_limits.TEXT,
}


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
    tables = {name: table_in(sheets, layout_of(name)) for name in (GOALS, LAST_TERM)}
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


def layout_of(name: str) -> Layout:
    """Return what is read of a sheet, in the active language."""
    return Layout("coordination", sheet_names()[name], headers(name), NEEDED[name])


def _goals(table: Table, choices: Choices) -> Iterator[GoalTyped]:
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


def _last_term(table: Table, choices: Choices) -> Iterator[CarriedTyped]:
    taken = table.converted(TAKE, choices.answer)
    wordings = table.converted(NEW_WORDING, _text(NEW_WORDING))
    references = table.column(REFERENCE)
    said = zip(table.numbers, table.rows, references, taken, wordings, strict=True)
    for place, (number, cells, reference, is_taken, wording) in enumerate(said):
        yield CarriedTyped(
            number, cells, reference.strip(), is_taken, wording or "", table.faults(place)
        )  # fmt: skip


def _check_periods(table: Table, starts: Sequence[str], ends: Sequence[str]) -> None:
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


def _date(cell: str) -> str:
    if not cell.strip():
        return ""
    date = partial_dates.parse(cell)
    if date is None:
        raise Unfit(_("Please enter a day, a month or a year: 12.07.2022, 07.2022 or 2022."))
    return str(date)


def _sheets_missing() -> Obstacle:
    told = {"goals": sheet_names()[GOALS], "last": sheet_names()[LAST_TERM]}
    return Obstacle(
        "coordination.sheet-missing",
        _("The sheets “%(goals)s” and “%(last)s” are missing or empty.") % told,
    )
