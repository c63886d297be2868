"""YouTube: videos need a person, and posts beside them have no official way for programs."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.by_hand import COPY, OPEN, SEND, ByHand

CHANNEL = ByHand(
    slug="youtube",
    position=30,
    label=_("YouTube"),
    limit=5000,
    most_pictures=0,
    steps=(
        OPEN,
        _("Upload the video, if there is one, with its subtitles."),
        _("Use the first line of the text below as the title; at most 100 characters."),
        COPY,
        SEND,
    ),
)
