from django.utils.translation import gettext_lazy as _

from querschnitt.ui.forms import Form, GermanDateField


class OfficialDateForm(Form):
    """An act that bears an official date; without one it is today."""

    on = GermanDateField(
        label=_("Official date"),
        required=False,
        help_text=_("Only if it was another day than today, for example 12.07.2022"),
    )
