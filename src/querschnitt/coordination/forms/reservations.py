"""The shape of what both sides enter about a reservation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.coordination.models import EscalationStep, Reservation
from querschnitt.framework.text_limits import LINE, TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField

KINDS = [choice for choice in Reservation.Kind.choices if choice[0] != "objection"]


class PointField(forms.CharField):
    """A point of the text by its name; whether the text has it, the rule says."""

    widget = forms.Select

    def offer(self, points: Sequence[tuple[str, str]], *, otherwise: str) -> None:
        """Offer these points, each with its label."""
        widget = self.widget
        assert isinstance(widget, forms.Select)  # noqa: S101 - as declared above
        widget.choices = [("", otherwise), *points]


class RaiseReservationForm(Form):
    """A further reservation beside the one that the department has answered with."""

    reservation_kind = forms.ChoiceField(
        label=_("Kind of the reservation"),
        required=False,
        choices=[("", _("as answered")), *KINDS],
        widget=forms.RadioSelect,
    )
    reservation_point = PointField(label=_("What it is about"), required=False, max_length=80)
    reservation_text = TextField(
        label=_("What keeps your department from agreeing"), max_length=TEXT, rows=4
    )

    def __init__(self, *args: Any, points: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reservation_point"]
        assert isinstance(field, PointField)  # noqa: S101 - as declared above
        field.offer(points, otherwise=str(_("everything that the department is asked on")))


class SettleForm(OfficialDateForm):
    """One side's words on what was agreed."""

    settlement = TextField(label=_("What was agreed"), max_length=TEXT, rows=5)
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ["settlement", "on"]


class WithdrawReservationForm(OfficialDateForm):
    pass


class EscalateForm(Form):
    """An attempt to come to terms, and on which level it was made."""

    level = forms.ChoiceField(
        label=_("Level"), choices=EscalationStep.Level.choices, widget=forms.RadioSelect
    )
    held_on = GermanDateField(
        label=_("Held on"), required=False, help_text=_("Only if it was another day than today")
    )
    participants = forms.CharField(label=_("Participants"), required=False, max_length=LINE)
    note = TextField(label=_("What came of it"), max_length=TEXT, rows=5)

    def __init__(self, *args: Any, levels: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        if levels:
            field.choices = [one for one in EscalationStep.Level.choices if one[0] in levels]
