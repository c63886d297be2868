"""By what the ledger is narrowed, and what people enter where they decide about a delivery."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from querschnitt.framework.text_limits import LINE, REMARK
from querschnitt.press.models import Delivery
from querschnitt.press.rules.deliveries import LONGEST_ADDRESS, LONGEST_ID
from querschnitt.ui.forms import Form, TextField

_MONTH = re.compile(r"(?:(\d{1,2})[./](\d{4})|(\d{4})-(\d{1,2}))")


class MonthField(forms.CharField):
    """A month, such as 7.2026; gives its first day."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = _MONTH.fullmatch(text)
        if found:
            month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
            if 1 <= int(month) <= 12 and 1990 <= int(year) <= 2999:
                return date(int(year), int(month), 1)
        raise ValidationError(_("Please enter a month such as 7.2026."), code="month")


class LedgerForm(Form):
    text = forms.CharField(label=_("Title or address"), required=False, max_length=LINE)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Delivery.State.choices]
    )
    channel = forms.TypedChoiceField(
        label=_("Channel"), required=False, coerce=int, empty_value=None
    )
    month = MonthField(
        label=_("Month"), required=False, max_length=7, help_text=_("For example 7.2026")
    )
    release = forms.IntegerField(
        required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, channels: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("all")), *((one.pk, one.name) for one in channels)]
        cast("forms.ChoiceField", self.fields["channel"]).choices = choices


class ConfirmDeliveredForm(Form):
    url = forms.CharField(
        label=_("Address at which it stands"),
        max_length=LONGEST_ADDRESS,
        help_text=_("As your browser shows it when you look at the post."),
    )
    external_id = forms.CharField(
        label=_("Name of the post in the network"),
        max_length=LONGEST_ID,
        required=False,
        help_text=_(
            "Often the number at the end of the address. Without it the program can neither edit "
            "nor delete the post later."
        ),
    )
    note = TextField(label=_("Note"), max_length=REMARK, required=False, rows=3)


class SettleForm(Form):
    note = TextField(label=_("Reason"), max_length=REMARK, rows=3)


class TickOffForm(Form):
    url = forms.CharField(
        label=_("Address at which it stands, if there is one"),
        max_length=LONGEST_ADDRESS,
        required=False,
    )
    note = TextField(label=_("Note"), max_length=REMARK, required=False, rows=3)


class WasSentForm(Form):
    was_sent = forms.TypedChoiceField(
        label=_("What you found"),
        choices=[("yes", _("It arrived.")), ("no", _("It did not arrive."))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
