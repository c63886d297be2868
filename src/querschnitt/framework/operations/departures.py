"""How a goal leaves the government's draft: returned to its department, or withdrawn."""

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.framework import rules
from querschnitt.framework.models import Goal, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.operations.versions import current_version
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage


@journal.act
def return_goal(*, by: User, goal: Goal, reason: str) -> GoalVersion:
    """Return a submitted goal to who contributed it; others no longer see it.

    :raises Refused: if ``rules.obstacle_to_returning`` finds an obstacle, or without a reason
    """
    current = current_version(goal)
    is_frozen = is_adopted(current.goal.framework)
    refuse_if(rules.obstacle_to_returning(by, current, is_adopted=is_frozen))
    refuse_if(rules.obstacle_in_reason(reason))
    _leave(current, Stage.RETURNED, reason)
    # The reason may quote the draft, so it stands on the version and not in the journal.
    journal.record(
        "framework.goal_returned", actor=by, subject=current.goal, version=current.number
    )
    return current


@journal.act
def withdraw_goal(*, by: User, goal: Goal, reason: str) -> GoalVersion:
    """Withdraw a goal for good; its reference is not given again.

    :raises Refused: if ``rules.obstacle_to_withdrawing`` finds an obstacle, or without a reason
    """
    current = current_version(goal)
    is_frozen = is_adopted(current.goal.framework)
    refuse_if(rules.obstacle_to_withdrawing(by, current, is_adopted=is_frozen))
    refuse_if(rules.obstacle_in_reason(reason))
    _leave(current, Stage.WITHDRAWN, reason)
    journal.record(
        "framework.goal_withdrawn", actor=by, subject=current.goal, version=current.number
    )
    return current


def _leave(current: GoalVersion, stage: Stage, reason: str) -> None:
    # Earlier submitted versions go with it, else others would still read the goal in its old words.
    shared = (Stage.SUBMITTED, Stage.REPORTED)
    GoalVersion.objects.filter(goal=current.goal_id, stage__in=shared).update(stage=stage)
    current.stage = stage
    current.return_reason = reason
    current.save(update_fields=["stage", "return_reason"])
