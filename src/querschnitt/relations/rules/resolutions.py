"""What stands in the way of votes, results and written procedures."""

from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Resolution, VotingRule
from querschnitt.relations.rules.conferences import obstacle_when_settled
from querschnitt.relations.rules.entries import obstacle_to_revising
from querschnitt.relations.voting import Count, result_by_votes

Result = Resolution.Result
WRITTEN = Resolution.Procedure.WRITTEN


def obstacle_to_changing_resolution(by: User, resolution: Resolution) -> Obstacle | None:
    """Say why nothing about the decision changes; what comes after it always may."""
    if obstacle := obstacle_to_revising(by, resolution):
        return obstacle
    return obstacle_when_settled(resolution.meeting) if resolution.meeting else None


def obstacle_to_voting(
    by: User,
    resolution: Resolution,
    *,
    given_on: date | None,
    today: date,
    are_members: bool = True,
) -> Obstacle | None:
    """Say why votes are not recorded.

    :param given_on: None where nothing has been entered yet
    :param are_members: whether all who vote belonged to the conference on that day
    """
    if obstacle := obstacle_to_changing_resolution(by, resolution):
        return obstacle
    if resolution.result != Result.PENDING:
        return Obstacle(
            "relations.decided", _("It is decided. To correct the votes, reopen the decision.")
        )
    if given_on is None:
        return None
    if not are_members:
        return Obstacle("relations.no-vote", _("Only who was a member on that day had a vote."))
    if given_on > today:
        return Obstacle("relations.in-the-future", _("This day has not come yet."))
    if resolution.procedure == WRITTEN and resolution.answer_by and given_on > resolution.answer_by:
        return Obstacle(
            "relations.too-late", _("This vote came after the deadline of the written procedure.")
        )
    return None


def obstacle_in_result(
    result: str, count: Count, *, rule: str, needed: int | None, is_incomplete: bool
) -> Obstacle | None:
    """Say why a result cannot be what the votes decided by the rule."""
    if result in (Result.PENDING, Result.LAPSED):
        return None
    decided = result_by_votes(count, rule=rule, needed=needed, is_incomplete=is_incomplete)
    if decided is not None and decided != result:
        return Obstacle(
            "relations.result-contradicts-votes",
            _("By the voting rule the votes come to another result: %(yes)s yes, %(no)s no,"
              " %(abstention)s abstentions.")
            % {"yes": count.yes, "no": count.no, "abstention": count.abstention},
        )  # fmt: skip
    return None


def obstacle_to_deciding(
    by: User,
    resolution: Resolution,
    count: Count,
    *,
    result: str | None,
    is_incomplete: bool,
    today: date,
) -> Obstacle | None:
    """:param result: None where nothing has been entered yet"""
    if obstacle := obstacle_to_changing_resolution(by, resolution):
        return obstacle
    if resolution.result != Result.PENDING:
        return Obstacle("relations.decided", _("It is decided already."))
    if obstacle := _obstacle_while_votes_arrive(resolution, count, today=today):
        return obstacle
    if result is None:
        return None
    if result not in (Result.ADOPTED, Result.REJECTED):
        return Obstacle("relations.bad-value", _("Please say whether it was adopted or rejected."))
    if not count.given and not is_incomplete and resolution.rule != VotingRule.UNKNOWN:
        return Obstacle(
            "relations.votes-missing",
            _("Please enter the votes first, or say that not all of them are known."),
        )
    return obstacle_in_result(
        result,
        count,
        rule=resolution.rule,
        needed=resolution.votes_needed,
        is_incomplete=is_incomplete,
    )


def obstacle_to_reopening_decision(by: User, resolution: Resolution) -> Obstacle | None:
    if obstacle := obstacle_to_changing_resolution(by, resolution):
        return obstacle
    if resolution.result == Result.PENDING:
        return Obstacle("relations.undecided", _("It is not decided."))
    return None


def obstacle_to_opening_procedure(
    by: User, resolution: Resolution, *, answer_by: date | None, on: date
) -> Obstacle | None:
    """:param answer_by: None where nothing has been entered yet"""
    if obstacle := obstacle_to_changing_resolution(by, resolution):
        return obstacle
    if resolution.result != Result.PENDING:
        return Obstacle("relations.decided", _("It is decided already."))
    if resolution.opened_on:
        return Obstacle("relations.opened-already", _("The members have been asked already."))
    if not resolution.wording:
        return Obstacle(
            "relations.wording-missing", _("Please enter the wording on which they vote first.")
        )
    if answer_by and answer_by <= on:
        return Obstacle(
            "relations.deadline-too-early", _("The deadline must lie after the day of asking.")
        )
    return None


def obstacle_to_lapsing(
    by: User, resolution: Resolution, count: Count, *, today: date
) -> Obstacle | None:
    if obstacle := obstacle_to_changing_resolution(by, resolution):
        return obstacle
    if resolution.procedure != WRITTEN or resolution.answer_by is None:
        return Obstacle("relations.not-written", _("Only a written procedure can lapse."))
    if resolution.result != Result.PENDING:
        return Obstacle("relations.decided", _("It is decided already."))
    if today <= resolution.answer_by:
        return Obstacle("relations.not-yet", _("The deadline has not passed yet."))
    if not count.missing:
        return Obstacle("relations.all-voted", _("All have voted. Please enter the result."))
    decided = result_by_votes(
        count, rule=resolution.rule, needed=resolution.votes_needed, is_incomplete=False
    )
    if decided == Result.ADOPTED:
        return Obstacle("relations.adopted-by-votes", _("The votes that came in adopt it."))
    return None


def obstacle_to_forwarding(by: User, resolution: Resolution) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, resolution):
        return obstacle
    if resolution.result != Result.ADOPTED:
        return Obstacle("relations.not-adopted", _("Only what was adopted is forwarded."))
    return None


def obstacle_to_showing_votes(
    by: User, resolution: Resolution, *, has_votes: bool
) -> Obstacle | None:
    if obstacle := obstacle_to_revising(by, resolution):
        return obstacle
    if not has_votes or resolution.result == Result.PENDING:
        return Obstacle("relations.votes-missing", _("There are no votes of a decision."))
    return None


def _obstacle_while_votes_arrive(
    resolution: Resolution, count: Count, *, today: date
) -> Obstacle | None:
    if resolution.procedure != WRITTEN or resolution.answer_by is None or not count.missing:
        return None
    if today <= resolution.answer_by:
        return Obstacle(
            "relations.votes-arrive",
            _("Not all have voted, and the deadline of the written procedure has not passed yet."),
        )
    return None


FROZEN = (
    "conference_id", "meeting_id", "procedure", "answer_by", "wording", "rule", "votes_needed",
    "members_then", "result", "adopted_on",
)  # fmt: skip
"""What of a resolution stays as it is while the protocol of its meeting is settled."""


def obstacle_to_contradicting(
    before: Resolution | None, after: Resolution, count: Count
) -> Obstacle | None:
    """Say why what is entered about a resolution contradicts its meeting or its votes.

    :param before: as it was, with its meeting; None for a new one
    :param after: with its meeting
    """
    if after.meeting and after.meeting.conference_id != after.conference_id:
        return Obstacle(
            "relations.other-conference", _("The meeting belongs to another conference.")
        )
    is_changed = before is None or any(
        getattr(before, name) != getattr(after, name) for name in FROZEN
    )
    for meeting in (before.meeting if before else None, after.meeting):
        is_settled = meeting is not None and meeting.state == meeting.State.CLOSED
        if meeting is not None and is_settled and is_changed:
            return obstacle_when_settled(meeting)
    return obstacle_in_result(
        after.result,
        count,
        rule=after.rule,
        needed=after.votes_needed,
        is_incomplete=after.votes_are_incomplete,
    )
