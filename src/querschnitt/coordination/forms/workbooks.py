"""The shape of what people send to deliver a workbook."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from querschnitt.documents.reading import LIMITS
from querschnitt.ui.forms import Form


class UploadWorkbookForm(Form):
    """The workbook of a department, filled in."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_(
            "The workbook of your department, filled in (.xlsx or .ods); a published workbook of a"
            " framework can be taken too"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.size:
            raise ValidationError(
                _("The file is too large; at most %(size)s are possible.")
                % {"size": filesizeformat(LIMITS.size)},
                code="too-large",
            )
        return file


class ApplyWorkbookForm(Form):
    """What the preview rested on that the person was shown."""

    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class DiscardWorkbookForm(Form):
    pass
