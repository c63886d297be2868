"""What waits in the press for somebody, and the list of releases."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from querschnitt.accounts.models import Role, User
from querschnitt.accounts.queries import Page
from querschnitt.lib.digest import digest
from querschnitt.press import embargo
from querschnitt.press.models import Release
from querschnitt.press.queries.ledger import Gauges, gauges
from querschnitt.press.rules.deliveries import READS_EVERY_DELIVERY
from querschnitt.press.said import ReleaseSaid

PER_PAGE = 50
MOST_WAITING = 20
Stage = Release.Stage


@dataclass(frozen=True)
class ReleaseLine:
    """A release in a list."""

    release: Release
    embargo: str


@dataclass(frozen=True)
class Hub:
    """What waits for somebody in the press, and how much there is of everything."""

    to_release: list[ReleaseLine]
    to_confirm: list[ReleaseLine]
    corrections: list[ReleaseLine]
    returned: list[ReleaseLine]
    drafts: list[ReleaseLine]
    waiting: list[ReleaseLine]
    counts: list[tuple[str, str, int]]
    gauges: Gauges | None
    """How the outbox stands; None for those who do not read it."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits for this person."""
        lists = (self.to_release, self.to_confirm, self.corrections, self.returned, self.waiting)
        found = self.gauges
        return not any(lists) and not (found and (found.is_alarming or found.tasks))


def readable(seen_by: User) -> QuerySet[Release]:
    """Return the releases that somebody may read."""
    return Release.objects.visible_to(seen_by).select_related("department")


def list_of_releases(
    seen_by: User, *, wanted: dict[str, Any], from_row: int = 0
) -> Page[ReleaseLine]:
    """Return the releases that somebody may read, the latest first, narrowed as asked."""
    rows = readable(seen_by)
    if wanted.get("q"):
        rows = rows.filter(Q(title__icontains=wanted["q"]) | _numbered(wanted["q"]))
    if wanted.get("stage"):
        rows = rows.filter(stage=wanted["stage"])
    if wanted.get("department"):
        key = wanted["department"]
        among = Release.objects.filter(
            Q(department__key=key) | Q(further_departments__key=key)
        ).values("pk")
        rows = rows.filter(pk__in=among)
    if wanted.get("year"):
        rows = rows.filter(Q(year=wanted["year"]) | Q(created_at__year=wanted["year"], year=None))
    found = list(rows.order_by("-created_at", "-pk")[from_row : from_row + PER_PAGE + 1])
    return Page(
        [_line(one) for one in found[:PER_PAGE]],
        before=max(0, from_row - PER_PAGE) if from_row else None,
        after=from_row + PER_PAGE if len(found) > PER_PAGE else None,
    )


def _numbered(text: str) -> Q:
    """Return what finds a release by its number, such as 068/2026 or 68."""
    number, _slash, year = (part.strip() for part in text.partition("/"))
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        return Q(known_number=text)
    found = Q(number=int(number))
    if year.isascii() and year.isdecimal() and len(year) < 5:
        found &= Q(year=int(year))
    return found | Q(known_number=text)


def same_draft(by: User, said: ReleaseSaid) -> Release | None:
    """Return a draft that somebody began in these very words, if there is one."""
    begun = Release.objects.filter(
        stage=Stage.DRAFT, version=1, versions__digest=digest(said), created_by=by
    )
    return begun.first()


def hub(seen_by: User) -> Hub:
    """Return what waits in the press for somebody."""
    rows = readable(seen_by).order_by("-created_at", "-pk")
    is_office = seen_by.role == Role.PRESS_OFFICER
    decides = is_office or seen_by.is_approver
    writes = is_office or seen_by.is_editor
    own = rows if is_office else rows.filter(department=seen_by.department_id)
    reads_outbox = seen_by.role in READS_EVERY_DELIVERY

    def lines(found: QuerySet[Release], *, shown: bool = True) -> list[ReleaseLine]:
        return [_line(one) for one in found[:MOST_WAITING]] if shown else []

    unconfirmed = own.exclude(forced_reason="").filter(confirmed_at=None)
    corrected = own.filter(stage=Stage.PUBLISHED).exclude(version=F("published_version"))
    drafts = own.filter(stage=Stage.DRAFT)
    counted = dict(
        readable(seen_by).order_by().values_list("stage").annotate(count=Count("pk", distinct=True))
    )
    return Hub(
        to_release=lines(own.filter(stage=Stage.SUBMITTED), shown=decides),
        to_confirm=lines(unconfirmed.exclude(approved_by=seen_by), shown=decides),
        corrections=lines(corrected, shown=decides),
        returned=lines(drafts.exclude(return_reason=""), shown=writes),
        drafts=lines(drafts.filter(return_reason=""), shown=writes),
        waiting=lines(rows.filter(stage=Stage.APPROVED)),
        counts=[(value, str(label), counted.get(value, 0)) for value, label in Stage.choices],
        gauges=gauges() if reads_outbox else None,
    )


def _line(release: Release) -> ReleaseLine:
    return ReleaseLine(release, embargo.in_words(release))
