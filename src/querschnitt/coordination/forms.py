"""The shape of what people enter about rounds, answers and decisions."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Confidence, Department
from querschnitt.coordination.models import CoSignature, Reservation, Round
from querschnitt.framework.text_limits import LINE, TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField

AGENDA_NUMBER = 40
_ANSWERS = [choice for choice in CoSignature.Answer.choices if choice[0] != "pending"]
_KINDS = [choice for choice in Reservation.Kind.choices if choice[0] != "objection"]


class OfficialDateForm(Form):
    """An act that bears an official date; without one it is today."""

    on = GermanDateField(
        label=_("Official date"),
        required=False,
        help_text=_("Only if it was another day than today, for example 12.07.2022"),
    )


class RoundForm(Form):
    kind = forms.ChoiceField(
        label=_("Kind of round"), choices=Round.Kind.choices, widget=forms.RadioSelect
    )
    departments = forms.MultipleChoiceField(
        label=_("Departments that are asked"), widget=forms.CheckboxSelectMultiple
    )
    due_on = GermanDateField(label=_("Deadline"))
    opened_on = GermanDateField(
        label=_("Opened on"),
        required=False,
        help_text=_("Only if it was another day than today, for example 12.07.2022"),
    )
    instructions = TextField(
        label=_("Instructions to the departments"), required=False, max_length=TEXT
    )
    silence_is_consent = forms.BooleanField(
        label=_("Silence is consent: who has not answered by the deadline agrees"),
        required=False,
        help_text=_("Only for co-signature rounds, and only about the text that is sent out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = {one.key: one for one in Department.objects.current().in_order()}
        # Chosen by key among those at hand, so that no typed number ever reaches the database.
        departments = cast("forms.MultipleChoiceField", self.fields["departments"])
        departments.choices = [(key, department.name) for key, department in self.present.items()]

    def clean_departments(self) -> list[Department]:
        """Return the chosen departments in the government's order."""
        chosen = self.cleaned_data["departments"]
        return [department for key, department in self.present.items() if key in chosen]


class ContributeForm(OfficialDateForm):
    remark = TextField(label=_("Remark"), required=False, max_length=TEXT, rows=3)
    field_order = ["remark", "on"]


class NilReturnForm(ContributeForm):
    pass


class CloseRoundForm(OfficialDateForm):
    pass


class CoSignForm(OfficialDateForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=_ANSWERS, widget=forms.RadioSelect)
    remarks = TextField(label=_("Remarks"), required=False, max_length=TEXT, rows=4)
    reservation_kind = forms.ChoiceField(
        label=_("Kind of the reservation"),
        required=False,
        choices=[("", _("no reservation")), *_KINDS],
        widget=forms.RadioSelect,
    )
    reservation_text = TextField(
        label=_("What keeps your department from agreeing"),
        required=False,
        max_length=TEXT,
        rows=4,
        help_text=_("For a reservation, or if your department does not agree."),
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ["answer", "remarks", "reservation_kind", "reservation_text", "on"]


class SettleForm(OfficialDateForm):
    settlement = TextField(label=_("What was agreed"), max_length=TEXT, rows=4)
    field_order = ["settlement", "on"]


class WithdrawReservationForm(OfficialDateForm):
    pass


class DecisionForm(Form):
    decided_on = GermanDateField(label=_("Day of the decision"))
    decided_by = forms.CharField(
        label=_("Decided by"), required=False, max_length=LINE, initial=_("Cabinet")
    )
    agenda_number = forms.CharField(
        label=_("Agenda number"), required=False, max_length=AGENDA_NUMBER
    )
    wording = TextField(label=_("Wording of the decision"), required=False, max_length=TEXT)
    reason_for_open_reservations = TextField(
        label=_("Why the cabinet decides although reservations are open"),
        required=False,
        max_length=TEXT,
        rows=4,
    )
    source = TextField(label=_("Source"), required=False, max_length=TEXT, rows=2)
    confidence = forms.ChoiceField(
        label=_("How sure this is"),
        required=False,
        choices=[("", _("not stated")), *Confidence.choices],
    )
    remark = TextField(label=_("Remark"), required=False, max_length=TEXT, rows=2)


class EarlierAdoptionForm(DecisionForm):
    """The adoption of a framework of a closed term, as a source tells it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason_for_open_reservations"]
        self.fields["source"].required = True


class AnnulForm(Form):
    decided_on = GermanDateField(label=_("Day of the decision"))
    reason = TextField(label=_("Reason"), max_length=TEXT, rows=4)
    wording = TextField(label=_("Wording of the decision"), required=False, max_length=TEXT)
