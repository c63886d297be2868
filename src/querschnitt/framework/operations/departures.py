"""How a goal leaves the government's draft: returned to its department, or withdrawn."""

from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts import journal, notices
from querschnitt.accounts.models import User
from querschnitt.framework import rules
from querschnitt.framework.bundling import holds_others
from querschnitt.framework.goal_text import text_of
from querschnitt.framework.models import Goal, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.operations.versions import (
    adopted_version,
    current_version,
    next_number,
    write_version,
)
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage

UNADOPTED = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.WITHDRAWN, Stage.MERGED)
"""Stages of a change that an amendment makes to an adopted goal."""


@journal.act
def return_goal(*, by: User, goal: Goal, reason: str) -> GoalVersion:
    """Return a submitted goal to who contributed it; others no longer see it.

    :raises Refused: if ``rules.obstacle_to_returning`` finds an obstacle, or without a reason
    """
    current = current_version(goal)
    is_frozen = is_adopted(current.goal.framework, goal=current.goal)
    refuse_if(rules.obstacle_to_returning(by, current, is_adopted=is_frozen))
    refuse_if(rules.obstacle_in_reason(reason))
    _fall_back(current, Stage.RETURNED, reason)
    _tell_department(current)
    # The reason may quote the draft, so it stands on the version and not in the journal.
    journal.record(
        "framework.goal_returned", actor=by, subject=current.goal, version=current.number
    )
    return current


def _tell_department(returned: GoalVersion) -> None:
    """Mail those who write for the department that a goal has come back to them."""
    goal = returned.goal
    if goal.contributed_by is None:
        return
    told = {"reference": goal.reference, "framework": str(goal.framework)}
    notices.tell_departments(
        [goal.contributed_by],
        subject=_("Goal %(reference)s was returned to you") % told,
        text=_("Goal %(reference)s was returned to your department: %(framework)s. The reason"
               " stands on the page of the goal.") % told,
        path=reverse("desk:goal", args=[goal.framework.key, goal.reference]),
        key=f"goal-returned:{returned.pk}",
    )  # fmt: skip


@journal.act
def withdraw_goal(*, by: User, goal: Goal, reason: str) -> GoalVersion:
    """Withdraw a goal for good; its reference is not given again.

    An adopted goal, which an amendment has opened, stays in force until the amendment is adopted.

    :raises Refused: if ``rules.obstacle_to_withdrawing`` finds an obstacle, or without a reason
    """
    current = current_version(goal)
    is_frozen = is_adopted(current.goal.framework, goal=current.goal)
    holds = holds_others(current.goal)
    refuse_if(rules.obstacle_to_withdrawing(by, current, is_adopted=is_frozen, holds_others=holds))
    refuse_if(rules.obstacle_in_reason(reason))
    left = leave(by=by, current=current, stage=Stage.WITHDRAWN, reason=reason)
    journal.record("framework.goal_withdrawn", actor=by, subject=left.goal, version=left.number)
    return left


@journal.act
def set_aside_change(*, by: User, goal: Goal, reason: str) -> GoalVersion:
    """Give up the change of an adopted goal in an amendment; what cabinet adopted counts again.

    :raises Refused: if ``rules.obstacle_to_setting_aside`` finds an obstacle, or without a reason
    """
    current, adopted = current_version(goal), adopted_version(goal)
    is_frozen = is_adopted(current.goal.framework, goal=current.goal)
    refuse_if(
        rules.obstacle_to_setting_aside(
            by, current, is_adopted=is_frozen, is_changed=bool(adopted and adopted.pk != current.pk)
        )
    )
    refuse_if(rules.obstacle_in_reason(reason))
    set_aside(current, reason)
    journal.record(
        "framework.goal_change_set_aside", actor=by, subject=current.goal, version=current.number
    )
    return current_version(goal)


def leave(*, by: User, current: GoalVersion, stage: Stage, reason: str) -> GoalVersion:
    """Let a goal leave the framework, inside an act; return the version that says so.

    What cabinet adopted never changes: over an adopted version this is a version of its own, in
    the adopted words.
    """
    adopted = adopted_version(current.goal)
    if adopted is None:
        _fall_back(current, stage, reason)
        return current
    set_aside(current, "")
    adopted.goal = current.goal
    left = write_version(
        by, adopted.goal, text_of(adopted), stage, number=next_number(adopted.goal), change_note=""
    )
    left.return_reason = reason
    left.save(update_fields=["return_reason"])
    return left


def set_aside(current: GoalVersion, reason: str) -> None:
    """Set aside, inside an act, what was written on a goal since cabinet adopted it."""
    adopted = adopted_version(current.goal)
    if adopted is None or adopted.number == current.number:
        return
    since = GoalVersion.objects.filter(goal=current.goal_id, number__gt=adopted.number)
    since.filter(stage__in=UNADOPTED).update(stage=Stage.SET_ASIDE)
    current.stage = Stage.SET_ASIDE
    if reason:
        current.return_reason = reason
        current.save(update_fields=["return_reason"])


def _fall_back(current: GoalVersion, stage: Stage, reason: str) -> None:
    # Earlier submitted versions go with it, else others would still read the goal in its old words.
    shared = GoalVersion.objects.filter(
        goal=current.goal_id, stage__in=(Stage.SUBMITTED, Stage.REPORTED)
    )
    if adopted := adopted_version(current.goal):
        shared = shared.filter(number__gt=adopted.number)
    shared.update(stage=stage)
    current.stage = stage
    current.return_reason = reason
    current.save(update_fields=["stage", "return_reason"])
