"""The ledger: what went where, what became of it, and what a person has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from querschnitt.accounts.models import Role, User
from querschnitt.accounts.queries import Page
from querschnitt.press.channels import registered
from querschnitt.press.models import (
    Channel,
    Delivery,
    DeliveryPicture,
    HoldChange,
    OutboxHold,
    Release,
    RestoredSending,
)
from querschnitt.press.rules.deliveries import READS_EVERY_DELIVERY

State = Delivery.State

PER_PAGE = 50
LATE_AFTER = timedelta(seconds=60)
"""So long after its moment a delivery, or a release, is overdue."""
UNSEEN_AFTER = timedelta(seconds=120)
"""So long after its last look at the clock a worker counts as gone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deliveries are wanted."""

    state: str = ""
    channel: int | None = None
    month: date | None = None
    text: str = ""
    release: int | None = None


@dataclass(frozen=True, slots=True)
class Gauges:
    """How the outbox stands: what a person should know of at once, and since when."""

    overdue: int
    unpublished: int
    uncertain: int
    failed: int
    tasks: int
    pending: int
    oldest_pending: datetime | None

    @property
    def is_alarming(self) -> bool:
        return bool(self.overdue or self.unpublished or self.uncertain or self.failed)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deliveries of one channel and month are in each state."""

    channel: str
    month: date
    states: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


def readable_deliveries(user: User) -> QuerySet[Delivery]:
    """Return the deliveries that somebody may read: all, or those of their department."""
    rows = Delivery.objects.all()
    if user.role in READS_EVERY_DELIVERY:
        return rows
    return rows.filter(release__in=_own_releases(user))


def _own_releases(user: User) -> QuerySet[Release]:
    if not user.is_editor:
        return Release.objects.none()
    return Release.objects.filter(
        Q(department=user.department) | Q(further_departments=user.department)
    ).distinct()


def release_with_ledger(user: User, pk: int) -> Release | None:
    """Return a release whose deliveries somebody may read."""
    rows = Release.objects.select_related("department")
    if user.role not in READS_EVERY_DELIVERY:
        rows = rows.filter(pk__in=_own_releases(user).values("pk"))
    return rows.filter(pk=pk, published_at__isnull=False).first()


def deliveries(user: User, wanted: Wanted, *, from_row: int = 0) -> Page[Delivery]:
    """Return a part of the ledger, newest first."""
    rows = (
        matching(user, wanted)
        .defer("payload", "evidence")
        .select_related("release", "channel")
        .annotate(has_picture=has_picture())
        .order_by("-created_at", "-pk")
    )
    found: list[Delivery] = [*rows[from_row : from_row + PER_PAGE + 1]]
    return Page(
        found[:PER_PAGE],
        before=max(0, from_row - PER_PAGE) if from_row else None,
        after=from_row + PER_PAGE if len(found) > PER_PAGE else None,
    )


def matching(user: User, wanted: Wanted) -> QuerySet[Delivery]:
    """Return what somebody may read and asks for, in no order."""
    rows = readable_deliveries(user)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.release:
        rows = rows.filter(release=wanted.release)
    if wanted.month:
        rows = rows.filter(created_at__gte=_first(wanted.month), created_at__lt=_end(wanted.month))
    if wanted.text:
        rows = rows.filter(Q(release__title__icontains=wanted.text) | Q(url__icontains=wanted.text))
    return rows


def delivery_to_read(user: User, pk: int) -> Delivery | None:
    """Return one delivery with its release, channel, and whether there is a picture of it."""
    rows = readable_deliveries(user).select_related("release", "channel", "settled_by")
    return rows.annotate(has_picture=has_picture()).filter(pk=pk).first()


def picture_of(delivery: Delivery) -> DeliveryPicture | None:
    return DeliveryPicture.objects.filter(delivery=delivery).first()


def has_picture() -> Any:
    return Exists(DeliveryPicture.objects.filter(delivery=OuterRef("pk")))


def deliveries_of(release: Release) -> list[Delivery]:
    """Return all deliveries of a release over all revisions, channel by channel."""
    rows = Delivery.objects.filter(release=release).select_related("channel", "release")
    return list(
        rows.annotate(has_picture=has_picture()).order_by(
            "channel__position", "channel", "revision"
        )
    )


def counts(user: User) -> list[Tally]:
    """Return how many deliveries there were, by month and channel, the newest month first."""
    rows = (
        readable_deliveries(user)
        .annotate(month=TruncMonth("created_at"))
        .values("month", "channel__name", "channel__position", "state")
        .annotate(number=Count("pk"))
        .order_by("-month", "channel__position", "channel__name", "state")
    )
    found: dict[tuple[date, str], dict[str, int]] = {}
    for row in rows:
        key = (row["month"].date(), row["channel__name"])
        found.setdefault(key, {})[row["state"]] = row["number"]
    return [Tally(channel, month, states) for (month, channel), states in found.items()]


def channels_of_ledger() -> QuerySet[Channel]:
    return Channel.objects.order_by("position", "name", "pk")


def gauges(*, at: datetime | None = None) -> Gauges:
    """Return how the outbox stands; two queries."""
    at = at or timezone.now()
    by_hand = Q(channel__kind__in=kinds_by_hand())
    waiting = Q(state__in=(State.PENDING, State.SENDING)) & ~by_hand
    told = Delivery.objects.aggregate(
        overdue=Count("pk", filter=waiting & Q(created_at__lt=at - LATE_AFTER)),
        uncertain=Count("pk", filter=Q(state=State.UNCERTAIN)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        tasks=Count("pk", filter=Q(state=State.PENDING) & by_hand),
        pending=Count("pk", filter=waiting),
        oldest_pending=Min("created_at", filter=waiting),
    )
    return Gauges(unpublished=overdue_releases(at).count(), **told)


def overdue_releases(at: datetime) -> QuerySet[Release]:
    """Return the releases whose moment has passed and that are not public all the same."""
    return Release.objects.due(at - LATE_AFTER).filter(approved_at__lt=at - LATE_AFTER)


def alarms(at: datetime) -> list[tuple[int, str, int, str, int]]:
    """Return of what somebody has to be told at once.

    Release, its title, revision, state, and how many deliveries; what is late counts as pending.
    """
    waiting = Q(state__in=(State.PENDING, State.SENDING), created_at__lt=at - LATE_AFTER)
    waiting &= ~Q(channel__kind__in=kinds_by_hand())
    rows = Delivery.objects.filter(waiting | Q(state__in=Delivery.AT_REST))
    told = rows.values_list("release", "release__title", "revision", "state")
    return list(told.annotate(number=Count("pk")).order_by("release", "revision", "state"))


def kinds_by_hand() -> list[str]:
    return [slug for slug, kind in registered().items() if kind.is_by_hand]


def hold() -> OutboxHold:
    """Return whether everything is held, and how the worker's clock goes."""
    return OutboxHold.objects.select_related("held_by").filter(pk=1).first() or OutboxHold()


def is_worker_there(hold: OutboxHold, *, at: datetime) -> bool:
    """Return whether a worker has looked at its clock lately; without one nothing is sent."""
    return hold.seen_at is not None and abs(at - hold.seen_at) < UNSEEN_AFTER


def hold_changes() -> Iterable[HoldChange]:
    """Return the last times that everything was held or let go on, the newest first."""
    return HoldChange.objects.select_related("by").order_by("-at", "-pk")[:20]


def restored_sendings() -> list[RestoredSending]:
    """Return the sendings that a restored database does not know, those to decide about first."""
    return list(
        RestoredSending.objects.select_related("decided_by").order_by("decision", "number")[:500]
    )


def undecided_restored() -> int:
    return RestoredSending.objects.filter(decision=RestoredSending.Decision.OPEN).count()


def press_officers() -> list[User]:
    """Return who is told when something is wrong with what is sent."""
    return list(User.objects.filter(role=Role.PRESS_OFFICER, is_active=True).order_by("pk"))


def operators() -> list[User]:
    """Return who is told when something is wrong with the machine."""
    roles = (Role.PRESS_OFFICER, Role.ADMINISTRATOR)
    return list(User.objects.filter(role__in=roles, is_active=True).order_by("pk"))


def _first(month: date) -> datetime:
    return timezone.make_aware(datetime(month.year, month.month, 1))  # noqa: DTZ001


def _end(month: date) -> datetime:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return _first(following)
