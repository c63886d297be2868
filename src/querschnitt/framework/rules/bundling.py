"""What stands in the way of merging goals, and of noting how two of them stand to each other."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework.models import Framework, Goal, GoalLink, GoalVersion
from querschnitt.framework.rules.frameworks import (
    obstacle_after_adoption,
    obstacle_in_history,
    obstacle_in_what_was_shown,
    obstacle_to_coordinating,
)
from querschnitt.lib.refusal import Obstacle

Stage = GoalVersion.Stage

MOST_AT_ONCE = 20
"""How many goals can be merged in one act."""


def obstacle_to_bundling(
    by: User, framework: Framework, *, is_adopted: bool
) -> Obstacle | None:  # fmt: skip
    """Return why goals of a framework cannot be merged or separated at all now."""
    return (
        obstacle_to_coordinating(by)
        or obstacle_in_history(is_history=framework.is_history)
        or obstacle_after_adoption(is_adopted=is_adopted)
    )


def obstacle_to_merging(
    by: User, current: Sequence[GoalVersion], *, into: Goal | None, frozen: Collection[int]
) -> Obstacle | None:
    """Return why a person cannot merge goals, whose newest versions are given.

    :param into: the goal in which the others live on; without one, a new goal
    :param frozen: ids of the goals that an adoption keeps from being changed
    """
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not 2 <= len(current) <= MOST_AT_ONCE:
        return Obstacle(
            "framework.not-several",
            _("Please choose at least two goals, and at most {limit}.").format(limit=MOST_AT_ONCE),
        )
    if len({version.goal.framework_id for version in current}) > 1:
        return Obstacle(
            "framework.of-different-frameworks",
            _("Only goals of one framework can be merged."),
        )
    if into and into.pk not in {version.goal_id for version in current}:
        return Obstacle(
            "framework.not-among-them", _("The goals live on in one of themselves or in a new one.")
        )
    for version in current:
        is_adopted = version.goal_id in frozen
        if obstacle := obstacle_to_bundling(by, version.goal.framework, is_adopted=is_adopted):
            return obstacle
        if version.stage != Stage.SUBMITTED:
            return _not_submitted(version)
    return None


def obstacle_in_versions_shown(
    current: Sequence[GoalVersion], seen: Mapping[int, int]
) -> Obstacle | None:
    """Refuse to merge goals of which the person saw older versions, or did not see one at all.

    :param seen: the number of the version that the person was shown, by the goal's id
    """
    shown = {goal: number for goal, number in seen.items() if number}
    return obstacle_in_what_was_shown(
        is_current={version.goal_id: version.number for version in current} == shown
    )


def obstacle_to_separating(
    by: User,
    current: GoalVersion,
    *,
    is_adopted: bool,
    is_merged: bool,
    is_as_merged: bool,
) -> Obstacle | None:
    """Return why a person cannot undo the last merging into a goal.

    :param is_merged: whether goals live on in it
    :param is_as_merged: whether its newest version is the one that the merging wrote
    """
    framework = current.goal.framework
    if obstacle := obstacle_to_bundling(by, framework, is_adopted=is_adopted):
        return obstacle
    if not is_merged:
        return Obstacle("framework.not-merged", _("No other goal has been merged into this one."))
    if current.stage != Stage.SUBMITTED:
        return _not_submitted(current)
    if not is_as_merged:
        return Obstacle(
            "framework.revised-since-merging",
            _("The goal was revised after it had been merged, so the merging stays."),
        )
    return None


def obstacle_to_relating(
    by: User, one: GoalVersion, other: GoalVersion, *, link: GoalLink | None
) -> Obstacle | None:
    """Return why it cannot be noted how two goals, by their newest versions, stand to each other.

    :param link: what is noted about the two already
    """
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if one.goal_id == other.goal_id:
        return Obstacle("framework.same-goal", _("These are one and the same goal."))
    if {one.stage, other.stage} & {*GoalVersion.GONE}:
        return Obstacle(
            "framework.goal-gone", _("The goal is no longer part of its framework.")
        )  # fmt: skip
    if link:
        return Obstacle(
            "framework.already-linked", _("Something is noted about these two goals already.")
        )
    return None


def obstacle_to_forgetting(
    by: User, *, link: GoalLink | None, kind: GoalLink.Kind
) -> Obstacle | None:
    """Return why a note on two goals, of a kind, cannot be taken back."""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if link is None or link.kind != kind:
        return Obstacle("framework.not-linked", _("The two goals are not linked like this."))
    return None


def _not_submitted(version: GoalVersion) -> Obstacle:
    return Obstacle(
        "framework.not-submitted-to-merge",
        _("{reference} is not submitted; only submitted goals are merged.").format(
            reference=version.goal.reference
        ),
    )
