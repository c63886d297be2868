"""Meetings and resolutions with all that pages, papers and editions need of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from querschnitt.relations.models import (
    AgendaItem,
    Attendance,
    Conference,
    ConferenceMember,
    ConferenceTask,
    Consultation,
    Forwarding,
    Link,
    Meeting,
    Paper,
    Presidency,
    Resolution,
    Vote,
)
from querschnitt.relations.voting import Count, count_of, day_of_vote, members_on


@dataclass(frozen=True)
class PaperLine:
    """A paper under a point of an agenda."""

    consultation: Consultation
    paper: Paper
    """With its member; ``preparation`` says which working groups consulted on it."""
    is_authoritative: bool


@dataclass(frozen=True)
class VoteLine:
    """A member that had a vote, and the vote if one is recorded."""

    member: ConferenceMember
    vote: Vote | None


@dataclass(frozen=True)
class ResolutionSheet:
    """A resolution with its votes, its chain, and what came of it."""

    resolution: Resolution
    """With its conference, its meeting and the point of the agenda."""
    votes: list[VoteLine]
    """One for each member of that day, and for others whose vote is recorded."""
    count: Count
    statements: list[Vote]
    forwardings: list[Forwarding]
    tasks: list[ConferenceTask]
    follows: list[Resolution]
    followed_by: list[Resolution]

    @property
    def has_votes(self) -> bool:
        return bool(self.count.given)


@dataclass(frozen=True)
class ItemSheet:
    """A point of an agenda with its papers and what was resolved under it."""

    item: AgendaItem
    papers: list[PaperLine]
    resolutions: list[ResolutionSheet] = field(default_factory=list)


@dataclass(frozen=True)
class MeetingSheet:
    """A meeting with all that is known of it inside the government."""

    meeting: Meeting
    """With its department."""
    conference: Conference
    """With its department."""
    presidency: Presidency | None
    day: str
    """Its first day as far as known (a partial date), or empty."""
    members: list[ConferenceMember]
    """Who has a vote on that day, in the order of the conference."""
    items: list[ItemSheet]
    """The agenda, in its order."""
    for_members: list[Attendance]
    standing_guests: list[Attendance]
    guests: list[Attendance]
    resolutions: list[ResolutionSheet]
    """All of the meeting, those under a point of the agenda as well."""
    tasks: list[ConferenceTask]
    """Given at this meeting, by due date."""

    @property
    def attendance(self) -> list[Attendance]:
        return [*self.for_members, *self.standing_guests, *self.guests]

    @property
    def without_item(self) -> list[ResolutionSheet]:
        """What was resolved under no point of the agenda that is known."""
        return [one for one in self.resolutions if one.resolution.item_id is None]


def meeting_sheet(key: str) -> MeetingSheet | None:
    """Return a meeting by its key with everything of it, in a fixed number of queries."""
    meeting = meetings().filter(key=key).first()
    return sheets_of_meetings([meeting])[0] if meeting else None


def meetings() -> "QuerySet[Meeting]":
    """Return all meetings with what they belong to."""
    return Meeting.objects.select_related(  # type: ignore[return-value]
        "conference__department", "presidency__department", "department"
    )


def resolutions() -> "QuerySet[Resolution]":
    """Return all resolutions with what they belong to."""
    return Resolution.objects.select_related(  # type: ignore[return-value]
        "conference__department", "meeting__department", "item", "department"
    )


def sheets_of_meetings(rows: Sequence[Meeting]) -> list[MeetingSheet]:
    """Return meetings with everything of them, in a fixed number of queries however many.

    :param rows: as ``meetings`` loads them
    """
    keys = [row.pk for row in rows]
    members = _members({row.conference_id for row in rows})
    of_meetings = resolutions().present().filter(meeting__in=keys)  # type: ignore[attr-defined]
    found = sheets_of_resolutions(
        [*of_meetings.order_by("item__position", "series", "part", "key")]
    )
    items = _items(keys)
    attendance = [*_attendance().filter(meeting__in=keys)]
    tasks = [*_tasks().filter(meeting__in=keys)]
    return [
        _sheet(
            row,
            members[row.conference_id],
            [one for one in found if one.resolution.meeting_id == row.pk],
            [one for one in items if one.meeting_id == row.pk],
            [one for one in attendance if one.meeting_id == row.pk],
            [one for one in tasks if one.meeting_id == row.pk],
        )
        for row in rows
    ]


def resolution_sheet(key: str) -> ResolutionSheet | None:
    """Return a resolution by its key with everything of it, in a fixed number of queries."""
    resolution = resolutions().filter(key=key).first()
    return sheets_of_resolutions([resolution])[0] if resolution else None


def sheets_of_resolutions(rows: Sequence[Resolution]) -> list[ResolutionSheet]:
    """Return resolutions with everything of them, in a fixed number of queries however many.

    :param rows: as ``resolutions`` loads them
    """
    keys = [row.pk for row in rows]
    members = _members({row.conference_id for row in rows})
    votes = [*Vote.objects.filter(resolution__in=keys).select_related("member")]
    forwardings = [*Forwarding.objects.filter(resolution__in=keys)]
    tasks = [*_tasks().filter(resolution__in=keys)]
    before, after = _chains(keys)
    return [
        _resolution_sheet(
            row,
            members[row.conference_id],
            [one for one in votes if one.resolution_id == row.pk],
            forwardings=[one for one in forwardings if one.resolution_id == row.pk],
            tasks=[one for one in tasks if one.resolution_id == row.pk],
            follows=before.get(row.pk, []),
            followed_by=after.get(row.pk, []),
        )
        for row in rows
    ]


def _members(conferences: set[int]) -> dict[int, list[ConferenceMember]]:
    found: dict[int, list[ConferenceMember]] = {key: [] for key in conferences}
    for member in ConferenceMember.objects.filter(conference__in=conferences):
        found[member.conference_id].append(member)
    return found


def _items(meetings: list[int]) -> list[AgendaItem]:
    lines = Consultation.objects.select_related("paper__submitted_by").order_by("position", "pk")
    rows = AgendaItem.objects.filter(meeting__in=meetings).order_by("position", "pk")
    return [*rows.prefetch_related(Prefetch("consultations", lines))]


def _attendance() -> "QuerySet[Attendance]":
    rows = Attendance.objects.select_related("member")
    return rows.order_by("member__position", "member__pk", "pk")


def _tasks() -> "QuerySet[ConferenceTask]":
    rows = ConferenceTask.objects.select_related("resolution", "meeting", "presidency")
    return rows.order_by("due_on", "pk")


def _chains(keys: list[int]) -> tuple[dict[int, list[Resolution]], dict[int, list[Resolution]]]:
    """Return what resolutions follow and what follows them, over all steps of a chain."""
    rows = Link.objects.filter(
        role="follows", source__register="resolutions", source__removed_at=None,
        target__removed_at=None,
    ).values_list("source", "target") if keys else ()  # fmt: skip
    back: dict[int, list[int]] = {}
    forth: dict[int, list[int]] = {}
    for source, target in rows:
        back.setdefault(source, []).append(target)
        forth.setdefault(target, []).append(source)
    before = {key: _along(key, back) for key in keys}
    after = {key: _along(key, forth) for key in keys}
    wanted = {one for steps in (*before.values(), *after.values()) for one in steps}
    found = {one.pk: one for one in resolutions().filter(pk__in=wanted)} if keys else {}
    return (
        {key: [found[one] for one in reversed(steps) if one in found]
         for key, steps in before.items()},
        {key: [found[one] for one in steps if one in found] for key, steps in after.items()},
    )  # fmt: skip


def _along(key: int, steps: dict[int, list[int]]) -> list[int]:
    """Return what is reached from a row, the nearest first; a circle is walked once."""
    reached: list[int] = []
    edge = [key]
    while edge:
        edge = [n for one in edge for n in steps.get(one, []) if n != key and n not in reached]
        edge = [*dict.fromkeys(edge)]
        reached += edge
    return reached


def _resolution_sheet(
    row: Resolution,
    members: list[ConferenceMember],
    votes: list[Vote],
    *,
    forwardings: list[Forwarding],
    tasks: list[ConferenceTask],
    follows: list[Resolution],
    followed_by: list[Resolution],
) -> ResolutionSheet:
    entitled = members_on(members, day_of_vote(row))
    by_member = {vote.member_id: vote for vote in votes}
    shown = [one for one in members if one in entitled or one.pk in by_member]
    return ResolutionSheet(
        resolution=row,
        votes=[VoteLine(one, by_member.get(one.pk)) for one in shown],
        count=count_of(row, votes, len(entitled)),
        statements=[vote for vote in votes if vote.statement],
        forwardings=forwardings,
        tasks=tasks,
        follows=follows,
        followed_by=followed_by,
    )


def _sheet(
    meeting: Meeting,
    members: list[ConferenceMember],
    found: list[ResolutionSheet],
    items: list[AgendaItem],
    attendance: list[Attendance],
    tasks: list[ConferenceTask],
) -> MeetingSheet:
    def those(capacity: str) -> list[Attendance]:
        return [one for one in attendance if one.capacity == capacity]

    return MeetingSheet(
        meeting=meeting,
        conference=meeting.conference,
        presidency=meeting.presidency,
        day=meeting.starts_on,
        members=members_on(members, meeting.starts_on),
        items=[
            ItemSheet(
                item=item,
                papers=[
                    PaperLine(line, line.paper, line.is_authoritative)
                    for line in item.consultations.all()
                ],
                resolutions=[one for one in found if one.resolution.item_id == item.pk],
            )
            for item in items
        ],
        for_members=those(Attendance.Capacity.MEMBER),
        standing_guests=those(Attendance.Capacity.STANDING_GUEST),
        guests=those(Attendance.Capacity.GUEST),
        resolutions=found,
        tasks=tasks,
    )
