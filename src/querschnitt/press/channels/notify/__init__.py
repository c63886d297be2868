"""The messenger service Notify, as of 2022: it was served with a program of its own."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.by_hand import ByHand

CHANNEL = ByHand(slug="notify", position=32, label=_("Notify"), limit=1000)
