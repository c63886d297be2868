"""Mail to accredited press: to all of them at once, none before another."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from querschnitt.press.channels.email import MailKind
from querschnitt.press.channels.email.client import send
from querschnitt.press.channels.kind import FOR_EVER

CHANNEL = MailKind(
    slug="press_mail",
    position=3,
    label=_("E-mail to accredited press"),
    about=_("One message to each accredited journalist, all at once and in random order."),
    idempotent_for=FOR_EVER,
    is_on_by_default=True,
    send_=partial(send, kind="accredited"),
)
