"""The feeds of the press room: confirmed as soon as the release stands in them."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.feed.client import send
from querschnitt.press.channels.kind import FOR_EVER, Kind

CHANNEL = Kind(
    slug="feed",
    position=1,
    label=_("Feeds (Atom and RSS)"),
    about=_("An entry in the feeds of the press room and of each department of the release."),
    can_edit=True,
    can_delete=True,
    idempotent_for=FOR_EVER,
    is_on_by_default=True,
    send_=send,
)
