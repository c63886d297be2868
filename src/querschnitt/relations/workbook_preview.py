"""The preview of a workbook with its cells as people read them."""

from querschnitt.accounts.models import User
from querschnitt.documents.workbook import Cell
from querschnitt.relations.forms.cells import Cells
from querschnitt.relations.models import EntryWorkbook
from querschnitt.relations.queries.workbooks import (
    EntryWorkbookPage,
    RowShown,
    chosen_outcome,
    kept_rows,
    row_shown,
    workbook_page,
)
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import Said


def page_of(
    workbook: EntryWorkbook, seen_by: User, *, outcome: str = "", number: int = 1
) -> EntryWorkbookPage:
    """Return the preview of a workbook, in a fixed number of queries.

    :param outcome: which rows are looked at
    :param number: of the page, from 1
    """
    chosen = chosen_outcome(workbook, outcome)
    rows = _shown(workbook, chosen, number)
    return workbook_page(workbook, seen_by, rows, outcome=chosen, number=number)


def _shown(workbook: EntryWorkbook, outcome: str, number: int) -> list[RowShown]:
    cells = Cells(REGISTERS[workbook.register])
    labels = cells.labels()
    kept = kept_rows(workbook, outcome, number)
    said: list[Said] = [one for row in kept for one in (row.content, row.before) if one]
    written = iter(cells.written(said))

    def texts(said: Said | None) -> dict[str, str]:
        if not said:
            return {}
        return {labels[name]: _text(cell) for name, cell in next(written).items()}

    return [row_shown(row, texts(row.content), texts(row.before)) for row in kept]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
