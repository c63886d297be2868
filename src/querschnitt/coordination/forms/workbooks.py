"""The shape of what people send to deliver a workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.documents.reading import LIMITS
from querschnitt.ui.forms import Form, UploadField


class UploadWorkbookForm(Form):
    """The workbook of a department, filled in."""

    file = UploadField(
        label=_("Workbook"),
        help_text=_(
            "The workbook of your department, filled in (.xlsx or .ods); a published workbook of a"
            " framework can be taken too"
        ),
        max_size=LIMITS.size,
        accept=".xlsx,.ods",
    )


class ApplyWorkbookForm(Form):
    """What the preview rested on that the person was shown."""

    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class DiscardWorkbookForm(Form):
    pass
