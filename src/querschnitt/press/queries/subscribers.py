"""How many addresses receive releases, and which accredited ones."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from querschnitt.outbox.models import Message
from querschnitt.press.models import MailDelivered, Release, Subscriber


@dataclass(frozen=True)
class SubscribersPage:
    """Counts of the public, accredited press by name, and one address if it was looked for."""

    counts: list[tuple[str, int]]
    accredited: list[Subscriber]
    found: list[Subscriber]


@dataclass(frozen=True)
class HandedOver:
    """When one accredited address was handed a release."""

    name: str
    medium: str
    position: int
    is_in_advance: bool
    state: str
    at: datetime | None


def subscribers_page(email: str) -> SubscribersPage:
    """Return the page; of the public no address is shown but one that is looked for."""
    rows = Subscriber.objects.filter(kind=Subscriber.Kind.PUBLIC).order_by()
    counted = dict(rows.values_list("state").annotate(count=Count("pk")))
    wanted = email.strip().lower()
    accredited = Subscriber.objects.filter(kind=Subscriber.Kind.ACCREDITED)
    return SubscribersPage(
        counts=[(str(label), counted.get(value, 0)) for value, label in Subscriber.State.choices],
        accredited=list(accredited.order_by("state", "medium", "name")),
        found=list(Subscriber.objects.filter(email__iexact=wanted)) if wanted else [],
    )


def hand_over_log(release: Release) -> list[HandedOver]:
    """Return to whom of the accredited press a release was handed over, and when."""
    rows = list(
        MailDelivered.objects.filter(release=release)
        .select_related("subscriber")
        .order_by("is_in_advance", "position")
    )
    messages = Message.objects.in_bulk([row.message for row in rows])
    found = []
    for row in rows:
        message = messages.get(row.message)
        found.append(
            HandedOver(
                name=row.subscriber.name if row.subscriber else "–",
                medium=row.subscriber.medium if row.subscriber else "–",
                position=row.position + 1,
                is_in_advance=row.is_in_advance,
                state=message.get_state_display() if message else "–",
                at=message.sent_at if message else None,
            )
        )
    return found
