"""Drafting a resolution, its votes and result, and what comes after it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework.text_limits import LINE, NARRATIVE, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if
from querschnitt.relations.models import AgendaItem, Forwarding, Resolution, Vote
from querschnitt.relations.operations.conference_rows import (
    item_now,
    keep,
    members_of_vote,
    record,
    refuse_unseen,
    resolution_now,
    votes_of,
)
from querschnitt.relations.operations.entering import added, revised
from querschnitt.relations.rules import conferences as meeting_rules
from querschnitt.relations.rules import resolutions as rules
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.said import link, said
from querschnitt.relations.saying import said_of
from querschnitt.relations.seen import RESPONSE

Result = Resolution.Result
WRITTEN = Resolution.Procedure.WRITTEN


class VoteSaid(NamedTuple):
    """How a member voted, and what it had put on record."""

    choice: str
    statement: str = ""


@journal.act
def draft_resolution(
    *,
    by: User,
    item: AgendaItem,
    title: str,
    wording: str,
    rule: str,
    votes_needed: int | None = None,
    series: str = "",
    part: str = "",
    follows: Resolution | None = None,
) -> Resolution:
    """Enter what a conference shall resolve under a point of its agenda.

    :param rule: by which it votes, and how many votes it needs then
    :param follows: the resolution of which this is the next part
    :raises Refused: once the protocol is settled, or the meeting cancelled
    """
    item = item_now(item)
    meeting = item.meeting
    refuse_if(meeting_rules.obstacle_to_preparing(by, meeting))
    values: dict[str, Any] = {
        "conference": f"conferences/{meeting.conference.key}",
        "meeting": f"meetings/{meeting.key}",
        "procedure": Resolution.Procedure.MEETING,
        "title_is": "official",
        "wording": wording,
        "rule": rule,
        "result": Result.PENDING,
        "series": series,
        "part": part,
        "votes_needed": votes_needed,
    }
    told = said(
        title,
        department=meeting.department.key if meeting.department else "",
        values={name: value for name, value in values.items() if value not in ("", None)},
        links={"follows": [link(f"resolutions/{follows.key}")]} if follows else {},
    )
    resolution: Any = added(
        by=by, register="resolutions", said=told, is_demonstration=meeting.is_demonstration
    )
    keep(resolution, None, item=item)
    record("resolution_drafted", by, resolution, item=item.position)
    return resolution  # type: ignore[no-any-return]


@journal.act
def put_under_item(*, by: User, resolution: Resolution, item: AgendaItem | None) -> Resolution:
    """Say under which point of its meeting's agenda a resolution belongs, or under none.

    :raises Refused: for a point of another meeting
    """
    resolution = resolution_now(resolution)
    is_other = item is not None and item.meeting_id != resolution.meeting_id
    obstacle = rules.obstacle_to_changing_resolution(by, resolution)
    other = meeting_rules.obstacle_in_other_conference(is_other=is_other)
    keep(resolution, obstacle or other, item=item)
    record("resolution_put_under_item", by, resolution, item=item.position if item else None)
    return resolution


@journal.act
def record_votes(
    *,
    by: User,
    resolution: Resolution,
    votes: Mapping[int, VoteSaid],
    given_on: date,
    is_incomplete: bool = False,
) -> Resolution:
    """Record how members voted; a vote that is there already is replaced, others stay.

    In a written procedure votes arrive one after the other.

    :param votes: by the key of the member; without a choice a vote is taken back
    :param is_incomplete: not all votes that were cast are known
    :raises Refused: once it is decided; after the deadline of a written procedure
    """
    resolution = resolution_now(resolution)
    entitled = {member.pk for member in members_of_vote(resolution)}
    today = timezone.localdate()
    refuse_if(
        rules.obstacle_to_voting(
            by,
            resolution,
            given_on=given_on,
            today=today,
            are_members=votes.keys() <= entitled,
        )
        or obstacle_in_texts(*(Limited(vote.statement, NARRATIVE) for vote in votes.values()))
    )
    for member, vote in votes.items():
        _vote(resolution, member, vote, given_on)
    keep(resolution, None, votes_are_incomplete=is_incomplete)
    record("votes_recorded", by, resolution, votes=len(votes))
    return resolution


@journal.act
def decide(
    *,
    by: User,
    resolution: Resolution,
    result: str,
    adopted_on: str = "",
    is_incomplete: bool | None = None,
) -> Resolution:
    """Enter whether a resolution was adopted or rejected.

    :param adopted_on: a partial date; without it the day of the vote
    :param is_incomplete: not all votes that were cast are known, as of resolutions of the past
    :raises Refused: if the votes come to another result by the rule that applied
    """
    resolution = resolution_now(resolution)
    if is_incomplete is None:
        is_incomplete = resolution.votes_are_incomplete
    today = timezone.localdate()
    refuse_if(
        rules.obstacle_to_deciding(
            by,
            resolution,
            votes_of(resolution),
            result=result,
            is_incomplete=is_incomplete,
            today=today,
        )
    )
    keep(resolution, None, votes_are_incomplete=is_incomplete)
    day = adopted_on or _day_of(resolution, today)
    decided = _with(by, resolution, "decided", result=result, adopted_on=day)
    record("resolution_decided", by, decided, result=result)
    return decided


@journal.act
def reopen_decision(*, by: User, resolution: Resolution, reason: str) -> Resolution:
    """Take back the result of a resolution, with the reason, so that it can be corrected.

    :raises Refused: once the protocol of its meeting is settled
    """
    resolution = resolution_now(resolution)
    refuse_if(
        rules.obstacle_to_reopening_decision(by, resolution)
        or obstacle_in_texts(Limited(reason, NARRATIVE, is_required=True))
    )
    values = {"result": Result.PENDING, "adopted_on": None}
    reopened = _with(by, resolution, "decision_reopened", **values)
    record("decision_reopened", by, reopened)
    return reopened


@journal.act
def open_written_procedure(
    *, by: User, resolution: Resolution, answer_by: date, on: date | None = None
) -> Resolution:
    """Ask the members to vote in writing until a day.

    :raises Refused: without a wording, or with a deadline that has passed
    """
    resolution, on = resolution_now(resolution), on or timezone.localdate()
    refuse_if(rules.obstacle_to_opening_procedure(by, resolution, answer_by=answer_by, on=on))
    keep(resolution, None, opened_on=on)
    told = {"procedure": WRITTEN, "answer_by": answer_by.isoformat()}
    opened = _with(by, resolution, "written_procedure_opened", **told)
    record("written_procedure_opened", by, opened, answer_by=answer_by.isoformat())
    return opened


@journal.act
def lapse_written_procedure(*, by: User, resolution: Resolution) -> Resolution:
    """Close a written procedure that got too few answers before its deadline.

    :raises Refused: before the deadline has passed, and where the votes adopt it
    """
    resolution = resolution_now(resolution)
    today = timezone.localdate()
    refuse_if(rules.obstacle_to_lapsing(by, resolution, votes_of(resolution), today=today))
    lapsed = _with(by, resolution, "written_procedure_lapsed", result=Result.LAPSED)
    record("written_procedure_lapsed", by, lapsed)
    return lapsed


@journal.act
def make_votes_public(*, by: User, resolution: Resolution) -> Resolution:
    """Let the next edition say who voted how.

    :raises Refused: without votes, or before it is decided
    """
    resolution = resolution_now(resolution)
    has_votes = Vote.objects.filter(resolution=resolution).exists()
    obstacle = rules.obstacle_to_showing_votes(by, resolution, has_votes=has_votes)
    keep(resolution, obstacle, votes_are_public=True)
    record("votes_made_public", by, resolution)
    return resolution


@journal.act
def keep_votes_inside(*, by: User, resolution: Resolution) -> Resolution:
    """Let the next edition say only the result.

    :raises Refused: for who may not write the resolution
    """
    resolution = resolution_now(resolution)
    keep(resolution, obstacle_to_revising(by, resolution), votes_are_public=False)
    record("votes_kept_inside", by, resolution)
    return resolution


@journal.act
def forward(*, by: User, resolution: Resolution, recipient: str, sent_on: str = "") -> Forwarding:
    """Note to whom a resolution that was adopted went.

    :param sent_on: a partial date
    :raises Refused: for one that was not adopted
    """
    resolution = resolution_now(resolution)
    same = Forwarding.objects.filter(
        resolution=resolution, recipient=recipient.strip(), sent_on=sent_on
    )
    refuse_if(
        rules.obstacle_to_forwarding(by, resolution)
        or meeting_rules.obstacle_when_there(is_there=same.exists())
        or obstacle_in_texts(Limited(recipient, LINE, is_required=True))
    )
    forwarding = Forwarding.objects.create(
        resolution=resolution, recipient=recipient.strip(), sent_on=sent_on
    )
    record("resolution_forwarded", by, resolution, recipient=forwarding.recipient)
    return forwarding


@journal.act
def note_response(
    *, by: User, forwarding: Forwarding, outcome: str, outcome_on: str = "", seen: str = ""
) -> Forwarding:
    """Note what came of it that a resolution was forwarded.

    :raises Refused: without a text
    """
    forwarding = Forwarding.objects.get(pk=forwarding.pk)
    refuse_unseen(forwarding, RESPONSE, seen)
    resolution = resolution_now(forwarding.resolution)
    obstacle = obstacle_to_revising(by, resolution)
    texts = obstacle_in_texts(Limited(outcome, NARRATIVE, is_required=True))
    keep(forwarding, obstacle or texts, outcome=outcome.strip(), outcome_on=outcome_on)
    record("response_noted", by, resolution, recipient=forwarding.recipient)
    return forwarding


def _vote(resolution: Resolution, member: int, vote: VoteSaid, given_on: date) -> None:
    rows = Vote.objects.filter(resolution=resolution, member=member)
    if not vote.choice:
        rows.delete()
        return
    told = {"choice": vote.choice, "statement": vote.statement.strip()}
    present = rows.first()
    if present is None:
        Vote.objects.create(resolution=resolution, member_id=member, given_on=given_on, **told)
    elif (present.choice, present.statement) != (told["choice"], told["statement"]):
        keep(present, None, given_on=given_on, **told)


def _day_of(resolution: Resolution, today: date) -> str:
    if resolution.procedure == WRITTEN and resolution.answer_by:
        return min(today, resolution.answer_by).isoformat()
    meeting = resolution.meeting
    return (meeting.ends_on or meeting.starts_on) if meeting else today.isoformat()


def _with(by: User, resolution: Resolution, act: str, **values: Any) -> Resolution:
    told = said_of(resolution)
    kept = {**told["values"], **values}
    kept = {name: value for name, value in kept.items() if value is not None}
    return revised(by=by, entry=resolution, said={**told, "values": kept}, act=act)  # type: ignore[return-value]
