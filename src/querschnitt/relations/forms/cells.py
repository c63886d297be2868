"""How what an entry says stands in the cells of a workbook, and what a cell says.

Both follow from the form of the register, so that a column of the register is a column here. A
cell that still reads as it was written says what the entry says, whatever a cell cannot hold.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department
from querschnitt.documents.tables import Unfit, normal
from querschnitt.documents.workbook import LONGEST_CELL, Cell, cell_text
from querschnitt.framework.workbook_choices import Choice, Offer, answer, departments_offered
from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.finding import entries_as_typed, goals_by_reference
from querschnitt.relations.forms.entries import (
    DepartmentField,
    entry_form,
    initial_of,
    shown_references,
)
from querschnitt.relations.forms.fields import (
    EntryField,
    GoalsField,
    LinesFormField,
    LinksField,
    RowsFormField,
)
from querschnitt.relations.registers import Register
from querschnitt.relations.said import Said
from querschnitt.relations.saying import is_empty, plain
from querschnitt.ui import partial_dates
from querschnitt.ui.forms import GermanDateField


class Cells:
    """The columns of a register; what they offer is asked of the database once."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.fields: dict[str, forms.Field] = entry_form(register)().fields
        self.offers: dict[str, Offer] = {}
        for name, field in self.fields.items():
            if isinstance(field, DepartmentField):
                self.offers[name] = _departments()
            elif isinstance(field, forms.ChoiceField):
                self.offers[name] = _offer(field)

    def labels(self) -> dict[str, str]:
        """Return the headers by name; where two fields are called alike, one says what it is."""
        labels: dict[str, str] = {}
        for name, field in self.fields.items():
            label = str(field.label)
            if label in labels.values():
                label = _("%(label)s (named entries)") % {"label": label}
            labels[name] = label
        return labels

    def written(self, said: Iterable[Said]) -> list[dict[str, Cell]]:
        """Return the cells of entries; those that they name are found with one query."""
        rows = [*said]
        shown = shown_references(self.register, rows)
        return [self._row(initial_of(self.register, one, shown)) for one in rows]

    def _row(self, values: Mapping[str, Any]) -> dict[str, Cell]:
        return {
            name: self._cell(name, field, values.get(name)) for name, field in self.fields.items()
        }

    def _cell(self, name: str, field: forms.Field, value: Any) -> Cell:
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else _("no")
        if value is None or value == "" or value == []:
            return ""
        if name in self.offers:
            return self.offers[name].label_of(value)
        if isinstance(field, RowsFormField):
            return field.to_cell(value)
        if isinstance(field, LinesFormField):
            return "\n".join(value)
        if isinstance(field, GermanDateField):
            return partial_dates.typed(PartialDate.parse(value))
        if isinstance(field, forms.IntegerField):
            return int(value)
        return str(field.prepare_value(value))

    def read(self, name: str, cells: Iterable[str]) -> dict[str, Any]:
        """Return what different cells of a column say, each a value as ``Said`` has it, or Unfit.

        However many cells there are, the database is asked once.
        """
        field = self.fields[name]
        if isinstance(field, EntryField | LinksField | GoalsField):
            return self._named(field, {*cells})
        return {cell: _tried(self._said, name, field, cell) for cell in {*cells}}

    def _said(self, name: str, field: forms.Field, cell: str) -> Any:
        if isinstance(field, forms.BooleanField):
            return answer(cell, yes=_("yes"), no=_("no")) or False
        if name in self.offers:
            offer = self.offers[name]
            value = offer.needed(cell) if field.required else offer.one(cell)
            return value or ""
        if isinstance(field, RowsFormField):
            return field.clean(field.from_cell(cell))
        value = plain(field.clean(cell))
        return "" if is_empty(value) and not isinstance(value, list) else value

    def _named(
        self, field: EntryField | LinksField | GoalsField, cells: set[str]
    ) -> dict[str, Any]:
        typed = {cell: _tried(_parsed, field, cell) for cell in cells}
        clean = {cell: rows for cell, rows in typed.items() if rows and not _is_unfit(rows)}
        found: Mapping[str, Any] = {}
        if isinstance(field, EntryField):
            found = entries_as_typed(clean.values(), field.registers)
        elif isinstance(field, LinksField):
            names = (row["entry"] for rows in clean.values() for row in rows)
            found = entries_as_typed(names, field.registers)
        else:
            found = goals_by_reference(
                row["goal"].split()[0] for rows in clean.values() for row in rows
            )
        meant = {cell: _tried(field.meant, rows, found) for cell, rows in clean.items()}
        return typed | meant


def as_compared(cell: Cell) -> str:
    """Return a cell as it comes back from a spreadsheet."""
    return normal(cell_text(str(cell))) if cell not in ("", None) else ""


def is_cut(cell: Cell) -> bool:
    """Tell whether a text is longer than a cell can hold."""
    return isinstance(cell, str) and len(cell) > LONGEST_CELL // 2 and cell_text(cell) != cell


def _tried(said: Callable[..., Any], *told: Any) -> Any:
    try:
        return said(*told)
    except ValidationError as error:
        return Unfit(" ".join(error.messages))
    except Unfit as unfit:
        return unfit


def _is_unfit(value: Any) -> bool:
    return isinstance(value, Unfit)


def _parsed(field: EntryField | LinksField | GoalsField, cell: str) -> Any:
    if isinstance(field, EntryField):
        # Only what it is called; what is meant by that is found for all cells at once.
        return forms.CharField(required=field.required, validators=field.validators).clean(cell)
    rows = field.from_cell(cell)
    return RowsFormField.clean(field, rows)


def _departments() -> Offer:
    rows = Department.objects.in_order()
    return departments_offered((one.key, one.key, one.abbreviation, one.name) for one in rows)


def _offer(field: forms.ChoiceField) -> Offer:
    choices: Any = field.choices
    return Offer(Choice(value, str(label), (value,)) for value, label in choices if value)
