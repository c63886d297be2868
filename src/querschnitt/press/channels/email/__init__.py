"""Mail to everyone who has subscribed."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.email.client import send
from querschnitt.press.channels.email.text import compose
from querschnitt.press.channels.kind import FOR_EVER, Kind


class MailKind(Kind):
    """Mail carries the whole release as text, so it words it in its own way."""

    compose = staticmethod(compose)


CHANNEL = MailKind(
    slug="email",
    position=2,
    label=_("E-mail to subscribers"),
    about=_("One message to each subscriber whose departments and topics fit."),
    idempotent_for=FOR_EVER,
    is_on_by_default=True,
    send_=partial(send, kind="public"),
)
