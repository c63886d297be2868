"""An account on the network Bluesky."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.bluesky.client import check, send
from querschnitt.press.channels.bluesky.text import Bluesky
from querschnitt.press.channels.counting import graphemes
from querschnitt.press.channels.kind import FOR_EVER

BYTES_OF_A_SIGN = 10


def counted(text: str) -> int:
    """Return the length as Bluesky counts: signs, and no more than ten bytes for each of them."""
    return max(graphemes(text), -(-len(text.encode()) // BYTES_OF_A_SIGN))


CHANNEL = Bluesky(
    slug="bluesky",
    position=12,
    label=_("Bluesky"),
    about=_("A post of 300 signs. Bluesky cannot edit it; a correction is a further post."),
    fields=(
        AccountField("name", _("Name of the account"), _("Such as land.example.org.")),
        AccountField("password", _("App password"), is_secret=True),
        AccountField(
            "server", _("Server"), _("Usually bsky.social."), is_required=False, is_address=True
        ),
    ),
    limit=300,
    most_pictures=4,
    largest_picture=1_000_000,
    can_delete=True,
    # A post is kept under a name of ours; a repetition writes the same one again.
    idempotent_for=FOR_EVER,
    counts=counted,
    send_=send,
    check_=check,
)
