"""A channel of the messenger Telegram, through its official interface for bots."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.counting import utf16_units
from querschnitt.press.channels.telegram.client import check, send
from querschnitt.press.channels.telegram.text import LIMIT, Telegram

CHANNEL = Telegram(
    slug="telegram",
    position=10,
    label=_("Telegram"),
    about=_("A message in a channel of which the bot is an administrator."),
    fields=(
        AccountField("chat", _("Channel"), _("With @ in front, or its number.")),
        AccountField("token", _("Token of the bot"), is_secret=True),
        AccountField(
            "server",
            _("Server"),
            _("Usually api.telegram.org."),
            is_required=False,
            is_address=True,
        ),
    ),
    limit=LIMIT,
    unit=_("UTF-16 units"),
    most_pictures=1,
    largest_picture=10_000_000,
    can_edit=True,
    can_delete=True,
    counts=utf16_units,
    send_=send,
    check_=check,
)
