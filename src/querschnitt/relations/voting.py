"""Counting votes by the rule that applied to a resolution. Asks no database.

What the rules mean here, and what pages and papers say of them:

- unanimous: nobody votes no and at least one votes yes. Abstentions do not stand in the way, and
  neither do members that gave no vote;
- at least a number of votes: so many vote yes. Abstentions and missing votes do not help;
- not known: the votes decide nothing, the result is what was published.

Where not all votes that were cast are known (resolutions entered afterwards), whoever is missing
may have voted either way, and the votes contradict a result only if nothing else is possible.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.models import ConferenceMember, Resolution, Vote, VotingRule

Result = Resolution.Result


@dataclass(frozen=True)
class Count:
    """How many voted how; ``missing`` gave no vote, or none that is known."""

    yes: int
    no: int
    abstention: int
    missing: int

    @property
    def given(self) -> int:
        return self.yes + self.no + self.abstention


def votes_counted(choices: Iterable[str], *, members: int) -> Count:
    """Return how many voted how, of so many members with a vote."""
    told = [*choices]
    yes, no, abstention = (told.count(one) for one in Vote.Choice.values)
    return Count(yes, no, abstention, missing=max(0, members - yes - no - abstention))


def result_by_votes(
    count: Count, *, rule: str, needed: int | None, is_incomplete: bool
) -> str | None:
    """Return what the votes decide by a rule, or None where they leave it open."""
    if not count.given or rule == VotingRule.UNKNOWN:
        return None
    possibly_more = count.missing if is_incomplete else 0
    if rule == VotingRule.UNANIMOUS:
        return _unanimous(count, is_open=bool(possibly_more))
    enough = needed or 0
    if count.yes >= enough:
        return Result.ADOPTED
    return Result.REJECTED if count.yes + possibly_more < enough else None


def _unanimous(count: Count, *, is_open: bool) -> str | None:
    if count.no:
        return Result.REJECTED
    if is_open:
        return None
    return Result.ADOPTED if count.yes else Result.REJECTED


def is_member_on(member: ConferenceMember, day: str) -> bool:
    """Tell whether a member belonged to its conference on a day that may be known only in part.

    Where neither says otherwise, it did.
    """
    if not day:
        return True
    asked = PartialDate.parse(day)
    began = not member.since or PartialDate.parse(member.since).first_day <= asked.last_day
    ended = bool(member.until) and PartialDate.parse(member.until).last_day < asked.first_day
    return began and not ended


def members_on(members: Iterable[ConferenceMember], day: str) -> list[ConferenceMember]:
    """Return who belonged to a conference on a day."""
    return [member for member in members if is_member_on(member, day)]


def day_of_vote(resolution: Resolution) -> str:
    """Return the day whose members have a vote: the end of a written procedure, or the meeting's.

    :param resolution: loaded with its meeting
    """
    if resolution.procedure == Resolution.Procedure.WRITTEN and resolution.answer_by:
        return resolution.answer_by.isoformat()
    if resolution.adopted_on:
        return str(resolution.adopted_on)
    meeting = resolution.meeting
    return str(meeting.ends_on or meeting.starts_on) if meeting else ""


def count_of(resolution: Resolution, votes: Sequence[Vote], members: int) -> Count:
    """Return the count for a resolution; of old ones only the number of members may be known."""
    return votes_counted(
        (vote.choice for vote in votes), members=resolution.members_then or members
    )
