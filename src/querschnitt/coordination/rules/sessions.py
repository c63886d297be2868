"""What stands in the way of planning a session, its agenda, and tasks from its decisions."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetDecision,
    CabinetSession,
    CabinetSubmission,
    DecisionTask,
)
from querschnitt.coordination.rules.grounds import (
    day_of,
    obstacle_to_dating,
)
from querschnitt.coordination.rules.submissions import (
    WRITES_AND_DECIDES,
    obstacle_in_undelivered,
    obstacle_to_coming_late,
    obstacle_to_preparing_sessions,
)
from querschnitt.lib.refusal import Obstacle

LARGEST_NUMBER = 999


def obstacle_to_planning_a_session(
    by: User, *, number: str | None = None, is_taken: bool = False
) -> Obstacle | None:
    """Say why a person cannot enter a session.

    :param number: None where nothing has been entered yet
    :param is_taken: whether another session bears this number
    """
    if obstacle := obstacle_to_preparing_sessions(by):
        return obstacle
    if number == "":
        return Obstacle("coordination.number-missing", _("Please enter the session's number."))
    if is_taken:
        return Obstacle(
            "coordination.number-taken", _("Another session bears this number already.")
        )
    return None


def obstacle_to_putting_on_agenda(
    submission: CabinetSubmission,
    session: CabinetSession,
    by: User,
    *,
    delivered_on: date,
    latest_on: date,
    is_outdated: bool,
    is_on_agenda: bool,
) -> Obstacle | None:
    """Say why a submission cannot be put on the agenda of a session.

    :param latest_on: the last day on which a submission can come for this session
    :param is_outdated: whether the framework's text changed after the submission
    :param is_on_agenda: whether it stands on an agenda now
    """
    if obstacle := obstacle_to_preparing_sessions(by) or obstacle_in_undelivered(submission):
        return obstacle
    if is_on_agenda:
        return Obstacle(
            "coordination.on-agenda-already",
            _("The submission stands on an agenda. Please take it off there first."),
        )
    if is_outdated:
        return obstacle_in_outdated()
    if session.held_on < delivered_on:
        return Obstacle(
            "coordination.session-too-early",
            _("The session was before %(day)s, when the submission came.")
            % {"day": day_of(delivered_on)},
        )
    return obstacle_to_coming_late(submission, session, on=delivered_on, latest_on=latest_on)


def obstacle_in_outdated() -> Obstacle:
    """Say that the framework's text is not any more the one that was submitted."""
    return Obstacle(
        "coordination.submission-outdated",
        _("The framework's text has changed since the submission. It must be submitted again."),
    )


def obstacle_in_nothing_waiting(*, is_any_waiting: bool) -> Obstacle | None:
    """Say that no submission lies before the cabinet which stands on no agenda."""
    if is_any_waiting:
        return None
    return Obstacle(
        "coordination.nothing-waiting",
        _("No submission waits for an agenda. Submissions come from the State Chancellery."),
    )


def obstacle_in_agenda_number(number: int, *, taken: Collection[int]) -> Obstacle | None:
    if not 1 <= number <= LARGEST_NUMBER:
        return Obstacle(
            "coordination.agenda-number-out-of-range",
            _("Please enter a number from 1 to %(largest)s.") % {"largest": LARGEST_NUMBER},
        )
    if number in taken:
        return Obstacle(
            "coordination.agenda-number-taken", _("Another item of the agenda bears this number.")
        )
    return None


def obstacle_to_taking_off_agenda(
    item: AgendaItem, by: User, *, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if obstacle := obstacle_to_preparing_sessions(by):
        return obstacle
    if item.taken_off_on:
        return Obstacle("coordination.off-agenda-already", _("It has been taken off already."))
    if item.submission.decision_id:
        return Obstacle("coordination.item-decided", _("The cabinet has decided on this item."))
    if reason == "":
        return Obstacle("coordination.reason-missing", _("Please enter the reason."))
    return None


def obstacle_to_deciding_on_a_submission(
    under_way: CabinetSubmission | None,
    submission: CabinetSubmission | None,
    item: AgendaItem | None,
    *,
    is_outdated: bool,
    decided_on: date,
) -> Obstacle | None:
    """Say why a decision does not fit the submission that lies before the cabinet.

    :param under_way: the framework's submission that has neither been decided nor ended
    :param submission: on which the decision is taken; None where there was no paper
    :param item: of the agenda, under which it was taken
    """
    if under_way != submission:
        return Obstacle(
            "coordination.submission-under-way",
            _("A submission for this framework is under way. Decide on that one, or withdraw it."),
        )
    if submission is None:
        return None
    if obstacle := obstacle_in_undelivered(submission):
        return obstacle
    if submission.form == CabinetSubmission.Form.INFORMATION:
        return Obstacle(
            "coordination.information-only",
            _("It was submitted for information only. To decide, it must be submitted for that."),
        )
    if is_outdated:
        return obstacle_in_outdated()
    if item and (item.taken_off_on or item.submission_id != submission.pk):
        return Obstacle(
            "coordination.other-agenda-item", _("This item of the agenda is another matter.")
        )
    if item and item.session.held_on != decided_on:
        return Obstacle(
            "coordination.not-on-that-day",
            _("The item stands on the agenda of %(day)s. Please enter that day, or take it off.")
            % {"day": day_of(item.session.held_on)},
        )
    return None


def obstacle_to_adding_a_task(
    decision: CabinetDecision,
    by: User,
    *,
    is_annulled: bool,
    is_there: bool = False,
    what: str | None = None,
    due_on: date | None = None,
) -> Obstacle | None:
    """Say why a task cannot be written down.

    :param is_there: whether the department is charged with the same already
    :param what: None where nothing has been entered yet
    """
    if obstacle := _obstacle_to_charging(by):
        return obstacle
    if is_annulled or decision.kind != CabinetDecision.Kind.ADOPTION:
        return Obstacle(
            "coordination.decision-annulled", _("The decision has been annulled by another one.")
        )
    if what == "":
        return Obstacle("coordination.task-missing", _("Please enter what has to be done."))
    if is_there:
        return Obstacle(
            "coordination.task-there", _("The department is charged with this already.")
        )
    if due_on and due_on < decision.decided_on:
        return Obstacle(
            "coordination.date-too-early",
            _("The deadline cannot be before the decision of %(day)s.")
            % {"day": day_of(decision.decided_on)},
        )
    return None


def obstacle_to_finishing_a_task(
    task: DecisionTask, by: User, *, on: date | None = None
) -> Obstacle | None:
    is_theirs = by.is_approver and by.department_id == task.department_id
    if not is_theirs and by.role not in WRITES_AND_DECIDES:
        return Obstacle(
            "coordination.other-department",
            _("Those who approve for the department report a task as done, or the State"
              " Chancellery."),
        )  # fmt: skip
    if task.done_on:
        return Obstacle("coordination.task-done", _("The task has been reported as done."))
    return obstacle_to_dating(on, not_before=task.decision.decided_on) if on else None


def obstacle_to_reopening_a_task(
    task: DecisionTask, by: User, *, reason: str | None = None
) -> Obstacle | None:
    """:param reason: None where nothing has been entered yet"""
    if obstacle := _obstacle_to_charging(by):
        return obstacle
    if task.is_open:
        return Obstacle("coordination.task-open", _("The task is open."))
    if reason == "":
        return Obstacle("coordination.reason-missing", _("Please enter the reason."))
    return None


def _obstacle_to_charging(by: User) -> Obstacle | None:
    if by.role in WRITES_AND_DECIDES:
        return None
    return Obstacle(
        "coordination.not-charging",
        _("Only those who coordinate and the cabinet office write down tasks."),
    )
