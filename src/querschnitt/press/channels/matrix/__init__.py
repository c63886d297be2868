"""A room of the open network Matrix."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.kind import Kind
from querschnitt.press.channels.matrix.client import check, send

HALF_A_DAY = 12 * 3600.0

CHANNEL = Kind(
    slug="matrix",
    position=13,
    label=_("Matrix"),
    about=_("A message in a room; corrections replace it, a withdrawal removes it."),
    fields=(
        AccountField("server", _("Server"), _("Such as matrix.example.org."), is_address=True),
        AccountField("room", _("Room"), _("Its number, such as !abc:example.org.")),
        AccountField("token", _("Access token"), is_secret=True),
    ),
    limit=40_000,
    can_edit=True,
    can_delete=True,
    # Each message has a name of ours; servers remember it for a day at least, as a rule.
    idempotent_for=HALF_A_DAY,
    send_=send,
    check_=check,
)
