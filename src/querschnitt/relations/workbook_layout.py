"""How a workbook of a register is laid out: one sheet, a row for each entry, and its marks."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from querschnitt.documents.tables import Layout
from querschnitt.documents.workbook import Cell, Column, Sheet, Workbook, sheet_title
from querschnitt.framework.workbook_layout import bound, hint_columns, hints_sheet, refused_sheet
from querschnitt.relations.forms.cells import Cells
from querschnitt.relations.forms.fields import BETWEEN_CELLS, GoalsField, LinksField, RowsFormField
from querschnitt.relations.registers import Register
from querschnitt.ui.forms import GermanDateField, PartialDateFormField, TextField

FORMAT = "querschnitt-register/1"
KEY, SEEN = "key", "seen"
SPARE_ROWS = 50
_WIDE, _MIDDLE, _NARROW = 44, 26, 14


def layout_of(cells: Cells) -> Layout:
    """Return what is read of the sheet of a register, in the active language."""
    named = headers(cells)
    return Layout(
        app="relations",
        title=sheet_title(str(cells.register.name)),
        headers=named,
        needed=("title",),
        telling=[name for name in named if name != SEEN],
    )


def headers(cells: Cells) -> dict[str, str]:
    """Return the headers by the names of the columns, in their order."""
    named = {KEY: pgettext("workbook", "Key"), SEEN: pgettext("workbook", "Version")}
    return named | cells.labels()


def marks_of(register: Register) -> dict[str, str]:
    """Return what the hidden sheet says of a workbook of a register."""
    return {"format": FORMAT, "register": register.slug, "language": get_language() or "de"}


def workbook(cells: Cells, rows: Iterable[Sequence[Cell]], *, title: str) -> Workbook:
    """Return the workbook of a register, ready to be written."""
    sheet = Sheet(
        title=layout_of(cells).title, columns=_columns(cells), rows=rows, spare_rows=SPARE_ROWS
    )
    return _bound(cells, sheet, title)


def refused_workbook(
    cells: Cells, rows: Iterable[tuple[Sequence[str], str]], *, title: str
) -> Workbook:
    """Return the rows that were refused, as they were typed, with the sentences beside.

    It can be corrected and uploaded like the workbook it comes from.
    """
    sheet = refused_sheet(layout_of(cells).title, _columns(cells), rows)
    return _bound(cells, sheet, title)


def _bound(cells: Cells, sheet: Sheet, title: str) -> Workbook:
    hints = Sheet(title=hints_sheet(), columns=hint_columns(), rows=_hints(cells.register))
    lists: dict[str, Sequence[str]] = {
        name: offer.labels for name, offer in cells.offers.items() if offer.labels
    }
    lists["answers"] = [_("yes"), _("no")]
    return bound(title, (sheet, hints), lists=lists, marks=marks_of(cells.register))


def _columns(cells: Cells) -> tuple[Column, ...]:
    named = headers(cells)
    given = _("Given by the program; leave it. New rows leave it empty.")
    return (
        Column(named[KEY], width=_MIDDLE, is_locked=True, help=given),
        Column(named[SEEN], width=9, is_locked=True, help=given),
        *(_column(name, field, named[name], cells) for name, field in cells.fields.items()),
    )


def _column(name: str, field: forms.Field, header: str, cells: Cells) -> Column:
    needed = _("Needed.") if field.required else ""
    if isinstance(field, forms.BooleanField):
        return Column(header, width=_NARROW, choices="answers")
    if name in cells.offers:
        offered = name if cells.offers[name].labels else None
        return Column(header, width=_MIDDLE, choices=offered, help=needed)
    help_ = " ".join(filter(None, (needed, _help(field))))
    if isinstance(field, forms.IntegerField):
        return Column(header, width=_NARROW, kind="number", help=help_)
    is_date = isinstance(field, GermanDateField | PartialDateFormField)
    width = _NARROW if is_date else _WIDE if _is_wide(field) else _MIDDLE
    return Column(header, width=width, help=help_)


def _is_wide(field: forms.Field) -> bool:
    return isinstance(field, TextField | RowsFormField)


def _help(field: forms.Field) -> str:
    if isinstance(field, GoalsField):
        return _("One in each line, such as 2022/X2.")
    if isinstance(field, RowsFormField):
        parts = BETWEEN_CELLS.join(str(column.label) for column in field.columns)
        told = _("One in each line: %(parts)s") % {"parts": parts}
        if isinstance(field, LinksField):
            told += ". " + _("Entries are named by their title, or as [register/key].")
        return told
    return str(field.help_text or "")


def _hints(register: Register) -> list[tuple[str, str]]:
    return [
        (str(register.name), str(register.about)),
        (
            _("Rows"),
            _("One entry in each row. What is there already can be changed; new entries go into"
              " the empty rows, with the first two columns left empty. Rows that you delete stay"
              " entries: to remove one, use its page."),
        ),
        (
            _("Columns"),
            _("Columns may be moved or left out. What is in a column that was left out stays as it"
              " is; a cell that is emptied takes away what stood there."),
        ),
        (
            _("Upload"),
            _("Upload the file on the page of the register. Nothing is changed before you have"
              " seen a preview and confirmed it. Do not rename sheets or headers."),
        ),
    ]  # fmt: skip


def as_laid_out(cells: Cells, row: Mapping[str, Cell]) -> list[Cell]:
    """Return the cells of a row in the order of the columns."""
    return [row.get(name, "") for name in headers(cells)]
