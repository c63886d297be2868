"""What becomes of an e-mail, from the act that asks for it to the mail server's answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from querschnitt.outbox.models import Message
from querschnitt.outbox.operations.jobs import LONGEST_ERROR, enqueue

DELIVERY = "outbox.deliver_mail"
"""The kind of job that hands waiting messages over to the mail server."""

LONGEST_SUBJECT = 200
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
ATTEMPTS = 18
"""With their pauses, about two days: then the message has failed."""


@transaction.atomic
def send(
    *,
    to: str,
    subject: str,
    body: str,
    dedupe_key: str,
    is_secret: bool = False,
    run_after: datetime | None = None,
    headers: Mapping[str, str] | None = None,
    envelope: str = "",
    group: str = "",
) -> Message:
    """Have an e-mail sent once the caller's transaction is committed.

    The same key twice is one message, however long ago the first was. Without a mail server the
    message is kept and shown as not sent; it is sent if one is set within three days.

    :param is_secret: the body is emptied as soon as the message has been handed over
    :param headers: further ones, each in one line
    :param envelope: to whom it is told that it could not be delivered
    :param group: what it is sent for
    """
    now = timezone.now()
    message = Message(
        to=to.strip(),
        subject=_in_one_line(subject),
        body=body.replace("\0", ""),
        is_secret=is_secret,
        headers={name: _header(value) for name, value in (headers or {}).items()},
        envelope=envelope,
        group=group,
        dedupe_key=dedupe_key,
        message_id=_message_id(dedupe_key),
        state=Message.State.PENDING if settings.SMTP else Message.State.HELD,
        run_after=run_after or now,
        created_at=now,
    )
    _check_address(message)
    if earlier := Message.objects.filter(dedupe_key=dedupe_key).first():
        return earlier
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return Message.objects.get(dedupe_key=dedupe_key)
    if message.state == Message.State.PENDING:
        enqueue(kind=DELIVERY, dedupe_key=DELIVERY, run_after=message.run_after)
    return message


def _check_address(message: Message) -> None:
    """Let a message without an address fail at once; it is kept, so that somebody sees it."""
    try:
        validate_email(message.to)
    except ValidationError:
        message.to = _in_one_line(message.to)[:254]
        message.state, message.last_error = Message.State.FAILED, "This is no e-mail address."


def _in_one_line(text: str) -> str:
    """Return a text without line ends and controls: what follows one could be a further header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_SUBJECT]


def _header(value: str) -> str:
    """Return the value of a header without anything that could begin another one."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _message_id(dedupe_key: str) -> str:
    """Return the same name for the same message, so that a repetition could be recognised."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{sha256(dedupe_key.encode()).hexdigest()[:40]}@{host.strip('[]').replace(':', '.')}>"


def claim_messages(*, limit: int) -> list[Message]:
    """Take due messages and return them; nobody else gets them until their leases run out."""
    now = timezone.now()
    _note_left_in_between(now)
    due = Message.objects.due(now)
    if not due.exists():
        return []
    with transaction.atomic():
        rows = list(due.order_by("run_after", "pk").select_for_update(skip_locked=True)[:limit])
        return [row for row in rows if _take(row, now)]


def _take(message: Message, now: datetime) -> bool:
    """Take one message if it is still as it was seen."""
    seen = Message.objects.due(now).filter(pk=message.pk, attempts=message.attempts)
    message.attempts, message.lease_until = message.attempts + 1, now + LEASE
    message.state = Message.State.PENDING
    return bool(
        seen.update(attempts=message.attempts, lease_until=message.lease_until, state=message.state)
    )


def _note_left_in_between(now: datetime) -> None:
    """Whoever was at it has died: the server may have the message, so it is not sent again."""
    for message in Message.objects.left_in_between(now):
        note_uncertain(message=message, error="The worker ended while handing this over.")


@transaction.atomic
def begin_handing_over(*, message: Message) -> bool:
    """Note that the server is about to get a message; ``False`` if it is somebody else's now."""
    lease = timezone.now() + LEASE
    return bool(
        _taken(message, Message.State.PENDING).update(
            state=Message.State.SENDING, lease_until=lease
        )
    )


@transaction.atomic
def note_sent(*, message: Message) -> None:
    """Note that the mail server has accepted a message."""
    _rest(message, state=Message.State.SENT, sent_at=timezone.now(), last_error="")


@transaction.atomic
def note_uncertain(*, message: Message, error: str) -> None:
    """Note that nobody knows whether the server accepted a message; it is not sent again."""
    _rest(message, state=Message.State.UNCERTAIN, last_error=_shortened(error))


@transaction.atomic
def note_failed(*, message: Message, error: str) -> None:
    """Note that the mail server will not have a message."""
    _rest(message, state=Message.State.FAILED, last_error=_shortened(error))


@transaction.atomic
def note_put_off(*, message: Message, error: str) -> None:
    """Note that a message was not accepted this time, and try again after a growing pause."""
    if message.attempts >= ATTEMPTS:
        note_failed(message=message, error=error)
        return
    pause = min(FIRST_PAUSE * 2 ** (message.attempts - 1), LONGEST_PAUSE)
    _taken(message).update(
        state=Message.State.PENDING,
        last_error=_shortened(error),
        lease_until=None,
        run_after=timezone.now() + pause,
    )


def ask_for_delivery() -> None:
    """Have somebody come for the messages that wait, when the first of them is due."""
    if not settings.SMTP:
        return
    states = (Message.State.PENDING, Message.State.SENDING)
    open_ones = Message.objects.filter(state__in=states) | Message.objects.due(timezone.now())
    first = open_ones.order_by(Coalesce("lease_until", "run_after")).first()
    if first:
        at = first.lease_until or first.run_after
        enqueue(kind=DELIVERY, dedupe_key=DELIVERY, run_after=at)


@transaction.atomic
def send_again(*, message: Message) -> Message:
    """Send a message that has come to rest once more, because a person decided so.

    :raises ValueError: if it has not come to rest, or its secret is gone
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not message.has_come_to_rest or not message.body:
        raise ValueError("this message cannot be sent again")
    message.state, message.attempts = Message.State.PENDING, 0
    message.run_after, message.lease_until = timezone.now(), None
    message.save(update_fields=["state", "attempts", "run_after", "lease_until"])
    enqueue(kind=DELIVERY, dedupe_key=DELIVERY)
    return message


@transaction.atomic
def settle(*, message: Message) -> Message:
    """Note that nothing is to be done any more about a message that has come to rest.

    :raises ValueError: if it has not come to rest
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not message.has_come_to_rest:
        raise ValueError("this message has not come to rest")
    message.state = Message.State.SETTLED
    message.body = "" if message.is_secret else message.body
    message.save(update_fields=["state", "body"])
    return message


@transaction.atomic
def doubt_waiting_messages(*, error: str) -> int:
    """Note of all messages that wait that they may have been sent, as in a restored database."""
    waiting = (Message.State.PENDING, Message.State.SENDING)
    return Message.objects.filter(state__in=waiting).update(
        state=Message.State.UNCERTAIN, lease_until=None, last_error=_shortened(error)
    )


@transaction.atomic
def forget_messages(*, before: datetime) -> int:
    """Delete the messages sent or settled before an instant; the others stay to be looked at."""
    done = (Message.State.SENT, Message.State.SETTLED)
    return Message.objects.filter(state__in=done, created_at__lt=before).delete()[0]


def _rest(message: Message, **fields: Any) -> None:
    if message.is_secret:
        fields["body"] = ""
    _taken(message).update(lease_until=None, **fields)


def _taken(message: Message, *states: Message.State) -> Any:
    """Return the row of a claimed message, unless it went to somebody else meanwhile."""
    at_work = states or (Message.State.PENDING, Message.State.SENDING)
    return Message.objects.filter(pk=message.pk, attempts=message.attempts, state__in=at_work)


def _shortened(error: str) -> str:
    return error[-LONGEST_ERROR:].replace("\0", "")
