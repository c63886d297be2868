"""The shape of remarks on a passage, and of what comes of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.coordination.forms.official_date import OfficialDateForm
from querschnitt.framework.text_limits import TEXT
from querschnitt.ui.forms import TextField


class RemarkForm(OfficialDateForm):
    passage = TextField(
        label=_("The passage"),
        required=False,
        max_length=TEXT,
        rows=3,
        help_text=_("Copy the exact words from above. Left empty, you remark on the whole point."),
    )
    text = TextField(label=_("Your remark"), max_length=TEXT, rows=5)
    point = forms.CharField(widget=forms.HiddenInput, max_length=80)
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ["passage", "text", "on"]


class ResolveRemarkForm(OfficialDateForm):
    resolution = TextField(label=_("What came of it"), max_length=TEXT, rows=4)
    field_order = ["resolution", "on"]


class ReopenRemarkForm(OfficialDateForm):
    reason = TextField(label=_("Why the remark is taken up again"), max_length=TEXT, rows=4)
    field_order = ["reason", "on"]
