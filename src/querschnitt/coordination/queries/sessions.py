"""Sessions of the cabinet, their agendas, and the tasks from decisions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.accounts.queries import Page
from querschnitt.coordination import rules
from querschnitt.coordination.deadlines import Rule
from querschnitt.coordination.delivery import delivery_rule, latest_delivery
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetSession,
    CabinetSubmission,
    DecisionTask,
    StateSecretariesResult,
)
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Obstacle

PER_PAGE = 50


@dataclass(frozen=True)
class SessionLine:
    """A session in a list."""

    session: CabinetSession
    items: int
    latest_delivery: date
    is_past: bool


@dataclass(frozen=True)
class ItemLine:
    """An item of an agenda; the submission's address where the reader may open it."""

    item: AgendaItem
    submission: CabinetSubmission
    result: str
    is_readable: bool
    to_take_off: Obstacle | None


@dataclass(frozen=True)
class SessionPage:
    """A session with its agenda, and what was taken off it."""

    line: SessionLine
    items: list[ItemLine]
    taken_off: list[ItemLine]
    to_put_on: Obstacle | None
    """Why this reader cannot put anything on the agenda."""
    is_readable: bool
    """Whether the reader may have the agenda as a file; it is as confidential as its items."""
    waiting: int
    """How many submissions lie before the cabinet and stand on no agenda."""


@dataclass(frozen=True)
class TaskLine:
    """A task from a decision, and what the reader may do with it."""

    task: DecisionTask
    is_overdue: bool
    to_finish: Obstacle | None
    to_reopen: Obstacle | None


def sessions(*, from_row: int = 0, only_coming: bool = False) -> Page[SessionLine]:
    """Return sessions, the latest first; only those that come, the nearest first."""
    rows, rule = _sessions(), delivery_rule()
    if only_coming:
        rows = rows.filter(held_on__gte=timezone.localdate()).order_by("held_on", "pk")
    found = list(rows[from_row : from_row + PER_PAGE + 1])
    return Page(
        [_line(one, rule) for one in found[:PER_PAGE]],
        before=max(0, from_row - PER_PAGE) if from_row else None,
        after=from_row + PER_PAGE if len(found) > PER_PAGE else None,
    )


def session_page(pk: int, seen_by: User) -> SessionPage | None:
    """Return a session with its agenda, or None where there is none."""
    session = _sessions().filter(pk=pk).first()
    if session is None:
        return None
    rows = session.items.select_related("session", "submission__framework").defer(
        "submission__press_text"
    )
    items = list(rows.order_by("number", "pk"))
    results = _last_results(items)
    is_readable = rules.may_read_submission(seen_by, is_delivered=True)
    lines = [
        ItemLine(
            item=one,
            submission=one.submission,
            result=results.get(one.submission_id, ""),
            is_readable=is_readable,
            to_take_off=rules.obstacle_to_taking_off_agenda(one, seen_by),
        )
        for one in items
    ]
    return SessionPage(
        line=_line(session, delivery_rule()),
        items=[one for one in lines if one.item.taken_off_on is None],
        taken_off=[one for one in lines if one.item.taken_off_on],
        to_put_on=rules.obstacle_to_preparing_sessions(seen_by),
        is_readable=is_readable,
        waiting=submissions_without_agenda().count(),
    )


def submissions_without_agenda() -> QuerySet[CabinetSubmission]:
    """Return the submissions that lie before the cabinet and stand on no agenda."""
    return (
        CabinetSubmission.objects.filter(stage=CabinetSubmission.Stage.SUBMITTED)
        .exclude(agenda_items__in=AgendaItem.objects.filter(taken_off_on=None))
        .select_related("framework")
        .defer("press_text")
        .order_by("pk")
    )


def tasks_of(framework: Framework, seen_by: User) -> list[TaskLine]:
    """Return the tasks from all decisions on a framework, the open ones first."""
    rows = (
        DecisionTask.objects.filter(decision__framework=framework)
        .select_related("department", "decision__framework")
        .order_by("due_on", "pk")
    )
    lines = [task_line(one, seen_by) for one in rows]
    return sorted(lines, key=lambda one: not one.task.is_open)


def task_line(task: DecisionTask, seen_by: User) -> TaskLine:
    """Return a task, loaded with its decision and department, as one reader sees it."""
    today = timezone.localdate()
    return TaskLine(
        task=task,
        is_overdue=task.is_open and task.due_on is not None and task.due_on < today,
        to_finish=rules.obstacle_to_finishing_a_task(task, seen_by),
        to_reopen=rules.obstacle_to_reopening_a_task(task, seen_by),
    )


def _sessions() -> QuerySet[CabinetSession]:
    there = Count("items", filter=Q(items__taken_off_on=None))
    return CabinetSession.objects.annotate(on_agenda=there).order_by("-held_on", "-pk")


def _line(session: CabinetSession, rule: Rule) -> SessionLine:
    return SessionLine(
        session=session,
        items=getattr(session, "on_agenda", 0),
        latest_delivery=latest_delivery(session.held_on, rule),
        is_past=session.held_on < timezone.localdate(),
    )


def _last_results(items: list[AgendaItem]) -> dict[int, str]:
    rows = StateSecretariesResult.objects.filter(
        submission__in=[one.submission_id for one in items]
    ).order_by("conference__held_on", "pk")
    return {one.submission_id: one.get_result_display() for one in rows}
