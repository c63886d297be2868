"""Mail that came back: what a mail server says of it, and for whom it was (RFC 3464)."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import cast

from querschnitt.outbox.models import Message
from querschnitt.press import mailing
from querschnitt.press.models import Subscriber
from querschnitt.press.operations.subscribers import note_bounce, note_refused

LARGEST = 1024 * 1024
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_HARD = re.compile(r"\b55[0134]\b")
"""What a mail server answers where an address takes no mail for good."""


class NoBounce(Exception):
    """Raised of a message that tells of no undeliverable mail."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address that a message could not be delivered to."""

    subscriber: Subscriber
    status: str
    told: str

    @property
    def is_hard(self) -> bool:
        """Whether it is for good; a full mailbox is not."""
        return self.status.startswith("5")


def read(raw: bytes) -> list[Bounce]:
    """Return what a delivery status notification tells of subscribers.

    :raises NoBounce: if it is none, or too large
    """
    if len(raw) > LARGEST:
        raise NoBounce("The message is larger than 1 MB.")
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if message.get_content_type() != "multipart/report":
        raise NoBounce("The message is no delivery status notification.")
    named = mailing.subscriber_in(str(message.get("To", "")).strip("<> "))
    found = []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            groups = cast("list[EmailMessage]", part.get_payload())
            found += [one for fields in groups if (one := _bounce(fields, named))]
    if not found:
        raise NoBounce("The message names no address that receives releases.")
    return found


def _bounce(fields: EmailMessage, named: Subscriber | None) -> Bounce | None:
    status = _STATUS.search(str(fields.get("Status", "")))
    action = str(fields.get("Action", "")).strip().lower()
    recipient = str(fields.get("Final-Recipient", "")).partition(";")[2].strip().strip("<>")
    if status is None or action not in ("failed", "delayed"):
        return None
    subscriber = named or Subscriber.objects.filter(email__iexact=recipient).first()
    if subscriber is None:
        return None
    told = str(fields.get("Diagnostic-Code", "")) or status[0]
    return Bounce(subscriber, status[0], "".join(c for c in told if c.isprintable())[:300])


def take_in(raw: bytes) -> int:
    """Note what a notification tells; return how many addresses do not take mail for good.

    :raises NoBounce: if it tells nothing; nothing is changed then
    """
    hard = [one for one in read(raw) if one.is_hard]
    for one in hard:
        note_bounce(subscriber=one.subscriber, told=f"{one.status} {one.told}")
    return len(hard)


def count_refused() -> int:
    """Note the addresses that the mail server refused when releases were handed over to it."""
    refused = Message.objects.filter(
        state=Message.State.FAILED, group__startswith=f"{mailing.GROUP}:"
    ).order_by("pk")
    noted = 0
    for message in refused:
        key = message.dedupe_key.rpartition(":")[2]
        if not (key.isdecimal() and _HARD.search(message.last_error)):
            continue
        noted += note_refused(subscriber=int(key), message=message.pk, told=message.last_error)
    return noted
