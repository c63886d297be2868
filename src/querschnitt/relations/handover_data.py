"""What the archive for the next chair says to programs."""

from collections.abc import Iterable
from typing import Any, Final

from querschnitt.relations.models import (
    Attendance,
    ConferenceMember,
    ConferenceTask,
    Paper,
    Resolution,
)
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.queries.conference import ItemSheet, MeetingSheet, ResolutionSheet
from querschnitt.relations.queries.handing_over import Handover
from querschnitt.relations.saying import plain, said_of_many

SCHEMA: Final = "querschnitt/hand-over/1"


def data_of(handover: Handover) -> dict[str, Any]:
    """Return everything of a hand-over as plain data, in a fixed number of queries."""
    sheets, found = handover.meetings, handover.resolutions
    meetings = _said(sheet.meeting for sheet in sheets)
    resolutions = _said(one.resolution for one in found)
    return {
        "schema": SCHEMA,
        "as_of": handover.as_of.isoformat(),
        "conference": {
            **_said([handover.conference])[handover.conference.pk],
            "members": [_member(member) for member in handover.members],
        },
        "presidency": _said([handover.presidency])[handover.presidency.pk],
        "meetings": [{**meetings[one.meeting.pk], **_meeting(one)} for one in sheets],
        "resolutions": [{**resolutions[one.resolution.pk], **_resolution(one)} for one in found],
        "papers": [_paper(paper) for paper in handover.papers],
        "tasks": [_task(task) for task in handover.tasks],
    }


def _said(entries: Iterable[Registered]) -> dict[int, dict[str, Any]]:
    rows = [*entries]
    said = said_of_many(rows) if rows else []
    return {
        entry.pk: {"register": entry.register, "key": entry.key, **one}
        for entry, one in zip(rows, said, strict=True)
    }


def _member(member: ConferenceMember) -> dict[str, Any]:
    return {
        "key": member.key,
        "name": member.name,
        "since": str(member.since),
        "until": str(member.until),
    }


def _meeting(sheet: MeetingSheet) -> dict[str, Any]:
    meeting = sheet.meeting
    return {
        "state": str(meeting.state),
        "invitation": meeting.invitation,
        "invited_on": plain(meeting.invited_on),
        "protocol": meeting.protocol,
        "protocol_settled_on": plain(meeting.protocol_settled_on),
        "agenda": [_item(one) for one in sheet.items],
        "attendance": [_attendance(one) for one in sheet.attendance],
    }


def _item(one: ItemSheet) -> dict[str, Any]:
    item = one.item
    return {
        "number": item.position,
        "title": item.title,
        "reporter": item.reporter,
        "explanation": item.explanation,
        "outcome": item.outcome,
        "papers": [
            {"number": line.paper.pk, "is_authoritative": line.is_authoritative}
            for line in one.papers
        ],
        "resolutions": [f"resolutions/{found.resolution.key}" for found in one.resolutions],
    }


def _attendance(one: Attendance) -> dict[str, Any]:
    return {
        "capacity": str(one.capacity),
        "member": one.member.key if one.member else "",
        "name": one.name,
        "office": one.office,
        "state": str(one.state),
    }


def _resolution(one: ResolutionSheet) -> dict[str, Any]:
    votes = [line.vote for line in one.votes if line.vote]
    return {
        "meeting": _reference(one.resolution.meeting),
        "votes": [
            {
                "member": vote.member.key,
                "choice": str(vote.choice),
                "given_on": vote.given_on.isoformat(),
                "statement": vote.statement,
            }
            for vote in votes
        ],
        "forwardings": [
            {
                "recipient": sent.recipient,
                "sent_on": str(sent.sent_on),
                "outcome": sent.outcome,
                "outcome_on": str(sent.outcome_on),
            }
            for sent in one.forwardings
        ],
        "follows": [_reference(earlier) for earlier in one.follows],
    }


def _reference(entry: Registered | None) -> str:
    return f"{entry.register}/{entry.key}" if entry else ""


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "number": paper.pk,
        "kind": str(paper.kind),
        "title": paper.title,
        "submitted_by": paper.submitted_by.key if paper.submitted_by else "",
        "received_on": plain(paper.received_on),
        "text": paper.text,
        "url": paper.url,
        "preparation": paper.preparation,
    }


def _task(task: ConferenceTask) -> dict[str, Any]:
    resolution: Resolution | None = task.resolution
    return {
        "what": task.what,
        "who": task.who,
        "due_on": task.due_on.isoformat(),
        "done_on": plain(task.done_on),
        "note": task.note,
        "meeting": _reference(task.meeting),
        "resolution": _reference(resolution),
    }
