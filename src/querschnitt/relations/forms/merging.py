"""The shape of what people decide when two organisations are one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.documents.workbook import Cell
from querschnitt.relations.forms.cells import Cells
from querschnitt.relations.forms.fields import LinesFormField, RowsFormField
from querschnitt.relations.said import Said
from querschnitt.relations.said_values import said_with, united, values_of
from querschnitt.ui.forms import Form

FIRST, SECOND, BOTH = "first", "second", "both"
OTHER_NAMES = "other_names"


class MergeForm(Form):
    """Which of two organisations stays, and whose value of each field in which they differ."""

    survivor = forms.ChoiceField(label=_("Which one stays"), widget=forms.RadioSelect)
    seen_first = forms.IntegerField(widget=forms.HiddenInput)
    seen_second = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cells: Cells, pair: tuple[Said, Said], **kwargs: Any) -> None:
        self.cells, self.pair = cells, pair
        super().__init__(*args, **kwargs)
        self.fields["survivor"].choices = [  # type: ignore[attr-defined]
            (FIRST, pair[0]["title"]), (SECOND, pair[1]["title"]),
        ]  # fmt: skip
        self.fields["survivor"].initial = FIRST
        self.written = cells.written(pair)
        self.labels = cells.labels()
        for name in self.differing():
            self.fields[f"value_{name}"] = self._choice(name)

    def differing(self) -> list[str]:
        """Return the fields in which the two differ."""
        first, second = self.written
        return [name for name in self.cells.fields if _text(first[name]) != _text(second[name])]

    def rows(self) -> list[tuple[str, str, str, str, Any]]:
        """Return the fields that say something: name, label, both texts, and the choice if any."""
        first, second = self.written
        return [
            (name, self.labels[name], _text(first[name]), _text(second[name]), self._bound(name))
            for name in self.cells.fields
            if _text(first[name]) or _text(second[name])
        ]

    def said(self) -> Said:
        """Return what the survivor says afterwards; the other names of both are kept."""
        first, second = (values_of(one) for one in self.pair)
        values = {**first, **second} | {
            name: first[name] for name in first if name not in self.differing()
        }
        for name in self.differing():
            chosen = self.cleaned_data[f"value_{name}"]
            if chosen == BOTH:
                values[name] = united(first.get(name), second.get(name))
            else:
                values[name] = (first if chosen == FIRST else second).get(name)
        values[OTHER_NAMES] = self._names(values)
        kept = {name: value for name, value in values.items() if value is not None}
        return said_with(self.cells.register, kept)

    def _names(self, values: Mapping[str, Any]) -> list[str]:
        """Return the names by which the survivor is found too: also those that were not chosen."""
        told = [values_of(one) for one in self.pair]
        names = united(values.get(OTHER_NAMES), (one["title"] for one in told))
        names = united(names, (one.get("short_name") for one in told))
        own = {values.get("title"), values.get("short_name"), None, ""}
        return [name for name in names if name not in own]

    def _choice(self, name: str) -> forms.ChoiceField:
        first, second = self.written
        choices = [(FIRST, _text(first[name]) or "–"), (SECOND, _text(second[name]) or "–")]
        can_be_both = isinstance(self.cells.fields[name], LinesFormField | RowsFormField)
        if can_be_both:
            choices.append((BOTH, str(_("Both"))))
        initial = BOTH if can_be_both else FIRST if _text(first[name]) else SECOND
        # Each radio button stands in a cell of its own; the head of the row says what it chooses.
        widget = forms.RadioSelect(attrs={"aria-describedby": f"row-{name}"})
        return forms.ChoiceField(
            label=self.labels[name], choices=choices, initial=initial, widget=widget
        )

    def _bound(self, name: str) -> Any:
        field = f"value_{name}"
        return [*self[field]] if field in self.fields else None


class SeparateForm(Form):
    pass


class TellApartForm(Form):
    pass


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
