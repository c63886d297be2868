"""How a workbook of goals is laid out: its sheets and columns, and the marks that tell whose it is.

Departments deliver their goals in such workbooks, and editions are published in them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from querschnitt.documents.tables import MARKS
from querschnitt.documents.workbook import Cell, Column, Sheet, Workbook
from querschnitt.framework.workbook_choices import Choices, Content
from querschnitt.lib.partial_date import PartialDate
from querschnitt.ui import partial_dates

SPARE_ROWS = 50

GOALS, LAST_TERM = "goals", "last_term"
REFERENCE, SEEN, STAGE, TAKE, NEW_WORDING = "reference", "seen", "stage", "take", "new_wording"
NEEDED = {
    GOALS: (
        REFERENCE,
        SEEN,
        "kind",
        "field",
        "title",
        "wording",
        "explanation",
        "lead",
        "involved",
        "clauses",
        "other_mandate",
        "chapter",
        "runs_from",
        "runs_until",
    ),
    LAST_TERM: (REFERENCE, TAKE, NEW_WORDING),
}
"""The columns that are read of each sheet; others may stand beside them."""


class GoalRow(NamedTuple):
    """A goal as its row shows it."""

    reference: str
    seen: int
    stage: str
    content: Content


class LastTermRow(NamedTuple):
    """What was delivered last term, and as which goal it has been taken over already."""

    reference: str
    title: str
    wording: str
    taken_as: str


class ClauseRow(NamedTuple):
    """A clause of the mandate and what has become of it."""

    number: int
    text: str
    reference: str
    departments: str
    became: str


@dataclass(frozen=True)
class Filling:
    """All that is written into a workbook."""

    title: str
    author: str
    marks: Mapping[str, str]
    choices: Choices
    hints: Sequence[tuple[str, str]]
    goals: Iterable[GoalRow]
    last_term: Iterable[LastTermRow]
    clauses: Iterable[ClauseRow]


def sheet_names() -> dict[str, str]:
    """Return how the sheets that are read are called in the active language."""
    return {GOALS: pgettext("workbook", "Goals"), LAST_TERM: pgettext("workbook", "Last term")}


def clauses_sheet() -> str:
    """Return how the sheet of the clauses is called, which is only looked at."""
    return pgettext("workbook", "Clauses")


def hints_sheet() -> str:
    """Return how the sheet is called that says what is to be known of a workbook."""
    return pgettext("workbook", "Hints")


def headers(sheet: str) -> dict[str, str]:
    """Return the headers of a sheet that is read, by column, in the active language."""
    if sheet == LAST_TERM:
        return {
            REFERENCE: pgettext("workbook", "Reference"),
            "title": pgettext("workbook", "Title"),
            "wording": pgettext("workbook", "Wording"),
            "taken_as": pgettext("workbook", "Carried over already as"),
            TAKE: pgettext("workbook", "Carry over"),
            NEW_WORDING: pgettext("workbook", "New wording (if changed)"),
        }
    return {
        REFERENCE: pgettext("workbook", "Reference"),
        SEEN: pgettext("workbook", "Version"),
        STAGE: pgettext("workbook", "Stage"),
        "kind": pgettext("workbook", "Kind"),
        "field": pgettext("workbook", "Field of action"),
        "title": pgettext("workbook", "Title"),
        "wording": pgettext("workbook", "Wording"),
        "explanation": pgettext("workbook", "Explanation"),
        "lead": pgettext("workbook", "Lead department"),
        "involved": pgettext("workbook", "Involved departments"),
        "clauses": pgettext("workbook", "Clauses"),
        "other_mandate": pgettext("workbook", "Other mandate"),
        "chapter": pgettext("workbook", "Chapter"),
        "runs_from": pgettext("workbook", "From"),
        "runs_until": pgettext("workbook", "Until"),
    }


def workbook(filling: Filling) -> Workbook:
    """Return the workbook of a department, ready to be written."""
    choices = filling.choices
    return _bound(
        filling,
        (
            Sheet(
                title=sheet_names()[GOALS],
                columns=goal_columns(choices),
                rows=(goal_cells(row, choices) for row in filling.goals),
                spare_rows=SPARE_ROWS,
            ),
            Sheet(
                title=sheet_names()[LAST_TERM],
                columns=_last_term_columns(),
                rows=((*row, "", "") for row in filling.last_term),
            ),
            Sheet(title=clauses_sheet(), columns=clause_columns(), rows=filling.clauses),
            Sheet(title=hints_sheet(), columns=hint_columns(), rows=filling.hints),
        ),
    )


def refused_workbook(
    filling: Filling, refused: dict[str, Sequence[tuple[Sequence[str], str]]]
) -> Workbook:
    """Return the rows that were refused, as they were typed, with the sentences beside.

    :param refused: the cells and the sentence of each row, by sheet; it can be corrected and
        uploaded like the workbook it comes from
    """
    columns = {GOALS: goal_columns(filling.choices), LAST_TERM: _last_term_columns()}
    sheets = tuple(
        refused_sheet(sheet_names()[name], columns[name], rows) for name, rows in refused.items()
    )
    return _bound(filling, sheets)


def refused_sheet(
    title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Sequence[str], str]]
) -> Sheet:
    """Return a sheet of the rows that were refused, with the sentences beside.

    :param rows: the cells of each, and the sentence
    """
    wrong = Column(_("What has to be corrected"), width=60)
    cells = ((*cells, sentence) for cells, sentence in rows)
    return Sheet(title=title, columns=(*columns, wrong), rows=cells)


def _bound(filling: Filling, sheets: tuple[Sheet, ...]) -> Workbook:
    return bound(
        filling.title,
        sheets,
        author=filling.author,
        lists=lists_of(filling.choices),
        marks=filling.marks,
    )


def bound(
    title: str,
    sheets: tuple[Sheet, ...],
    *,
    author: str = "",
    lists: Mapping[str, Sequence[str]],
    marks: Mapping[str, str],
) -> Workbook:
    """Return a workbook that comes back: its sheets, and the hidden one that says what it is."""
    return Workbook(
        title=title,
        author=author,
        language=get_language() or "de",
        page_words=_("Page {page} of {pages}"),
        sheets=(*sheets, marks_sheet(marks)),
        lists=lists,
    )


def lists_of(choices: Choices) -> dict[str, Sequence[str]]:
    """Return what the drop-downs of the columns offer."""
    return {
        "kinds": choices.kinds.labels,
        "fields": choices.fields.labels,
        "departments": choices.departments.labels,
        "involved": [choices.everyone, *choices.departments.labels],
        "chapters": choices.chapters.labels,
        "answers": [choices.yes, choices.no],
    }


def goal_columns(choices: Choices) -> tuple[Column, ...]:
    """Return the columns of the goals, the first three of which can only be read."""
    named = headers(GOALS)
    several = _("Several are separated by semicolons, such as MB; MJ. For all of them: %s.")
    told = {
        REFERENCE: {"width": 11, "is_locked": True, "help": _("Given by the program; leave it.")},
        SEEN: {"width": 9, "is_locked": True, "help": _("The version this row shows; leave it.")},
        STAGE: {"width": 14, "is_locked": True},
        "kind": {"width": 24, "choices": "kinds", "help": _("Needed. Please choose.")},
        "field": {"width": 28, "choices": "fields", "help": _("Needed. Please choose.")},
        "title": {"width": 28, "help": _("At most 200 characters; may be left empty.")},
        "wording": {"width": 60, "help": _("Needed. What the goal says; at most 5000 characters.")},
        "explanation": {"width": 40, "help": _("At most 5000 characters; may be left empty.")},
        "lead": {"width": 12, "choices": "departments", "help": _("One department.")},
        "involved": {
            "width": 22,
            "choices": "involved",
            "is_open": True,
            "help": several % choices.everyone,
        },
        "clauses": {
            "width": 12,
            "help": _("Numbers of the sheet “%s”, several separated by semicolons.") % _("Clauses"),
        },
        "other_mandate": {"width": 24, "help": _("Where no clause is the reason.")},
        "chapter": {"width": 24, "choices": "chapters"},
        "runs_from": {"width": 12, "help": _("Such as 2022, 07.2022 or 12.07.2022.")},
        "runs_until": {"width": 12, "help": _("Such as 2022, 07.2022 or 12.07.2022.")},
    }
    return tuple(Column(named[name], **told[name]) for name in named)  # type: ignore[arg-type]


def open_columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return columns of which none is locked, for readers who sort and filter."""
    return tuple(replace(column, is_locked=False) for column in columns)


def _last_term_columns() -> tuple[Column, ...]:
    named = headers(LAST_TERM)
    return (
        Column(named[REFERENCE], width=11, is_locked=True),
        Column(named["title"], width=28, is_locked=True),
        Column(named["wording"], width=70, is_locked=True),
        Column(named["taken_as"], width=16, is_locked=True),
        Column(
            named[TAKE],
            width=12,
            choices="answers",
            help=_("With yes, the goal becomes a draft of your department in the new framework."),
        ),
        Column(
            named[NEW_WORDING],
            width=70,
            help=_("Leave it empty to carry the goal over in its old words."),
        ),
    )


def clause_columns() -> tuple[Column, ...]:
    """Return the columns of the clauses, which are only looked at."""
    return (
        Column(_("Number"), width=10, kind="number", is_locked=True),
        Column(_("Text"), width=80, is_locked=True),
        Column(_("Reference in the mandate"), width=22, is_locked=True),
        Column(_("Departments"), width=22, is_locked=True),
        Column(_("Taken up"), width=30, is_locked=True),
    )


def hint_columns() -> tuple[Column, ...]:
    """Return the columns of what is to be known of a workbook."""
    return (
        Column(pgettext("workbook", "About"), width=28, is_locked=True),
        Column(pgettext("workbook", "Hint"), width=110, is_locked=True),
    )


def marks_sheet(marks: Mapping[str, str]) -> Sheet:
    """Return the hidden sheet that says what a workbook is."""
    return Sheet(
        title=MARKS,
        columns=(Column("key", is_locked=True), Column("value", is_locked=True)),
        rows=marks.items(),
        is_hidden=True,
    )


def goal_cells(row: GoalRow, choices: Choices) -> list[Cell]:
    """Return a goal as its row shows it."""
    return [row.reference, str(row.seen or ""), row.stage, *content_cells(row.content, choices)]


def content_cells(content: Content, choices: Choices) -> list[str]:
    """Return what stands in the cells from the kind on."""
    departments, clauses = choices.departments, choices.clauses
    involved = "; ".join(departments.label_of(key) for key in content.involved)
    return [
        choices.kinds.label_of(content.kind),
        choices.fields.label_of(content.field),
        content.title,
        content.wording,
        content.explanation,
        departments.label_of(content.lead),
        choices.everyone if content.involves_all else involved,
        "; ".join(clauses.label_of(key) for key in content.clauses),
        content.other_mandate,
        choices.chapters.label_of(content.chapter),
        _typed(content.runs_from),
        _typed(content.runs_until),
    ]


# Many goals run from the same day to the same day.
@lru_cache(maxsize=1_000)
def _typed(date: str) -> str:
    return partial_dates.typed(PartialDate.parse(date)) if date else ""
