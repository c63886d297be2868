"""What conferences, meetings and resolutions have in an edition beside their columns.

Only points of the agenda and papers that are marked public; who voted how only where the
conference made it known; of people nobody is named.
"""

from collections.abc import Sequence
from typing import Any

from querschnitt.relations.conference_content import (
    AgendaItemContent,
    ConferencePaperContent,
    ConferenceValues,
    ConsultationContent,
    CountContent,
    ForwardingContent,
    MeetingValues,
    MemberContent,
    ParticipantContent,
    PreparationContent,
    ResolutionValues,
    VoteContent,
)
from querschnitt.relations.models import (
    Attendance,
    ConferenceMember,
    Meeting,
    Paper,
    Resolution,
)
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.queries.conference import (
    ItemSheet,
    MeetingSheet,
    ResolutionSheet,
    meetings,
    resolutions,
    sheets_of_meetings,
    sheets_of_resolutions,
)


def values_of_conferences(entries: Sequence[Registered]) -> dict[int, dict[str, Any]]:
    """Return the members of conferences, in their order."""
    found: dict[int, list[MemberContent]] = {entry.pk: [] for entry in entries}
    for member in ConferenceMember.objects.filter(conference__in=found).order_by("position", "pk"):
        found[member.conference_id].append(
            MemberContent(
                key=member.key,
                name=member.name,
                is_own=member.is_own,
                since=member.since,
                until=member.until,
            )
        )
    return {key: dict(ConferenceValues(members=members)) for key, members in found.items()}


def values_of_meetings(entries: Sequence[Registered]) -> dict[int, dict[str, Any]]:
    """Return the public agenda of meetings, and which institutions took part."""
    sheets = sheets_of_meetings([*meetings().filter(pk__in=[entry.pk for entry in entries])])
    return {sheet.meeting.pk: _meeting(sheet) for sheet in sheets}


def values_of_resolutions(entries: Sequence[Registered]) -> dict[int, dict[str, Any]]:
    """Return the votes of resolutions where they are public, and to whom they went."""
    rows = resolutions().filter(pk__in=[entry.pk for entry in entries])
    return {sheet.resolution.pk: _resolution(sheet) for sheet in sheets_of_resolutions([*rows])}


def _meeting(sheet: MeetingSheet) -> dict[str, Any]:
    is_over = sheet.meeting.state in (Meeting.State.HELD, Meeting.State.CLOSED)
    values = MeetingValues(
        state=sheet.meeting.state,
        agenda=[_item(item, sheet.meeting) for item in sheet.items if item.item.is_public],
        participants=[
            _participant(one)
            for one in sheet.attendance
            if is_over and one.state == Attendance.State.PRESENT and (one.member or one.office)
            and one.capacity != Attendance.Capacity.GUEST
        ],
    )  # fmt: skip
    return dict(values)


def _item(sheet: ItemSheet, meeting: Meeting) -> AgendaItemContent:
    item = sheet.item
    is_settled = meeting.state == Meeting.State.CLOSED
    return AgendaItemContent(
        number=item.pk,
        position=item.position,
        title=item.title,
        reporter="",
        explanation=item.explanation,
        outcome=item.outcome if is_settled else "",
        consultations=[
            ConsultationContent(
                number=line.consultation.pk,
                is_authoritative=line.is_authoritative,
                paper=_paper(line.paper),
            )
            for line in sheet.papers
            if line.paper.is_public
        ],
        resolutions=[
            f"resolutions/{one.resolution.key}"
            for one in sheet.resolutions
            if _is_public(one.resolution)
        ],
    )


def _paper(paper: Paper) -> ConferencePaperContent:
    return ConferencePaperContent(
        number=paper.pk,
        kind=paper.kind,
        title=paper.title,
        submitted_by=paper.submitted_by.key if paper.submitted_by else "",
        received_on=paper.received_on.isoformat() if paper.received_on else "",
        text=paper.text,
        url=paper.url,
        preparation=[
            PreparationContent(
                group=row.get("group", ""), on=row.get("on", ""), result=row.get("result", "")
            )
            for row in paper.preparation
        ],
    )


def _participant(one: Attendance) -> ParticipantContent:
    """Return who was there; of a standing guest only the institution."""
    return ParticipantContent(
        capacity=one.capacity,
        member=one.member.key if one.member else "",
        name=one.member.name if one.member else one.office,
    )


def _resolution(sheet: ResolutionSheet) -> dict[str, Any]:
    resolution = sheet.resolution
    values = ResolutionValues(
        forwardings=[
            ForwardingContent(
                recipient=one.recipient,
                sent_on=one.sent_on,
                outcome=one.outcome,
                outcome_on=one.outcome_on,
            )
            for one in sheet.forwardings
        ]
    )
    if resolution.item and resolution.item.is_public:
        values["item"] = resolution.item.pk
    is_decided = resolution.result != Resolution.Result.PENDING
    if resolution.votes_are_public and is_decided and sheet.has_votes:
        values["votes"] = [
            VoteContent(
                member=line.member.key,
                name=line.member.name,
                choice=line.vote.choice,
                statement=line.vote.statement,
            )
            for line in sheet.votes
            if line.vote
        ]
        count = sheet.count
        values["count"] = CountContent(
            yes=count.yes, no=count.no, abstention=count.abstention, missing=count.missing
        )
    return dict(values)


def _is_public(resolution: Resolution) -> bool:
    """Tell whether an edition may name a resolution; the same rule as for every entry."""
    return (
        resolution.is_released and not resolution.is_demonstration and resolution.removed_at is None
    )
