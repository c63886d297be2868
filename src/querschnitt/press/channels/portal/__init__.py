"""The portal itself: a release is told here first, and everything else waits for that."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.kind import FOR_EVER, Kind
from querschnitt.press.channels.portal.client import send

CHANNEL = Kind(
    slug="portal",
    position=0,
    label=_("Portal"),
    about=_("The page of the release. It appears in the same moment as the release itself."),
    most_pictures=100,
    can_edit=True,
    can_delete=True,
    idempotent_for=FOR_EVER,
    is_on_by_default=True,
    send_=send,
)
