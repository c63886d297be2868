"""Who receives releases by mail. Nobody is on a list who has not confirmed it or is accredited."""

import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.press import rules
from querschnitt.press.models import Subscriber, SubscriptionRequest
from querschnitt.press.newsletter_links import confirming_link

State, Kind = Subscriber.State, Subscriber.Kind


@transaction.atomic
def sign_up(
    *,
    email: str,
    language: str,
    departments: Iterable[str],
    topics: Iterable[str],
    network: str,
) -> None:
    """Ask an address to confirm that it wants releases; who asks learns nothing about it.

    :param network: from where it was asked, kept as a digest for a day
    :raises Refused: if it is no address, or the network has asked too often
    """
    email, now = email.strip().lower(), timezone.now()
    recent = SubscriptionRequest.objects.filter(at__gt=now - rules.WITHIN)
    source, address = _digest(network), _digest(email)
    refuse_if(
        rules.obstacle_in_mail_address(email)
        or rules.obstacle_in_asking(from_network=recent.filter(network=source).count())
    )
    asked = recent.filter(address=address).count()
    SubscriptionRequest.objects.create(at=now, network=source, address=address)
    SubscriptionRequest.objects.filter(at__lte=now - rules.WITHIN).delete()
    if asked >= rules.MOST_A_DAY:
        return
    subscriber = _asked(email, language, sorted(departments), sorted(topics))
    with override(language):
        outbox.send(
            to=email,
            subject=_("Please confirm your subscription"),
            body=_confirmation(subscriber),
            dedupe_key=f"press.confirm:{subscriber.pk}:{now.isoformat()}",
            group="press.confirm",
        )


def _asked(email: str, language: str, departments: list[str], topics: list[str]) -> Subscriber:
    """Return the subscription that is to be confirmed; one that runs goes on as it is."""
    now = timezone.now()
    found = Subscriber.objects.filter(email__iexact=email, kind=Kind.PUBLIC).first()
    if found is None:
        try:
            with transaction.atomic():
                return Subscriber.objects.create(
                    email=email, language=language, departments=departments, topics=topics,
                    secret=secrets.token_urlsafe(32), asked_at=now,
                )  # fmt: skip
        except IntegrityError:
            found = Subscriber.objects.get(email__iexact=email, kind=Kind.PUBLIC)
    # Taken over when it is confirmed: nobody else can change what somebody receives.
    found.wanted = {"language": language, "departments": departments, "topics": topics}
    found.asked_at = now
    if found.state in (State.ENDED, State.BOUNCED):
        # Old mails may have been passed on; what stands in them confirms nothing any more.
        found.secret = secrets.token_urlsafe(32)
    if found.state != State.ACTIVE:
        found.state = State.ASKED
    found.save(update_fields=["wanted", "asked_at", "state", "secret"])
    return found


def _confirmation(subscriber: Subscriber) -> str:
    return _(
        "Somebody, perhaps you, wants press releases to be sent to this address.\n\n"
        "To confirm it, open this page and press the button there:\n%(link)s\n\n"
        "If you do nothing, nothing is sent, and the address is deleted after a while."
    ) % {"link": confirming_link(subscriber)}


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete the addresses that nobody has confirmed in time; return how many.

    Who had signed off or could not be reached before somebody asked anew is that again.
    """
    now = timezone.now()
    SubscriptionRequest.objects.filter(at__lte=now - rules.WITHIN).delete()
    late = Subscriber.objects.filter(kind=Kind.PUBLIC, asked_at__lte=now - rules.TO_CONFIRM)
    late.filter(state=State.ACTIVE).exclude(wanted={}).update(wanted={})
    asked = late.filter(state=State.ASKED)
    count = asked.filter(confirmed_at=None).delete()[0]
    asked.filter(bounces__gte=rules.MOST_BOUNCES).update(state=State.BOUNCED, wanted={})
    asked.update(state=State.ENDED, wanted={}, ended_at=Coalesce("ended_at", Value(now)))
    return count


@transaction.atomic
def confirm(*, secret: str) -> Subscriber | None:
    """Begin a subscription, or change it as was asked for.

    ``None`` if the link leads nowhere: it is too old, or the subscription has ended since.
    """
    subscriber = Subscriber.objects.select_for_update().filter(secret=secret).first()
    if subscriber is None or not rules.may_be_confirmed(subscriber, now=timezone.now()):
        return None
    for name, value in subscriber.wanted.items():
        setattr(subscriber, name, value)
    subscriber.wanted = {}
    subscriber.state, subscriber.confirmed_at = State.ACTIVE, timezone.now()
    subscriber.ended_at, subscriber.bounces = None, 0
    subscriber.save()
    return subscriber


@transaction.atomic
def sign_off(*, secret: str) -> Subscriber | None:
    """End a subscription; a second time changes nothing. None if the link leads nowhere."""
    subscriber = Subscriber.objects.select_for_update().filter(secret=secret).first()
    if subscriber is None:
        return None
    if subscriber.state != State.ENDED:
        subscriber.state, subscriber.ended_at = State.ENDED, timezone.now()
        subscriber.save(update_fields=["state", "ended_at"])
    return subscriber


@journal.act
def add_accredited(
    *, by: User, email: str, name: str, medium: str, language: str = "de"
) -> Subscriber:
    """Put a journalist on the list of accredited press.

    :raises Refused: if the address is on it already
    """
    email = email.strip().lower()
    there = Subscriber.objects.filter(email__iexact=email, kind=Kind.ACCREDITED).first()
    is_there = there is not None and there.state == State.ACTIVE
    refuse_if(
        rules.obstacle_to_adding_accredited(
            by, email=email, name=name, medium=medium, is_there=is_there
        )
    )
    now = timezone.now()
    row = there or Subscriber(
        email=email, kind=Kind.ACCREDITED, secret=secrets.token_urlsafe(32), asked_at=now
    )
    row.state, row.name, row.medium, row.language = (
        State.ACTIVE,
        name.strip(),
        medium.strip(),
        language,
    )
    row.confirmed_at, row.ended_at, row.bounces = now, None, 0
    row.save()
    journal.record("press.accredited_added", actor=by, subject=row.named())
    return row


@journal.act
def end_subscription(*, by: User, subscriber: Subscriber) -> Subscriber:
    """End a subscription for somebody.

    :raises Refused: if it has ended already
    """
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    refuse_if(rules.obstacle_to_ending(by, subscriber))
    subscriber.state, subscriber.ended_at = State.ENDED, timezone.now()
    subscriber.save(update_fields=["state", "ended_at"])
    journal.record("press.subscription_ended", actor=by, subject=subscriber.named())
    return subscriber


@journal.act
def forget_subscriber(*, by: User, subscriber: Subscriber) -> None:
    """Delete an address whose subscription has ended."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    refuse_if(rules.obstacle_to_forgetting(by, subscriber))
    journal.record("press.subscriber_forgotten", actor=by, subject=subscriber.named())
    subscriber.delete()


@transaction.atomic
def note_bounce(*, subscriber: Subscriber, told: str) -> Subscriber:
    """Note that an address does not take mail for good; after a few times nothing is sent there."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    subscriber.bounces, subscriber.last_bounce = subscriber.bounces + 1, told[:500]
    if subscriber.bounces >= rules.MOST_BOUNCES and subscriber.state == State.ACTIVE:
        subscriber.state = State.BOUNCED
    subscriber.save(update_fields=["bounces", "last_bounce", "state"])
    return subscriber


@transaction.atomic
def note_refused(*, subscriber: int, message: int, told: str) -> bool:
    """Note that a mail server refused a message for good; each message counts once."""
    rows = Subscriber.objects.filter(pk=subscriber, last_failed_message__lt=message)
    if not rows.update(last_failed_message=message):
        return False
    note_bounce(subscriber=Subscriber(pk=subscriber), told=told)
    return True


def _digest(text: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}:{text.strip().lower()}".encode()).hexdigest()
