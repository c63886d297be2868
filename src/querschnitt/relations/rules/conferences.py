"""What stands in the way of preparing, holding and following up meetings of a conference.

Whoever writes the entry of a meeting or a conference does everything about it.
"""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Attendance, ConferenceTask, Meeting, Presidency
from querschnitt.relations.rules.entries import obstacle_to_revising

State = Meeting.State


def obstacle_to_preparing(by: User, meeting: Meeting) -> Obstacle | None:
    """Say why the agenda, the papers and the participants of a meeting stay as they are."""
    return obstacle_to_revising(by, meeting) or obstacle_when_settled(meeting)


def obstacle_when_settled(meeting: Meeting) -> Obstacle | None:
    if meeting.state == State.CLOSED:
        return Obstacle(
            "relations.protocol-settled",
            _("The protocol of this meeting is settled. To change something, reopen it first."),
        )
    if meeting.state == State.CANCELLED:
        return Obstacle("relations.meeting-cancelled", _("This meeting has been cancelled."))
    return None


def obstacle_to_inviting(by: User, meeting: Meeting, *, has_agenda: bool) -> Obstacle | None:
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    if meeting.state != State.PLANNED:
        return Obstacle("relations.invited-already", _("The invitations have been sent already."))
    if not _is_a_day(meeting.starts_on):
        return Obstacle(
            "relations.day-missing", _("Please enter the day of the meeting before you invite.")
        )
    if not has_agenda:
        return Obstacle(
            "relations.agenda-missing", _("Please put something on the agenda before you invite.")
        )
    return None


def obstacle_to_inviting_a_guest(by: User, meeting: Meeting, *, who: str | None) -> Obstacle | None:
    """:param who: None where nothing has been entered yet"""
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    if who == "":
        return Obstacle(
            "relations.guest-missing", _("Please enter the guest's name or the institution.")
        )
    return None


def obstacle_to_answering(by: User, meeting: Meeting, *, state: str | None) -> Obstacle | None:
    """:param state: None where nothing has been entered yet"""
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    came = {Attendance.State.PRESENT, Attendance.State.ABSENT}
    if state in came and meeting.state != State.HELD:
        return Obstacle(
            "relations.not-held", _("Who was present is known only after the meeting was held.")
        )
    return None


def obstacle_to_holding(by: User, meeting: Meeting, *, today: date) -> Obstacle | None:
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    if meeting.state == State.HELD:
        return Obstacle("relations.held-already", _("This meeting has been held already."))
    if not meeting.starts_on:
        return Obstacle("relations.day-missing", _("Please enter first when the meeting was."))
    if PartialDate.parse(meeting.starts_on).first_day > today:
        return Obstacle("relations.not-yet", _("The day of this meeting has not come yet."))
    return None


def obstacle_to_recording(by: User, meeting: Meeting) -> Obstacle | None:
    """Say why nothing is written for the protocol of a meeting."""
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    return None if meeting.state == State.HELD else _not_held()


def obstacle_to_settling(
    by: User, meeting: Meeting, *, without_outcome: Collection[int], is_undecided: bool
) -> Obstacle | None:
    """Say why the protocol of a meeting is not settled.

    :param without_outcome: points of the agenda of which nothing says what came of them
    :param is_undecided: whether a resolution of the meeting is not decided
    """
    if obstacle := obstacle_to_recording(by, meeting):
        return obstacle
    if without_outcome:
        numbers = ", ".join(str(number) for number in without_outcome)
        return Obstacle(
            "relations.outcome-missing",
            _("Please write first what came of: item %(numbers)s.") % {"numbers": numbers},
        )
    if is_undecided:
        return Obstacle(
            "relations.undecided",
            _("A resolution of this meeting is not decided. Please enter its result first."),
        )
    return None


def obstacle_to_reopening(by: User, meeting: Meeting) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, meeting):
        return obstacle
    if meeting.state != State.CLOSED:
        return Obstacle("relations.not-settled", _("The protocol of this meeting is not settled."))
    return None


def obstacle_to_cancelling(by: User, meeting: Meeting) -> Obstacle | None:
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    if meeting.state == State.HELD:
        return Obstacle("relations.held-already", _("This meeting has been held already."))
    return None


def obstacle_in_period(since: str, until: str) -> Obstacle | None:
    if since and until and PartialDate.parse(until).last_day < PartialDate.parse(since).first_day:
        return Obstacle("relations.bad-period", _("The end lies before the beginning."))
    return None


def obstacle_in_other_conference(*, is_other: bool) -> Obstacle | None:
    if is_other:
        return Obstacle("relations.other-conference", _("This belongs to another conference."))
    return None


def obstacle_when_changed(*, is_changed: bool) -> Obstacle | None:
    if is_changed:
        return Obstacle(
            "relations.stale", _("Somebody has changed this since you opened the page.")
        )
    return None


def obstacle_when_there(*, is_there: bool) -> Obstacle | None:
    if is_there:
        return Obstacle("relations.there-already", _("This stands there already."))
    return None


def obstacle_to_removing_an_item(by: User, meeting: Meeting, *, is_used: bool) -> Obstacle | None:
    """:param is_used: whether something was resolved under it"""
    if obstacle := obstacle_to_preparing(by, meeting):
        return obstacle
    if is_used:
        return Obstacle(
            "relations.item-resolved",
            _("A resolution belongs to this item. Please put it under another item first."),
        )
    return None


def obstacle_to_finishing_a_conference_task(
    task: ConferenceTask, by: User, *, on: date | None, today: date
) -> Obstacle | None:
    """:param on: None where nothing has been entered yet"""
    if obstacle := obstacle_to_revising(by, task.conference):
        return obstacle
    if not task.is_open:
        return Obstacle("relations.task-done", _("This task is done already."))
    if on and on > today:
        return Obstacle("relations.in-the-future", _("This day has not come yet."))
    return None


def obstacle_to_reopening_a_conference_task(task: ConferenceTask, by: User) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, task.conference):
        return obstacle
    if task.is_open:
        return Obstacle("relations.task-open", _("This task is open."))
    return None


def obstacle_to_revising_a_conference_task(task: ConferenceTask, by: User) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, task.conference):
        return obstacle
    if not task.is_open:
        return Obstacle("relations.task-done", _("This task is done already."))
    return None


def obstacle_to_handing_over(
    by: User,
    presidency: Presidency,
    *,
    on: date | None,
    today: date,
    has_open_items: bool = False,
    is_told: bool = False,
) -> Obstacle | None:
    """Say why a presidency is not handed over.

    :param on: None where nothing has been entered yet
    :param is_told: that the next chair takes over what is open
    """
    if obstacle := obstacle_to_revising(by, presidency):
        return obstacle
    if presidency.handed_over_on:
        return Obstacle("relations.handed-over", _("This presidency has been handed over."))
    if on is None:
        return None
    if on > today:
        return Obstacle("relations.in-the-future", _("This day has not come yet."))
    if presidency.starts_on and on < PartialDate.parse(presidency.starts_on).first_day:
        return Obstacle(
            "relations.before-the-term", _("This day lies before the presidency began.")
        )
    if has_open_items and not is_told:
        return Obstacle(
            "relations.open-items",
            _("Something is still open. Please confirm that the next chair takes it over."),
        )
    return None


def obstacle_to_moving_meeting(
    before: Meeting | None, after: Meeting, *, is_used: bool
) -> Obstacle | None:
    """Say why a meeting does not fit its conference and its presidency.

    :param before: as it was; None for a new one
    :param after: with its presidency
    :param is_used: whether members were invited to it or something was resolved
    """
    presidency = after.presidency
    if presidency and presidency.conference_id != after.conference_id:
        return Obstacle(
            "relations.other-conference", _("The presidency belongs to another conference.")
        )
    if before and is_used and before.conference_id != after.conference_id:
        return Obstacle(
            "relations.conference-used",
            _("The meeting stays with its conference: members were invited to it, or something"
              " was resolved."),
        )  # fmt: skip
    return None


def _not_held() -> Obstacle:
    return Obstacle("relations.not-held", _("This meeting has not been held yet."))


def _is_a_day(text: str) -> bool:
    return bool(text) and bool(PartialDate.parse(text).day)
