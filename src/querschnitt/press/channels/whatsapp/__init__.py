"""WhatsApp: no official way for programs to post in channels could be verified."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.by_hand import ByHand

CHANNEL = ByHand(slug="whatsapp", position=31, label=_("WhatsApp"), limit=4096)
