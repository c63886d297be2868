"""An account on the network X; off until somebody has written down why it may be used."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.counting import weighted
from querschnitt.press.channels.kind import Kind
from querschnitt.press.channels.x.client import check, send

CHANNEL = Kind(
    slug="x",
    position=14,
    label=_("X"),
    about=_("A post of 280 signs. X cannot edit it; a correction is a further post."),
    fields=(
        AccountField("name", _("Name of the account"), _("Without @.")),
        AccountField("key", _("API key"), is_secret=True),
        AccountField("key_secret", _("Secret of the API key"), is_secret=True),
        AccountField("token", _("Access token"), is_secret=True),
        AccountField("token_secret", _("Secret of the access token"), is_secret=True),
        AccountField(
            "server", _("Server"), _("Usually api.x.com."), is_required=False, is_address=True
        ),
    ),
    limit=280,
    unit=_("signs, weighted"),
    can_delete=True,
    needs_legal_basis=True,
    counts=weighted,
    send_=send,
    check_=check,
)
