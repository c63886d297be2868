"""The shape of what people enter about positions on dossiers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import LINE, NARRATIVE, TEXT, TITLE
from querschnitt.relations.forms.conferences import SeenForm
from querschnitt.ui.forms import Form, GermanDateField, TextField


class PositionForm(SeenForm):
    title = forms.CharField(label=_("Title"), max_length=TITLE)
    text = TextField(label=_("What the government says"), max_length=NARRATIVE, rows=14)


class CoordinatedForm(Form):
    how = TextField(label=_("How it was coordinated, and why without a round"), max_length=TEXT)
    on = GermanDateField(label=_("Coordinated on"))


class SentForm(Form):
    to = forms.CharField(label=_("Sent to"), max_length=LINE)
    on = GermanDateField(label=_("Sent on"))
