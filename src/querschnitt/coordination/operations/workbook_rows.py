"""A workbook checked, and its rows as the database keeps them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from django.conf import settings

from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.models import DeliveredWorkbook, Round, WorkbookRow
from querschnitt.coordination.published_rows import Setting, Taken, taken_from
from querschnitt.coordination.workbook_basis import basis_of, earlier_contents
from querschnitt.coordination.workbook_comparison import Basis, Line, compare
from querschnitt.coordination.workbook_marks import Marks, in_language_of, marks_of
from querschnitt.coordination.workbook_reading import read
from querschnitt.documents.reading import SheetRead, Unreadable, read_workbook
from querschnitt.framework.goal_said import GoalSaid
from querschnitt.framework.operations.inserting import insert_rows
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if

BIG = 200
"""From how many rows on a job does the work."""
LARGE_FILE = 200_000
"""From how many bytes on a file surely holds more; it is not even opened before the answer."""

Outcome = WorkbookRow.Outcome
_COUNTS = {
    Outcome.NEW: "new_rows",
    Outcome.CHANGED: "changed_rows",
    Outcome.UNCHANGED: "unchanged_rows",
    Outcome.CARRIED_OVER: "carried_rows",
    Outcome.REFUSED: "refused_rows",
}
_COLUMNS = (
    "workbook",
    "place",
    "sheet",
    "number",
    "outcome",
    "reference",
    "goal",
    "source",
    "content",
    "before",
    "faults",
    "cells",
)
_said = msgspec.json.Decoder(GoalSaid)


@dataclass(frozen=True)
class Checked:
    """What was found in a file: its rows with their outcomes, or why it cannot be read."""

    refusal: Obstacle | None = None
    basis_digest: str = ""
    lines: Sequence[Line] = ()
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_COUNTS.values(), 0))


class SaidRow(NamedTuple):
    """A row that changes something, read back to be applied."""

    place: int
    goal: int | None
    source: int | None
    content: GoalSaid


def checked_workbook(data: bytes, round: Round, department: Department, *, by: User) -> Checked:
    """Read a file behind the boundary, and compare it with what stands there.

    :param by: who delivers it
    """
    try:
        sheets = read_workbook(data)
        marks = marks_of(sheets)
        refuse_if(rules.obstacle_in_marks(marks, round, department))
        with in_language_of(marks, dict(settings.LANGUAGES)):
            basis = basis_of(round, department, by=by)
            taken = _taken(sheets, marks, basis, round, department)
            typed = read(
                taken.sheets,
                basis.choices,
                marks=marks,
                origins=taken.origins,
                may_be_empty=bool(taken.left),
            )
            compared = compare(typed, basis, earlier=earlier_contents)
    except Unreadable as unreadable:
        return Checked(Obstacle("coordination.unreadable-workbook", str(unreadable)))
    except Refused as refusal:
        return Checked(refusal.obstacle)
    found = Counter(line.outcome for line in compared.lines)
    counts = {name: found[outcome] for outcome, name in _COUNTS.items()}
    counts["left_rows"] = compared.left + taken.left
    return Checked(None, basis.digest, compared.lines, counts)


def _taken(
    sheets: Sequence[SheetRead], marks: Marks, basis: Basis, round: Round, department: Department
) -> Taken:
    """Return the sheets to be read; those of a published workbook as if they were its own."""
    if marks.published is None:
        return Taken(sheets)
    framework = round.of_framework
    setting = Setting(
        framework=framework.key,
        mandate=framework.mandate.key if framework.mandate else "",
        predecessor=framework.predecessor.key if framework.predecessor else "",
        department=department.pk,
    )
    return taken_from(sheets, marks.published, basis, setting)


def write_rows(workbook: DeliveredWorkbook, lines: Sequence[Line]) -> None:
    """Keep what the rows of a workbook would do, inside an act."""
    insert_rows(WorkbookRow, _COLUMNS, [*_rows(workbook.pk, lines)])


def said_in(workbook: DeliveredWorkbook, outcome: str) -> list[SaidRow]:
    """Return the rows of an outcome, in the order of the file."""
    rows = workbook.rows.filter(outcome=outcome).order_by("place")
    return [
        SaidRow(place, goal, source, _said.decode(content))
        for place, goal, source, content in rows.values_list(
            "place", "goal_id", "source_id", "content"
        )
    ]


def _rows(workbook: int, lines: Sequence[Line]) -> Iterator[tuple[object, ...]]:
    encode = msgspec.json.Encoder().encode
    for place, line in enumerate(lines):
        sheet, number, outcome, reference, goal, source, content, before, faults, cells = line
        yield (
            workbook,
            place,
            sheet,
            number,
            str(outcome),
            reference,
            goal,
            source,
            encode(content).decode() if content else "",
            encode(before).decode() if before else "",
            encode(faults).decode() if faults else "",
            encode(cells).decode() if cells else "",
        )
