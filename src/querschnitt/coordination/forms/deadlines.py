"""The shape of what people enter about deadlines."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.models import DeadlineRule
from querschnitt.framework.text_limits import TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField

LONGEST = 365


class ExtendRoundForm(Form):
    due_on = GermanDateField(label=_("New deadline"))
    reason = TextField(
        label=_("Reason"),
        max_length=TEXT,
        rows=3,
        help_text=_("It stands on the page of the round."),
    )


class DaysField(forms.Field):
    """Several numbers of days, typed as 5, 1."""

    def to_python(self, value: object) -> list[int]:
        parts = [part.strip() for part in str(value or "").split(",") if part.strip()]
        if not all(part.isascii() and part.isdecimal() and len(part) <= 3 for part in parts):
            raise ValidationError(_("Please enter numbers of days, such as 5, 1."), code="invalid")
        return [int(part) for part in parts]

    def prepare_value(self, value: object) -> object:
        """Show the days as they are typed."""
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def validate(self, value: object) -> None:
        """Let no reminder be a choice, too."""

    def run_validators(self, value: object) -> None:
        """Leave the limits to the rule, which says them in a sentence."""


class DeadlineRuleForm(Form):
    days = forms.IntegerField(label=_("How long people get"), min_value=1, max_value=LONGEST)
    unit = forms.ChoiceField(
        label=_("Counted in"), choices=DeadlineRule.Unit.choices, widget=forms.RadioSelect
    )
    urgent_days = forms.IntegerField(
        label=_("How short it may be if it is urgent"),
        min_value=0,
        max_value=LONGEST,
        help_text=_("A reason has to be given then."),
    )
    remind_before = DaysField(
        label=_("Reminders before the deadline"),
        required=False,
        help_text=_("Working days, separated by commas, for example 5, 1. Empty: none."),
    )
    remind_after = DaysField(
        label=_("Reminders after the deadline"),
        required=False,
        help_text=_("Working days, separated by commas, for example 1, 5. Empty: none."),
    )
