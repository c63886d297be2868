"""Releases by mail: who gets them, in which order, and what each message says."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.outbox.models import Message
from querschnitt.press.models import Subscriber
from querschnitt.press.newsletter_links import ending_link

GROUP = "press"

Worded = Mapping[str, Mapping[str, str]]
"""Subject and text by language; the first one is for everybody else."""


def wanting(
    kind: str, *, departments: Collection[str], topics: Collection[str]
) -> Iterable[Subscriber]:
    """Yield who receives a release; accredited press receives every one."""
    for one in Subscriber.objects.filter(kind=kind, state=Subscriber.State.ACTIVE):
        wants_all = not (one.departments or one.topics)
        if (
            kind == Subscriber.Kind.ACCREDITED
            or wants_all
            or {*one.departments} & {*departments}
            or {*one.topics} & {*topics}
        ):
            yield one


def body_for(subscriber: Subscriber, text: str) -> str:
    """Return a text with the way to sign off below it."""
    with override(subscriber.language if subscriber.language == "de" else "en"):
        told = _("You receive this because you have subscribed to it. To sign off:")
        if subscriber.kind == Subscriber.Kind.ACCREDITED:
            told = _("You receive this as accredited press. To sign off:")
        return f"{text}\n\n-- \n{told}\n{ending_link(subscriber)}\n"


def headers_for(subscriber: Subscriber) -> dict[str, str]:
    """Return the headers by which mail programs know a list and end it with one click.

    As RFC 2919 and RFC 8058 want it.
    """
    host = settings.BASE_URL.partition("//")[2].partition("/")[0].partition(":")[0]
    return {
        "List-Id": f"<{subscriber.kind}.presse.{host or 'localhost'}>",
        "List-Unsubscribe": f"<{ending_link(subscriber, one_click=True)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def envelope_for(subscriber: Subscriber) -> str:
    """Return an address for undeliverable mail that names the subscriber; empty without one."""
    local, _at, domain = parseaddr(settings.BOUNCE_ADDRESS)[1].rpartition("@")
    return f"{local}+{subscriber.pk}-{_mark(subscriber.pk)}@{domain}" if local else ""


def subscriber_in(address: str) -> Subscriber | None:
    """Return whom an address of ``envelope_for`` names; None of one that nobody made here."""
    tag = address.partition("@")[0].rpartition("+")[2]
    key, _dash, mark = tag.partition("-")
    if not (key.isascii() and key.isdecimal() and len(key) < 18):
        return None
    if not hmac.compare_digest(mark.encode(), _mark(int(key)).encode()):
        return None
    return Subscriber.objects.filter(pk=int(key)).first()


def _mark(key: int) -> str:
    told = f"press.bounce:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()[:16]


def messages_of(group: str) -> QuerySet[Message]:
    """Narrow to the messages of one delivery, or of one sending in advance."""
    return Message.objects.filter(group=f"{GROUP}:{group}")


def counts(group: str) -> dict[str, int]:
    """Return how many messages of a delivery are in which state."""
    rows = messages_of(group).order_by().values_list("state")
    return dict(rows.annotate(count=Count("pk")))
