"""The shape of a text that is offered as goals."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.paragraphs import MOST
from querschnitt.documents.reading import LIMITS
from querschnitt.framework.models import GoalVersion
from querschnitt.ui.forms import Form


class TextForm(Form):
    """A text as it was pasted, or a Word file."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A file of Word (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        required=False,
    )
    text = forms.CharField(
        label=_("Or paste the text here"),
        help_text=_("Every line becomes a paragraph."),
        widget=forms.Textarea,
        max_length=400_000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of both, and refuse what is too large before it is read."""
        told = super().clean() or self.cleaned_data
        file = told.get("file")
        if not file and not told.get("text"):
            raise ValidationError(_("Please choose a file or paste a text."), code="nothing")
        if file and file.size > LIMITS.size:
            raise ValidationError(_("The file is too large."), code="too-large")
        return told


class OfferedGoalForm(Form):
    """A paragraph that may become a goal."""

    take = forms.BooleanField(label=_("Take over"), required=False)
    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    wording = forms.CharField(
        label=_("Wording"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=GoalVersion.Kind)
    field = forms.ChoiceField(label=_("Field of action"))

    def __init__(self, *args: Any, fields: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["field"].choices = fields  # type: ignore[attr-defined]


OfferedGoals = formset_factory(
    OfferedGoalForm, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)
