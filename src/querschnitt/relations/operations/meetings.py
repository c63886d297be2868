"""Inviting to a meeting, holding it, and settling its protocol."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, NARRATIVE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.models import (
    AgendaItem,
    Attendance,
    ConferenceMember,
    Meeting,
    Resolution,
)
from querschnitt.relations.operations.conference_rows import (
    item_now,
    keep,
    meeting_now,
    record,
    refuse_unseen,
)
from querschnitt.relations.rules import conferences as rules
from querschnitt.relations.seen import INVITATION, OUTCOME, PROTOCOL
from querschnitt.relations.voting import members_on

State = Meeting.State


@journal.act
def write_invitation(*, by: User, meeting: Meeting, invitation: str, seen: str = "") -> Meeting:
    """Write the text that stands in the invitation above the agenda.

    :raises Refused: once the protocol is settled, or the meeting cancelled
    """
    meeting = meeting_now(meeting)
    refuse_unseen(meeting, INVITATION, seen)
    obstacle = rules.obstacle_to_preparing(by, meeting)
    texts = obstacle_in_texts(Limited(invitation, NARRATIVE))
    keep(meeting, obstacle or texts, invitation=invitation)
    record("invitation_written", by, meeting)
    return meeting


@journal.act
def invite(*, by: User, meeting: Meeting, on: date | None = None) -> Meeting:
    """Invite all members of that day and the conference's standing guests.

    :raises Refused: without a day or an agenda
    """
    meeting = meeting_now(meeting)
    has_agenda = AgendaItem.objects.filter(meeting=meeting).exists()
    obstacle = rules.obstacle_to_inviting(by, meeting, has_agenda=has_agenda)
    keep(meeting, obstacle, state=State.INVITED, invited_on=on or timezone.localdate())
    _call(meeting)
    record("meeting_invited", by, meeting)
    return meeting


@journal.act
def invite_guest(
    *,
    by: User,
    meeting: Meeting,
    name: str = "",
    office: str = "",
    capacity: str = Attendance.Capacity.GUEST,
) -> Attendance:
    """Put a guest on the list of a meeting.

    :param office: the institution, or what the person is
    :param capacity: guest or standing guest
    :raises Refused: without name and office; once the protocol is settled
    """
    meeting, name, office = meeting_now(meeting), name.strip(), office.strip()
    refuse_if(
        rules.obstacle_to_inviting_a_guest(by, meeting, who=name or office)
        or obstacle_in_texts(Limited(name, LINE), Limited(office, LINE))
    )
    if capacity != Attendance.Capacity.STANDING_GUEST:
        capacity = Attendance.Capacity.GUEST
    guest = Attendance.objects.create(meeting=meeting, capacity=capacity, name=name, office=office)
    record("guest_invited", by, meeting)
    return guest


@journal.act
def answer_invitation(
    *, by: User, attendance: Attendance, state: str, name: str = "", office: str = ""
) -> Attendance:
    """Note what somebody answered to the invitation, who comes, or whether they came.

    :raises Refused: that somebody came, before the meeting was held
    """
    attendance = Attendance.objects.get(pk=attendance.pk)
    meeting = meeting_now(attendance.meeting)
    name, office = name.strip(), office.strip()
    who = name or office or ("member" if attendance.member_id else "")
    refuse_if(
        rules.obstacle_to_answering(by, meeting, state=state)
        or rules.obstacle_to_inviting_a_guest(by, meeting, who=who)
        or obstacle_in_texts(Limited(name, LINE), Limited(office, LINE))
    )
    attendance.state, attendance.name, attendance.office = state, name, office
    if state != Attendance.State.INVITED:
        attendance.answered_on = attendance.answered_on or timezone.localdate()
    attendance.save()
    record("invitation_answered", by, meeting, state=state)
    return attendance


@journal.act
def hold(*, by: User, meeting: Meeting, present: Collection[int] | None = None) -> Meeting:
    """Note that a meeting took place; of one entered afterwards nobody need have been invited.

    :param present: keys of the attendances of those who came; all others were absent. Without
        it, those who accepted were present, and of the others it is not said.
    :raises Refused: before its day
    """
    meeting = meeting_now(meeting)
    obstacle = rules.obstacle_to_holding(by, meeting, today=timezone.localdate())
    was_planned = meeting.state == State.PLANNED
    keep(meeting, obstacle, state=State.HELD)
    if was_planned:
        _call(meeting)
    rows = Attendance.objects.filter(meeting=meeting)
    if present is None:
        rows.filter(state=Attendance.State.ACCEPTED).update(state=Attendance.State.PRESENT)
    else:
        rows.filter(pk__in=present).update(state=Attendance.State.PRESENT)
        rows.exclude(pk__in=present).exclude(state=Attendance.State.APOLOGISED).update(
            state=Attendance.State.ABSENT
        )
    record("meeting_held", by, meeting)
    return meeting


@journal.act
def write_outcome(*, by: User, item: AgendaItem, outcome: str, seen: str = "") -> AgendaItem:
    """Write for the protocol what came of a point of the agenda.

    :raises Refused: before the meeting was held, or once the protocol is settled
    """
    item = item_now(item)
    refuse_unseen(item, OUTCOME, seen)
    obstacle = rules.obstacle_to_recording(by, item.meeting)
    texts = obstacle_in_texts(Limited(outcome, NARRATIVE))
    keep(item, obstacle or texts, outcome=outcome)
    record("outcome_written", by, item.meeting, item=item.position)
    return item


@journal.act
def write_protocol(*, by: User, meeting: Meeting, protocol: str, seen: str = "") -> Meeting:
    """Write the part of the protocol that belongs to no point of the agenda.

    :raises Refused: as ``write_outcome``
    """
    meeting = meeting_now(meeting)
    refuse_unseen(meeting, PROTOCOL, seen)
    obstacle = rules.obstacle_to_recording(by, meeting)
    texts = obstacle_in_texts(Limited(protocol, NARRATIVE))
    keep(meeting, obstacle or texts, protocol=protocol)
    record("protocol_written", by, meeting)
    return meeting


@journal.act
def settle_protocol(*, by: User, meeting: Meeting, on: date | None = None) -> Meeting:
    """Settle the results protocol; agenda, attendance and decisions stay as they are from then on.

    :raises Refused: while of a point nothing says what came of it, or a resolution is undecided
    """
    meeting = meeting_now(meeting)
    items = AgendaItem.objects.filter(meeting=meeting, outcome="", resolutions=None)
    pending = Resolution.objects.filter(
        removed_at=None,
        meeting=meeting,
        procedure=Resolution.Procedure.MEETING,
        result=Resolution.Result.PENDING,
    )
    obstacle = rules.obstacle_to_settling(
        by,
        meeting,
        without_outcome=[*items.order_by("position").values_list("position", flat=True)],
        is_undecided=pending.exists(),
    )
    day = on or timezone.localdate()
    keep(meeting, obstacle, state=State.CLOSED, protocol_settled_on=day)
    record("protocol_settled", by, meeting, on=day.isoformat())
    return meeting


@journal.act
def reopen_protocol(*, by: User, meeting: Meeting, reason: str) -> Meeting:
    """Open a settled protocol again, with the reason.

    :raises Refused: unless it is settled
    """
    meeting = meeting_now(meeting)
    obstacle = rules.obstacle_to_reopening(by, meeting)
    texts = obstacle_in_texts(Limited(reason, TEXT, is_required=True))
    told = {"protocol_settled_on": None, "reopening_reason": reason.strip()}
    keep(meeting, obstacle or texts, state=State.HELD, **told)
    record("protocol_reopened", by, meeting)
    return meeting


@journal.act
def cancel_meeting(*, by: User, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a meeting that has not been held, with the reason.

    :raises Refused: for one that was held
    """
    meeting = meeting_now(meeting)
    obstacle = rules.obstacle_to_cancelling(by, meeting)
    texts = obstacle_in_texts(Limited(reason, TEXT, is_required=True))
    keep(meeting, obstacle or texts, state=State.CANCELLED, cancellation_reason=reason.strip())
    record("meeting_cancelled", by, meeting)
    return meeting


def _call(meeting: Meeting) -> None:
    """Put the members and standing guests on the list who are not on it yet."""
    rows = Attendance.objects.filter(meeting=meeting)
    there = {*rows.values_list("member", flat=True)}
    offices = {*rows.values_list("office", flat=True)}
    members = ConferenceMember.objects.filter(conference=meeting.conference_id)
    called = [
        Attendance(meeting=meeting, capacity=Attendance.Capacity.MEMBER, member=member)
        for member in members_on(members, meeting.starts_on)
        if member.pk not in there
    ]
    guests = dict.fromkeys(meeting.conference.standing_guests)
    called += [
        Attendance(meeting=meeting, capacity=Attendance.Capacity.STANDING_GUEST, office=guest)
        for guest in guests
        if guest not in offices
    ]
    Attendance.objects.bulk_create(called)
