"""What the pages of accounts read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from querschnitt.accounts import absence
from querschnitt.accounts.models import (
    Appointment,
    Department,
    DepartmentSuccession,
    HouseStyleVersion,
    JournalEntry,
    Office,
    PersonalLink,
    Role,
    User,
)
from querschnitt.accounts.rules import digest_of_token
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.outbox.models import Message

T = TypeVar("T")

PEOPLE_PER_PAGE = 100
ENTRIES_PER_PAGE = 50
MESSAGES_PER_PAGE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list, with what leads to the parts beside it."""

    rows: list[T]
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class DepartmentPage:
    """A department with who held its offices and what it came from and went into."""

    department: Department
    offices: list[Office]
    origins: list[DepartmentSuccession]
    successions: list[DepartmentSuccession]
    staff: int


@dataclass(frozen=True)
class JournalFilter:
    """Which entries of the journal are wanted."""

    act: str = ""
    department: Department | None = None
    person: User | None = None
    subject: tuple[str, int] | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None
    after: int | None = None


def people(
    *,
    department: Department | None = None,
    role: str = "",
    is_active: bool | None = None,
    from_row: int = 0,
) -> Page[User]:
    """Return people by name; ``before`` and ``after`` are rows at which other parts begin."""
    rows: QuerySet[User] = User.objects.select_related("department").order_by("name", "pk")
    if department:
        rows = rows.filter(department=department)
    if role:
        rows = rows.filter(role=role)
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    found = list(rows[from_row : from_row + PEOPLE_PER_PAGE + 1])
    return Page(
        found[:PEOPLE_PER_PAGE],
        before=max(0, from_row - PEOPLE_PER_PAGE) if from_row else None,
        after=from_row + PEOPLE_PER_PAGE if len(found) > PEOPLE_PER_PAGE else None,
    )


def messages(*, state: str = "", from_row: int = 0) -> Page[Message]:
    """Return messages without their texts, newest first."""
    rows = Message.objects.defer("body").order_by("-created_at", "-pk")
    if state:
        rows = rows.filter(state=state)
    found = list(rows[from_row : from_row + MESSAGES_PER_PAGE + 1])
    return Page(
        found[:MESSAGES_PER_PAGE],
        before=max(0, from_row - MESSAGES_PER_PAGE) if from_row else None,
        after=from_row + MESSAGES_PER_PAGE if len(found) > MESSAGES_PER_PAGE else None,
    )


def messages_to_look_at() -> int:
    """Count the messages about which a person has to decide."""
    states = (Message.State.FAILED, Message.State.UNCERTAIN)
    return Message.objects.filter(state__in=states).count()


def recipients_of(department: Department) -> list[User]:
    """Return who is told of what waits for a department; empty if nobody can be reached."""
    return recipients_by_department([department.pk])[department.pk]


def recipients_by_department(departments: Iterable[int]) -> dict[int, list[User]]:
    """Return for each department, by its key, who is told of what waits for it."""
    staff: dict[int, list[User]] = {key: [] for key in departments}
    for user in User.objects.filter(department__in=staff, is_active=True).order_by("pk"):
        staff[user.department_id or 0].append(user)
    today = timezone.localdate()
    return {key: absence.reached(people, today) for key, people in staff.items()}


def coordinators() -> list[User]:
    """Return those who coordinate and are there; all of them if nobody is."""
    everyone = list(User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("pk"))
    today = timezone.localdate()
    return [one for one in everyone if absence.is_present(one, today)] or everyone


def stands_in_for(user: User) -> list[User]:
    """Return those who are away today and for whom this person stands in."""
    named = User.objects.filter(substitute=user.pk, is_active=True).order_by("name")
    return [one for one in named if absence.is_absent(one, timezone.localdate())]


def departments() -> list[Department]:
    """Return all departments in the government's order, each with its successors."""
    successions = DepartmentSuccession.objects.select_related("successor").order_by(
        "since", "successor__position", "pk"
    )
    return list(
        Department.objects.in_order().prefetch_related(Prefetch("successions", successions))
    )


def department_page(key: str) -> DepartmentPage | None:
    """Return everything the page of a department shows; nothing if there is no such key."""
    department = Department.objects.filter(key=key).first()
    if department is None:
        return None
    appointments = Appointment.objects.order_by("-held_from", "-pk")
    return DepartmentPage(
        department=department,
        offices=list(
            department.offices.order_by("pk").prefetch_related(
                Prefetch("appointments", appointments)
            )
        ),
        origins=list(department.origins.select_related("predecessor").order_by("since", "pk")),
        successions=list(
            department.successions.select_related("successor").order_by("since", "pk")
        ),
        staff=department.staff.filter(is_active=True).count(),
    )


def house_style() -> HouseStyle:
    """Return how the government's documents look; plain as long as nobody has set it."""
    newest = HouseStyleVersion.objects.newest_first().first()
    return newest.style if newest else PLAIN


def house_style_digest() -> str:
    """Return what names the present look, without fetching its files."""
    newest = HouseStyleVersion.objects.newest_first().values_list("digest", flat=True).first()
    return newest or PLAIN.digest


def current_house_style() -> HouseStyleVersion | None:
    """Return the design that counts, with who set it; nothing as long as nobody has."""
    return HouseStyleVersion.objects.newest_first().select_related("set_by").first()


def house_style_versions() -> list[HouseStyleVersion]:
    """Return all designs there were, the one that counts first; emblems and templates stay away."""
    return list(HouseStyleVersion.objects.without_files().newest_first().select_related("set_by"))


def personal_link(token: str) -> PersonalLink | None:
    """Find the link to which a token belongs."""
    links = PersonalLink.objects.select_related("user")
    return links.filter(token_digest=digest_of_token(token)).first()


def journal_page(wanted: JournalFilter) -> Page[JournalEntry]:
    """Return entries, newest first; ``before`` and ``after`` are sequence numbers to ask for."""
    rows = JournalEntry.objects.filter(_matching(wanted)).select_related("actor", "department")
    size = ENTRIES_PER_PAGE
    if wanted.after is not None:
        found = list(rows.filter(sequence__gt=wanted.after).order_by("sequence")[: size + 1])
        shown, is_more_newer = found[:size][::-1], len(found) > size
        is_more_older = bool(shown)
    else:
        if wanted.before is not None:
            rows = rows.filter(sequence__lt=wanted.before)
        found = list(rows.order_by("-sequence")[: size + 1])
        shown, is_more_older = found[:size], len(found) > size
        is_more_newer = wanted.before is not None and bool(shown)
    return Page(
        shown,
        before=shown[-1].sequence if is_more_older else None,
        after=shown[0].sequence if is_more_newer else None,
    )


def _matching(wanted: JournalFilter) -> Q:
    condition = Q()
    if wanted.act:
        condition &= Q(act=wanted.act)
    if wanted.department:
        condition &= Q(department=wanted.department)
    if wanted.person:
        condition &= Q(actor=wanted.person)
    if wanted.subject:
        kind, identifier = wanted.subject
        condition &= Q(subject_kind=kind, subject_id=identifier)
    if wanted.since:
        condition &= Q(recorded_at__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(recorded_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return condition


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
