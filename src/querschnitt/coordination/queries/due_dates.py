"""A person's deadlines, for their page and their calendar; names of rounds, never their texts."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts.models import Role, User
from querschnitt.coordination import deadlines
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    DecisionTask,
    Round,
    RoundExtension,
)

KEEPS_TASKS = frozenset({Role.COORDINATOR, Role.CABINET_OFFICE})


@dataclass(frozen=True)
class DueDate:
    """One thing that is due on a day, and where it is done."""

    key: str
    """Stays the same when the deadline is put off, so that calendars move the entry."""
    due_on: date
    title: str
    about: str
    path: str
    sequence: int
    changed_at: datetime
    distance: str
    is_overdue: bool


@dataclass(frozen=True)
class Day:
    """One day of a month's page."""

    day: date
    is_of_month: bool
    is_today: bool
    is_working_day: bool
    holiday: str
    due: list[DueDate]


@dataclass(frozen=True)
class Month:
    """The weeks of a month, from Monday to Sunday, with what is due."""

    first: date
    previous: str
    next: str
    weeks: list[list[Day]]


def due_dates(user: User) -> list[DueDate]:
    """Return what is due for a person and not done yet, the earliest first."""
    rounds: dict[int, Round] = {}
    if user.is_editor:
        rounds |= _asked_of(user)
    if user.is_coordinator:
        rounds |= {one.pk: one for one in _open_rounds()}
    found = [_of_round(one) for one in rounds.values()]
    found += [_of_task(one) for one in _tasks_of(user)]
    return sorted(found, key=lambda one: (one.due_on, one.key))


def month(due: list[DueDate], first: date) -> Month:
    """Return the page of a month.

    :param first: its first day
    """
    today = timezone.localdate()
    by_day: dict[date, list[DueDate]] = {}
    for one in due:
        by_day.setdefault(one.due_on, []).append(one)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        previous=_month_name(first, -1),
        next=_month_name(first, 1),
        weeks=[[_day(day, first, today, by_day.get(day, [])) for day in week] for week in weeks],
    )


def _day(day: date, first: date, today: date, due: list[DueDate]) -> Day:
    return Day(
        day=day,
        is_of_month=day.month == first.month,
        is_today=day == today,
        is_working_day=deadlines.is_working_day(day, settings.LAND),
        holiday=deadlines.holiday(day, settings.LAND),
        due=due,
    )


def _month_name(first: date, step: int) -> str:
    number = first.year * 12 + first.month - 1 + step
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _open_rounds() -> list[Round]:
    extensions = Prefetch("extensions", RoundExtension.objects.order_by("pk"))
    rounds = Round.objects.filter(closed_on=None).with_subject()
    return list(rounds.prefetch_related(extensions))


def _asked_of(user: User) -> dict[int, Round]:
    """Return the open rounds in which a person's department has not answered."""
    own = {"department": user.department_id, "round__closed_on": None}
    waiting = {
        *Contribution.objects.filter(answer="pending", **own).values_list("round", flat=True),
        *CoSignature.objects.current()
        .filter(answer="pending", **own)
        .values_list("round", flat=True),
    }
    return {one.pk: one for one in _open_rounds() if one.pk in waiting}


def _tasks_of(user: User) -> list[DecisionTask]:
    tasks = DecisionTask.objects.filter(done_on=None, due_on__isnull=False)
    if user.role not in KEEPS_TASKS:
        if not user.is_editor:
            return []
        tasks = tasks.filter(department=user.department_id)
    return list(tasks.select_related("department", "decision__framework"))


def _of_round(round: Round) -> DueDate:
    extensions = list(round.extensions.all())
    return DueDate(
        key=f"round-{round.pk}",
        due_on=round.due_on,
        title=str(round),
        about=round.subject_title,
        path=reverse("coordination:round", args=[round.pk]),
        sequence=len(extensions),
        changed_at=extensions[-1].extended_at if extensions else round.opened_at,
        distance=_distance(round.due_on),
        is_overdue=round.due_on < timezone.localdate(),
    )


def _of_task(task: DecisionTask) -> DueDate:
    due_on = task.due_on or date.max
    return DueDate(
        key=f"task-{task.pk}",
        due_on=due_on,
        title=_("Task from a cabinet decision (%(department)s)")
        % {"department": task.department.abbreviation},
        about=str(task.decision.framework),
        path=reverse("coordination:tasks"),
        sequence=0,
        changed_at=task.added_at,
        distance=_distance(due_on),
        is_overdue=due_on < timezone.localdate(),
    )


def _distance(due_on: date) -> str:
    return deadlines.distance(due_on, timezone.localdate(), settings.LAND)
