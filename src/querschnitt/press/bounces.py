"""Mail that came back: what a mail server says of it, and for whom it was (RFC 3464)."""

import email
import re
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message as Mail
from typing import cast

from django.utils import timezone

from querschnitt.outbox.models import Message
from querschnitt.press import mailing
from querschnitt.press.models import Subscriber
from querschnitt.press.operations.subscribers import note_bounce, note_refused

LARGEST = 1024 * 1024
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ADDRESS = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")
_ANSWER = re.compile(r"(?:smtp;)?\s*(5\d\d)[ -](?:\s*#?(5\.\d{1,3}\.\d{1,3})\b)?", re.IGNORECASE)
_NO_SUCH_ADDRESS = frozenset(
    {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1", "5.4.4"}
)
"""What is said of an address that nobody has (RFC 3463); other refusals are about the message, the
sender or a full mailbox, and must not end a subscription."""
_SAYS_NOTHING = "5.0.0"
_CODES = frozenset({"550", "551", "553"})
LOOKED_BACK = timedelta(days=4)
"""Longer than a message is tried at all."""


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
        """Whether nobody has the address; a full mailbox or a refused text is something else."""
        if self.status == _SAYS_NOTHING:
            return says_no_such_address(self.told)
        return self.status in _NO_SUCH_ADDRESS


def says_no_such_address(answer: str) -> bool:
    """Return whether a mail server's answer means that nobody has an address."""
    found = _ANSWER.match(answer)
    if found is None:
        return False
    code, status = found.groups()
    return status in _NO_SUCH_ADDRESS if status and status != _SAYS_NOTHING else code in _CODES


def read(raw: bytes) -> list[Bounce]:
    """Return what a delivery status notification tells of a subscriber.

    It is believed only at the address that its message came from: anybody can name a recipient,
    but nobody can make that address.

    :raises NoBounce: if it is none, or too large
    """
    if len(raw) > LARGEST:
        raise NoBounce("The message is larger than 1 MB.")
    # By the old policy: the newer one stumbles over headers that are none.
    message = email.message_from_bytes(raw)
    if message.get_content_type() != "multipart/report":
        raise NoBounce("The message is no delivery status notification.")
    named = _named(message)
    found: list[Bounce] = []
    for part in message.walk():
        is_status = part.get_content_type() == "message/delivery-status"
        if named and is_status and part.is_multipart():
            groups = cast("list[Mail]", part.get_payload())
            found += [one for fields in groups if (one := _bounce(fields, named))]
    if not found:
        raise NoBounce("The message names no address that receives releases.")
    return found


def _named(message: Mail) -> Subscriber | None:
    """Return whom one of the addresses names that a notification was sent to."""
    for header in ("To", "X-Original-To", "Delivered-To"):
        for value in message.get_all(header, []):
            for address in _ADDRESS.findall(str(value)):
                if found := mailing.subscriber_in(address):
                    return found
    return None


def _bounce(fields: Mail, subscriber: Subscriber) -> Bounce | None:
    status = _STATUS.search(str(fields.get("Status", "")))
    action = str(fields.get("Action", "")).strip().lower()
    if status is None or action not in ("failed", "delayed"):
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
        state=Message.State.FAILED,
        group__startswith=f"{mailing.GROUP}:",
        created_at__gt=timezone.now() - LOOKED_BACK,
    ).order_by("pk")
    # By subscriber, and as of which message it has been counted.
    counted = dict(
        Subscriber.objects.filter(last_failed_message__gt=0).values_list(
            "pk", "last_failed_message"
        )
    )
    noted = 0
    for number, key, told in refused.values_list("pk", "dedupe_key", "last_error"):
        subscriber = key.rpartition(":")[2]
        if not (subscriber.isdecimal() and says_no_such_address(told)):
            continue
        if counted.get(int(subscriber), 0) < number:
            noted += note_refused(subscriber=int(subscriber), message=number, told=told)
    return noted
