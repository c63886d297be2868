"""The workbooks that people download: a whole register, and the rows that were refused."""

import json
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.documents.workbook import Cell
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS, WorkbookWriter
from querschnitt.relations import rules
from querschnitt.relations.forms.cells import Cells
from querschnitt.relations.models import EntryWorkbook, EntryWorkbookRow
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.saying import rows_of, said_of_many
from querschnitt.relations.workbook_layout import (
    KEY,
    SEEN,
    as_laid_out,
    refused_workbook,
    workbook,
)

EXCEL = WORKBOOK_WRITERS["xlsx"]


def register_file(
    register: Register,
    *,
    by: User,
    written: WorkbookWriter = EXCEL,
    only: Collection[int] | None = None,
) -> bytes:
    """Return a register as a workbook that can be changed and uploaded again.

    What the reader may not read is left out of it, and stays as it is when it comes back.

    :param only: the keys of the rows that are wanted, where not all are
    """
    cells = Cells(register)
    rows = [as_laid_out(cells, row) for row in _rows(register, cells, by, only)]
    return written.write(workbook(cells, rows, title=str(register.name)))


def refused_file(delivered: EntryWorkbook, *, written: WorkbookWriter = EXCEL) -> bytes:
    """Return the refused rows of a workbook, with the sentences beside them."""
    cells = Cells(REGISTERS[delivered.register])
    rows = delivered.rows.filter(outcome=EntryWorkbookRow.Outcome.REFUSED).order_by("place")
    refused = [
        (json.loads(typed), "\n".join(f"{cell}: {said}" for cell, _v, said in json.loads(faults)))
        for typed, faults in rows.values_list("cells", "faults")
    ]
    return written.write(refused_workbook(cells, refused, title=_("Rows to be corrected")))


def _rows(
    register: Register, cells: Cells, by: User, only: Collection[int] | None
) -> Iterator[dict[str, Cell]]:
    found = rows_of(register).filter(removed_at=None)
    if only is not None:
        found = found.filter(pk__in=only)
    entries = [*found.order_by("title", "key")]
    for entry, row in zip(entries, cells.written(said_of_many(entries)), strict=True):
        row |= dict.fromkeys(rules.kept_from(by, entry, register), "")
        yield {KEY: entry.key, SEEN: str(entry.number), **row}
