"""Sessions of the cabinet with their agenda, and the tasks that its decisions give."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import before_cabinet
from querschnitt.coordination.delivery import delivery_rule, latest_delivery
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetDecision,
    CabinetSession,
    CabinetSubmission,
    DecisionTask,
    FrameworkVersion,
)
from querschnitt.framework.text_limits import LINE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if

SESSION_NUMBER = 40


@journal.act
def plan_session(*, by: User, held_on: date, number: str, place: str = "") -> CabinetSession:
    """Enter a session of the cabinet, to come or past.

    :raises Refused: if ``rules.obstacle_to_planning_a_session`` finds an obstacle
    """
    number = number.strip()
    is_taken = CabinetSession.objects.filter(number=number).exists()
    refuse_if(
        rules.obstacle_to_planning_a_session(by, number=number, is_taken=is_taken)
        or obstacle_in_texts(Limited(number, SESSION_NUMBER), Limited(place, LINE))
    )
    session = CabinetSession.objects.create(
        held_on=held_on, number=number, place=place, planned_by=by, planned_at=timezone.now()
    )
    journal.record(
        "coordination.session_planned", actor=by, subject=session, held_on=held_on.isoformat()
    )
    return session


@journal.act
def put_on_agenda(
    *, by: User, session: CabinetSession, submission: CabinetSubmission, number: int | None = None
) -> AgendaItem:
    """Put a submission on the agenda of a session.

    :param number: of the item; without it the next one that is free
    :raises Refused: if ``rules.obstacle_to_putting_on_agenda`` finds an obstacle
    """
    session = CabinetSession.objects.get(pk=session.pk)
    before = before_cabinet(submission)
    current, delivered = before.submission, before.delivered
    refuse_if(
        rules.obstacle_to_putting_on_agenda(
            current,
            session,
            by,
            delivered_on=delivered.submitted_on if delivered else date.max,
            latest_on=latest_delivery(session.held_on, delivery_rule()),
            is_outdated=before.is_outdated,
            is_on_agenda=before.item is not None,
        )
    )
    there = session.items.filter(taken_off_on=None)
    taken = set(there.values_list("number", flat=True))
    number = number if number is not None else 1 + max(taken, default=0)
    refuse_if(rules.obstacle_in_agenda_number(number, taken=taken))
    item = AgendaItem.objects.create(
        session=session, submission=current, number=number, put_on_by=by, put_on_at=timezone.now()
    )
    journal.record(
        "coordination.put_on_agenda",
        actor=by,
        subject=current,
        framework=current.framework.key,
        item=number,
        session=session.number,
        held_on=session.held_on.isoformat(),
    )
    return item


@journal.act
def take_off_agenda(*, by: User, item: AgendaItem, reason: str) -> AgendaItem:
    """Take an item off the agenda, with the reason; the submission stays before the cabinet.

    :raises Refused: if ``rules.obstacle_to_taking_off_agenda`` finds an obstacle
    """
    item = AgendaItem.objects.select_related("session", "submission__framework").get(pk=item.pk)
    reason = reason.strip()
    refuse_if(
        rules.obstacle_to_taking_off_agenda(item, by, reason=reason)
        or obstacle_in_texts(Limited(reason, TEXT))
    )
    item.taken_off_on, item.taken_off_reason = timezone.localdate(), reason
    item.save(update_fields=["taken_off_on", "taken_off_reason"])
    journal.record(
        "coordination.taken_off_agenda",
        actor=by,
        subject=item.submission,
        framework=item.submission.framework.key,
        item=item.number,
        session=item.session.number,
    )
    return item


@journal.act
def add_task(
    *,
    by: User,
    decision: CabinetDecision,
    department: Department,
    what: str,
    due_on: date | None = None,
) -> DecisionTask:
    """Write down what a decision charges a department with.

    :raises Refused: if ``rules.obstacle_to_adding_a_task`` finds an obstacle
    """
    decision = CabinetDecision.objects.select_related("framework").get(pk=decision.pk)
    what = what.strip()
    same = decision.tasks.filter(department=department, what=what, done_on=None)
    refuse_if(
        rules.obstacle_to_adding_a_task(
            decision,
            by,
            is_annulled=is_annulled(decision),
            is_there=same.exists(),
            what=what,
            due_on=due_on,
        )
        or obstacle_in_texts(Limited(what, TEXT))
    )
    task = DecisionTask.objects.create(
        decision=decision,
        department=department,
        what=what,
        due_on=due_on,
        added_by=by,
        added_at=timezone.now(),
    )
    _record("coordination.task_added", by, task, due_on=due_on.isoformat() if due_on else "")
    return task


@journal.act
def finish_task(
    *, by: User, task: DecisionTask, note: str = "", on: date | None = None
) -> DecisionTask:
    """Report that a task has been done, and how.

    :raises Refused: if ``rules.obstacle_to_finishing_a_task`` finds an obstacle
    """
    task, on = _task(task), on or timezone.localdate()
    refuse_if(
        rules.obstacle_to_finishing_a_task(task, by, on=on)
        or obstacle_in_texts(Limited(note, TEXT))
    )
    task.done_on, task.note = on, note.strip()
    task.save(update_fields=["done_on", "note"])
    _record("coordination.task_finished", by, task, on=on.isoformat())
    return task


@journal.act
def reopen_task(*, by: User, task: DecisionTask, reason: str) -> DecisionTask:
    """Open a task again that was reported as done, with the reason.

    :raises Refused: if ``rules.obstacle_to_reopening_a_task`` finds an obstacle
    """
    task, reason = _task(task), reason.strip()
    refuse_if(
        rules.obstacle_to_reopening_a_task(task, by, reason=reason)
        or obstacle_in_texts(Limited(reason, TEXT))
    )
    task.done_on, task.note = None, reason
    task.save(update_fields=["done_on", "note"])
    _record("coordination.task_reopened", by, task)
    return task


def is_annulled(decision: CabinetDecision) -> bool:
    """Tell whether a later decision has annulled the version that this one adopted."""
    return not FrameworkVersion.objects.filter(decision=decision, annulment=None).exists()


def _task(task: DecisionTask) -> DecisionTask:
    rows = DecisionTask.objects.select_related("department", "decision__framework")
    return rows.get(pk=task.pk)


def _record(act: str, by: User, task: DecisionTask, **facts: str) -> None:
    journal.record(
        act,
        actor=by,
        subject=task,
        framework=task.decision.framework.key,
        of_department=task.department.abbreviation,
        **facts,
    )
