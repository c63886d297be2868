"""Narrowing the list of a register, and deciding on several of its entries at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.framework.text_limits import REMARK
from querschnitt.relations import queries
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import Register
from querschnitt.ui.forms import Form, SeveralRowsField, TextField

LONGEST_SEARCH = 200
_LONGEST_ROW = 1_000_000


class SearchForm(Form):
    """Words that are looked for in titles and descriptions."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class ListForm(SearchForm):
    """What narrows and orders the list of a register.

    :param seen_by: who may see what was removed can ask for it
    """

    department = forms.ModelChoiceField(
        label=_("Responsible department"),
        queryset=Department.objects.in_order(),
        to_field_name="key",
        required=False,
        empty_label=_("all"),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    sort = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    row = forms.IntegerField(
        required=False, min_value=0, max_value=_LONGEST_ROW, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, register: Register, seen_by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        states = [
            ("", _("all that there are")),
            (queries.RELEASED, _("released")),
            (queries.HELD_BACK, _("not released")),
        ]
        if queries.sees_removed(seen_by):
            states.append((queries.REMOVED, _("removed")))
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        own = {name: _filter(register, name) for name in register.filters}
        # What only this register has stands before what all have.
        self.fields = {"q": self.fields.pop("q"), **own, **self.fields}

    def wanted(self) -> queries.Wanted:
        """Return what is wanted; of a form that is not valid, everything."""
        if not self.is_valid():
            return queries.Wanted()
        typed = self.cleaned_data
        return queries.Wanted(
            text=typed["q"],
            department=typed["department"],
            state=typed["state"],
            values={name: typed[name] for name in self.register.filters},
            order=typed["sort"],
            from_row=typed["row"] or 0,
        )

    def is_narrowed(self) -> bool:
        """Tell whether anything but the order was asked for."""
        return any(self.data.get(name) for name in self.fields if name not in ("sort", "row"))


class EntriesForm(Form):
    """Entries of a register on which one decision is taken."""

    entry = SeveralRowsField(queryset=Entry.objects.none(), widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Entry.objects.filter(register=register.slug).select_related("department")
        self.fields["entry"].queryset = rows.order_by("title", "pk")  # type: ignore[attr-defined]
        self.fields["entry"].error_messages["required"] = _("Please choose at least one entry.")


class RemoveEntryForm(Form):
    """Why an entry is removed."""

    reason = TextField(label=_("Reason"), max_length=REMARK, rows=3)


def _filter(register: Register, name: str) -> forms.Field:
    column = register.fields[name]
    choices: list[Any] = [("", _("all"))]
    if column.choices:
        choices += [(value, label) for value, label in column.flatchoices if value]
    else:
        choices += [(value, value) for value in queries.values_there_are(register, name)]
    return forms.ChoiceField(label=column.verbose_name, choices=choices, required=False)
