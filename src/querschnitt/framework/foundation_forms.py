"""Input about what a framework rests on, and its beginning: terms, mandates, fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.forms import ProvenanceForm
from querschnitt.accounts.models import Department
from querschnitt.framework import text_limits
from querschnitt.framework.forms import DepartmentField, DepartmentsField
from querschnitt.framework.models import Framework, LegislativeTerm, Mandate
from querschnitt.framework.operations import ChapterText
from querschnitt.ui.forms import Form, PartialDateFormField, TextField

KEY_HELP = _("Part of addresses and data, never changes: small letters, digits, hyphens.")
ONE_A_LINE = _("One on each line.")


class LinesField(TextField):
    """Several short texts, one on each line."""

    def clean(self, value: Any) -> Any:
        """Return the lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class PrepareFrameworkForm(ProvenanceForm):
    title = forms.CharField(label=_("Title"), max_length=text_limits.TITLE)
    short_title = forms.CharField(
        label=_("Short title"), required=False, max_length=text_limits.LINE
    )
    key = forms.CharField(label=_("Key"), max_length=40, help_text=KEY_HELP)
    term = forms.ModelChoiceField(
        label=_("Legislative term"),
        queryset=LegislativeTerm.objects.filter(closed_on=None).order_by("-number"),
        empty_label=_("please choose"),
    )
    mandate = forms.ModelChoiceField(
        label=_("Mandate"),
        queryset=Mandate.objects.order_by("-dated", "title"),
        required=False,
        empty_label=_("no mandate"),
    )
    lead = DepartmentField(
        label=_("Lead department"),
        queryset=Department.objects.current().in_order(),
        required=False,
        empty_label=_("not known yet"),
    )
    predecessor = forms.ModelChoiceField(
        label=_("Follows"),
        queryset=Framework.objects.filter(successor=None).order_by("-pk"),
        required=False,
        empty_label=_("no predecessor"),
    )
    runs_from = PartialDateFormField(label=_("From"), required=False)
    runs_until = PartialDateFormField(label=_("Until"), required=False)
    introduction = TextField(
        label=_("Introduction"), required=False, max_length=text_limits.NARRATIVE, rows=8
    )
    chapters = LinesField(
        label=_("Chapters"),
        required=False,
        max_length=text_limits.TEXT,
        rows=4,
        help_text=_("Their titles, one on each line; texts come later."),
    )
    field_order = (
        "title",
        "short_title",
        "key",
        "term",
        "mandate",
        "lead",
        "predecessor",
        "runs_from",
        "runs_until",
        "introduction",
        "chapters",
    )

    def clean_chapters(self) -> list[ChapterText]:
        return [ChapterText(title=title) for title in self.cleaned_data["chapters"]]


class MandateForm(ProvenanceForm):
    title = forms.CharField(label=_("Title"), max_length=text_limits.TITLE)
    key = forms.CharField(label=_("Key"), max_length=60, help_text=KEY_HELP)
    kind = forms.ChoiceField(label=_("Kind"), choices=Mandate.Kind.choices)
    dated = PartialDateFormField(label=_("Date"), required=False)
    parties = LinesField(
        label=_("Coalition parties"), required=False, max_length=1000, rows=3, help_text=ONE_A_LINE
    )
    pages = forms.IntegerField(
        label=_("Number of pages"), required=False, min_value=1, max_value=99_999
    )
    summary = TextField(label=_("Summary"), required=False, max_length=text_limits.TEXT, rows=4)
    field_order = ("title", "key", "kind", "dated", "parties", "pages", "summary")


class ClauseForm(Form):
    text = TextField(label=_("Text of the clause"), max_length=text_limits.TEXT, rows=4)
    reference = forms.CharField(
        label=_("Place in the mandate"),
        required=False,
        max_length=80,
        help_text=_("Such as a line or a page."),
    )
    departments = DepartmentsField(
        label=_("Departments concerned"),
        queryset=Department.objects.current().in_order(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Left empty, the next number is given."),
    )


class FieldForm(ProvenanceForm):
    name = forms.CharField(label=_("Name"), max_length=text_limits.LINE)
    key = forms.CharField(label=_("Key"), max_length=60, help_text=KEY_HELP)
    field_order = ("name", "key")


class TermForm(ProvenanceForm):
    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=999)
    starts_on = PartialDateFormField(label=_("Begins"), required=False)
    ends_on = PartialDateFormField(label=_("Ends"), required=False)
    field_order = ("number", "starts_on", "ends_on")


class GovernmentForm(ProvenanceForm):
    name = forms.CharField(label=_("Name"), max_length=text_limits.LINE)
    key = forms.CharField(label=_("Key"), max_length=60, help_text=KEY_HELP)
    term = forms.ModelChoiceField(
        label=_("Legislative term"),
        queryset=LegislativeTerm.objects.order_by("-number"),
        empty_label=_("please choose"),
    )
    head = forms.CharField(
        label=_("Head of government"), required=False, max_length=text_limits.LINE
    )
    coalition = LinesField(
        label=_("Coalition"), required=False, max_length=1000, rows=3, help_text=ONE_A_LINE
    )
    in_office_from = PartialDateFormField(label=_("In office since"), required=False)
    in_office_until = PartialDateFormField(label=_("In office until"), required=False)
    field_order = ("name", "key", "term", "head", "coalition", "in_office_from", "in_office_until")
