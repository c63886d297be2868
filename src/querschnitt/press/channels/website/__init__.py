"""Another website or newsletter of the government, which people serve with its own program."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.by_hand import ByHand

CHANNEL = ByHand(
    slug="website", position=34, label=_("Another website or newsletter"), limit=60_000
)
