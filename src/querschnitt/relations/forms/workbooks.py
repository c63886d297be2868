"""The shape of what people send to bring a register by workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.documents.reading import LIMITS
from querschnitt.ui.forms import Form, UploadField


class UploadEntriesForm(Form):
    """A workbook of a register, filled in."""

    file = UploadField(
        label=_("Workbook"),
        help_text=_(
            "The workbook of this register (.xlsx or .ods), or one of your own whose columns are"
            " called the same"
        ),
        max_size=LIMITS.size,
        accept=".xlsx,.ods",
    )


class ApplyEntriesForm(Form):
    """What the preview rested on that the person was shown."""

    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class DiscardEntriesForm(Form):
    pass
