"""A page on Facebook; off until somebody has written down why it may be used."""

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.base import AccountField
from querschnitt.press.channels.counting import utf16_units
from querschnitt.press.channels.facebook.client import check, send
from querschnitt.press.channels.kind import Kind

CHANNEL = Kind(
    slug="facebook",
    position=15,
    label=_("Facebook page"),
    about=_("A post on a page. The portal never embeds anything of this network."),
    fields=(
        AccountField("page", _("Number of the page")),
        AccountField("token", _("Access token of the page"), is_secret=True),
        AccountField(
            "server",
            _("Server"),
            _("Usually graph.facebook.com/v23.0."),
            is_required=False,
            is_address=True,
        ),
    ),
    limit=63_206,
    unit=_("UTF-16 units"),
    counts=utf16_units,
    can_edit=True,
    can_delete=True,
    needs_legal_basis=True,
    send_=send,
    check_=check,
)
