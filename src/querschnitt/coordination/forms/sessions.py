"""The shape of what people enter about sessions, agendas and tasks."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.coordination.models import CabinetSubmission
from querschnitt.framework.text_limits import LINE, TEXT
from querschnitt.ui.forms import Form, GermanDateField, TextField

SESSION_NUMBER = 40
LARGEST_NUMBER = 999


class SessionForm(Form):
    held_on = GermanDateField(label=_("Day of the session"))
    number = forms.CharField(
        label=_("Number of the session"),
        max_length=SESSION_NUMBER,
        help_text=_("For example 12/2026"),
    )
    place = forms.CharField(label=_("Venue"), required=False, max_length=LINE)


class AgendaForm(Form):
    submission = forms.ChoiceField(label=_("Submission"), widget=forms.RadioSelect)
    number = forms.IntegerField(
        label=_("Number of the item"),
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
        help_text=_("Without one it is put at the end."),
    )

    def __init__(self, *args: Any, waiting: list[CabinetSubmission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(one.pk): one for one in waiting}
        choices = cast("forms.ChoiceField", self.fields["submission"])
        choices.choices = [(key, str(one)) for key, one in self.waiting.items()]

    def clean_submission(self) -> CabinetSubmission:
        """Return the chosen submission."""
        return self.waiting[self.cleaned_data["submission"]]


class TaskForm(Form):
    department = forms.ChoiceField(label=_("Department"))
    what = TextField(label=_("What has to be done"), max_length=TEXT, rows=4)
    due_on = GermanDateField(label=_("By when"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = {one.key: one for one in Department.objects.current().in_order()}
        choices = cast("forms.ChoiceField", self.fields["department"])
        choices.choices = [(key, one.name) for key, one in self.present.items()]

    def clean_department(self) -> Department:
        """Return the chosen department."""
        return self.present[self.cleaned_data["department"]]


class FinishTaskForm(OfficialDateForm):
    note = TextField(label=_("What was done"), required=False, max_length=TEXT, rows=4)
    field_order = ["note", "on"]
