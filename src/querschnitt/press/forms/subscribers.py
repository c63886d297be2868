"""Addresses, as the press office enters them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import LINE
from querschnitt.press.forms.fields import FIRST, FURTHER
from querschnitt.ui.forms import Form

ADDRESS = 254


class AccreditedForm(Form):
    email = forms.CharField(label=_("E-mail address"), max_length=ADDRESS)
    name = forms.CharField(label=_("Name"), max_length=LINE)
    medium = forms.CharField(label=_("Medium"), max_length=LINE)
    language = forms.ChoiceField(
        label=_("Language"), choices=[(FIRST, _("German")), *FURTHER.items()], initial=FIRST
    )


class FindSubscriberForm(Form):
    email = forms.CharField(label=_("One address"), required=False, max_length=ADDRESS)
