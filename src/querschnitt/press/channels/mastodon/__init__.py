"""An account on a server of the network Mastodon."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.counting import graphemes, with_links_as
from querschnitt.press.channels.kind import Kind
from querschnitt.press.channels.mastodon.client import check, send


def counted(text: str) -> int:
    """Return the length as Mastodon counts: every link is 23."""
    return with_links_as(text, 23, graphemes)


CHANNEL = Kind(
    slug="mastodon",
    position=11,
    label=_("Mastodon"),
    about=_("A public post; corrections edit it, a withdrawal deletes it."),
    fields=(
        AccountField("server", _("Server"), _("Such as social.example.org."), is_address=True),
        AccountField("token", _("Access token"), is_secret=True),
        AccountField(
            "limit", _("Longest text"), _("If the server allows more than 500."), is_required=False
        ),
    ),
    limit=500,
    most_pictures=4,
    largest_picture=8_000_000,
    can_edit=True,
    can_delete=True,
    # The server knows a repetition by its key for one hour.
    idempotent_for=3600,
    counts=counted,
    send_=send,
    check_=check,
)
