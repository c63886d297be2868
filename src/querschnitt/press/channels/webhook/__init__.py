"""A signed message to a server of somebody who agreed on it, such as a news agency."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.kind import FOR_EVER
from querschnitt.press.channels.webhook.client import check, send
from querschnitt.press.channels.webhook.text import Webhook

CHANNEL = Webhook(
    slug="webhook",
    position=20,
    label=_("Webhook"),
    about=_("The release as data, signed with a secret that both sides know."),
    fields=(
        AccountField("address", _("Address"), _("Begins with https."), is_address=True),
        AccountField("secret", _("Secret for the signature"), is_secret=True),
    ),
    can_edit=True,
    can_delete=True,
    # The receiver agrees to act once on each key.
    idempotent_for=FOR_EVER,
    send_=send,
    check_=check,
)
