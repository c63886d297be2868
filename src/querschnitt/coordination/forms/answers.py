"""The shape of what departments answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.coordination.forms.reservations import KINDS, PointField
from querschnitt.coordination.models import CoSignature
from querschnitt.framework.text_limits import TEXT
from querschnitt.ui.forms import TextField

_ANSWERS = [choice for choice in CoSignature.Answer.choices if choice[0] != "pending"]


class ContributeForm(OfficialDateForm):
    remark = TextField(label=_("Remark"), required=False, max_length=TEXT, rows=3)
    field_order = ["remark", "on"]


class NilReturnForm(ContributeForm):
    pass


class CoSignForm(OfficialDateForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=_ANSWERS, widget=forms.RadioSelect)
    remarks = TextField(label=_("Remarks"), required=False, max_length=TEXT, rows=4)
    reservation_kind = forms.ChoiceField(
        label=_("Kind of the reservation"),
        required=False,
        choices=[("", _("no reservation")), *KINDS],
        widget=forms.RadioSelect,
    )
    reservation_point = PointField(
        label=_("What the reservation is about"), required=False, max_length=80
    )
    reservation_text = TextField(
        label=_("What keeps your department from agreeing"),
        required=False,
        max_length=TEXT,
        rows=4,
        help_text=_("For a reservation, or if your department does not agree."),
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = [
        "answer", "remarks", "reservation_kind", "reservation_point", "reservation_text", "on"
    ]  # fmt: skip

    def __init__(self, *args: Any, points: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(points)

    def offer(self, points: Sequence[tuple[str, str]]) -> None:
        """Offer these points, each with its label, as what a reservation is about."""
        field = self.fields["reservation_point"]
        assert isinstance(field, PointField)  # noqa: S101 - as declared above
        field.offer(points, otherwise=str(_("everything that the department is asked on")))
