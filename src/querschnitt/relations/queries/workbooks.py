"""The preview of a workbook of a register, one page of its rows at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from querschnitt.accounts.models import User
from querschnitt.framework.queries import TextChange
from querschnitt.framework.wording_difference import difference
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import EntryWorkbook, EntryWorkbookRow
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.rules import workbooks as rules
from querschnitt.relations.workbook_lines import COUNTS

PAGE = 50
_LONG = 80
"""From how many characters on a text is compared word by word."""

Shown = Mapping[str, str]
"""What stands in the cells of a row, by their headers."""


@dataclass(frozen=True)
class Filter:
    """A kind of rows to look at, and how many there are."""

    outcome: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class RowShown:
    """A row of a workbook: what it would do, or what is wrong with it."""

    sheet: str
    number: int
    reference: str
    heading: str
    said: list[tuple[str, str]]
    texts: list[TextChange]
    facts: list[tuple[str, str, str]]
    faults: list[tuple[str, str, str]]


@dataclass(frozen=True)
class EntryWorkbookPage:
    """The preview of a workbook, one page of its rows, and what can be done with it."""

    workbook: EntryWorkbook
    register: Register
    rows: list[RowShown]
    filters: list[Filter]
    chosen: str
    number: int
    has_more: bool
    first: int
    to_apply: Obstacle | None
    to_discard: Obstacle | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@dataclass(frozen=True)
class KeptRow:
    """A row as it was kept, with what it says now and said before."""

    row: EntryWorkbookRow
    content: Any
    before: Any


def kept_rows(workbook: EntryWorkbook, outcome: str, number: int) -> list[KeptRow]:
    """Return a page of the rows of an outcome, in the order of the file."""
    first = (number - 1) * PAGE
    rows = workbook.rows.filter(outcome=outcome).order_by("place").select_related("entry")
    return [
        KeptRow(row, _read(row.content), _read(row.before)) for row in rows[first : first + PAGE]
    ]


def chosen_outcome(workbook: EntryWorkbook, asked: str) -> str:
    """Return which rows are looked at; the refused ones come first where nothing is chosen."""
    counts = {one.value: getattr(workbook, name) for one, name in COUNTS.items()}
    if asked in counts:
        return asked
    unchanged = EntryWorkbookRow.Outcome.UNCHANGED.value
    return next((outcome for outcome, count in counts.items() if count), unchanged)


def workbook_page(
    workbook: EntryWorkbook, seen_by: User, rows: list[RowShown], *, outcome: str, number: int
) -> EntryWorkbookPage:
    """Return the preview of a workbook.

    :param rows: those of the page, of ``kept_rows``
    """
    counts = {one: getattr(workbook, name) for one, name in COUNTS.items()}
    first = (number - 1) * PAGE
    return EntryWorkbookPage(
        workbook=workbook,
        register=REGISTERS[workbook.register],
        rows=rows,
        filters=[
            Filter(one.value, str(one.label), count, one.value == outcome)
            for one, count in counts.items()
        ],
        chosen=outcome,
        number=number,
        has_more=first + PAGE < getattr(workbook, COUNTS[EntryWorkbookRow.Outcome(outcome)]),
        first=first + 1,
        to_apply=rules.obstacle_to_applying_workbook(workbook, seen_by),
        to_discard=rules.obstacle_to_discarding_workbook(workbook, seen_by),
    )


def row_shown(kept: KeptRow, now: Shown, before: Shown) -> RowShown:
    """Return a row as the page shows it: field by field what it changes.

    :param now: what its cells would read; empty where it changes nothing
    :param before: what they read as long as nothing is changed; empty for a new entry
    """
    row, faults = kept.row, _read(kept.row.faults) or []
    differing = [header for header, text in now.items() if before and before[header] != text]
    long = [one for one in differing if max(len(now[one]), len(before[one])) > _LONG]
    return RowShown(
        sheet=row.sheet,
        number=row.number,
        reference=row.entry.key if row.entry else "",
        heading=_heading(kept),
        said=[] if before else [(header, text) for header, text in now.items() if text],
        texts=[TextChange(one, difference(before[one], now[one])) for one in long],
        facts=[(one, before[one], now[one]) for one in differing if one not in long],
        faults=[tuple(fault) for fault in faults],
    )


def _heading(kept: KeptRow) -> str:
    if kept.content:
        return str(kept.content["title"])
    return kept.row.entry.title if kept.row.entry else ""


def _read(said: str) -> Any:
    return json.loads(said) if said else None


def obstacle_to_uploading_entries(by: User, register: Register) -> Obstacle | None:
    """Return why a person cannot upload a workbook of a register."""
    pending = EntryWorkbook.objects.pending().filter(register=register.slug, uploaded_by=by)
    first = pending.defer("data").select_related("job").first()
    return rules.obstacle_to_uploading_workbook(by, pending=first)


def pending_workbook(by: User, register: Register) -> EntryWorkbook | None:
    """Return the workbook of a register that waits for the person's decision."""
    mine = EntryWorkbook.objects.pending().filter(register=register.slug, uploaded_by=by)
    return mine.defer("data").first()
