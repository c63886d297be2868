"""The shape of what the cabinet office enters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Confidence
from querschnitt.framework.text_limits import LINE, TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField

AGENDA_NUMBER = 40


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
