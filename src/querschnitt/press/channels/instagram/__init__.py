"""Instagram: each post needs a picture, and links in its text lead nowhere."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.by_hand import COPY, OPEN, SEND, ByHand

CHANNEL = ByHand(
    slug="instagram",
    position=33,
    label=_("Instagram"),
    limit=2200,
    most_pictures=10,
    steps=(
        OPEN,
        _("Choose the pictures and enter their descriptions; without a picture leave this out."),
        COPY,
        _("Put the link into the profile, since links in a text lead nowhere here."),
        SEND,
    ),
)
