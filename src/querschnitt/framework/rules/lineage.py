"""What stands in the way of saying that a goal lives on in a goal of a later framework."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, User
from querschnitt.framework import text_limits
from querschnitt.framework.models import Framework, Goal, GoalVersion
from querschnitt.framework.rules.frameworks import obstacle_to_changing, obstacle_to_coordinating
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle

Stage = GoalVersion.Stage

LASTING = (Stage.ADOPTED, Stage.REPORTED)
"""Stages in which a goal of an earlier framework can live on."""


def obstacle_to_carrying_over(
    by: User, framework: Framework, *, is_adopted: bool
) -> Obstacle | None:  # fmt: skip
    """Return why nothing can be carried over into a framework now."""
    is_over = framework.is_over(is_adopted=is_adopted)
    if obstacle := obstacle_to_changing(by, is_adopted=is_adopted, is_history=is_over):
        return obstacle
    if framework.predecessor_id is None:
        return Obstacle(
            "framework.no-predecessor",
            _("The framework follows no other, so there is nothing to carry over."),
        )
    return None


def obstacle_in_choices(
    framework: Framework,
    goals: Sequence[Goal],
    *,
    adopted: Collection[int],
    departments: Collection[Department],
) -> Obstacle | None:
    """Refuse goals that the predecessor did not adopt, and departments that are no more.

    :param adopted: ids of the goals that are adopted in the predecessor
    :param departments: all departments that the choices name
    """
    if not goals:
        return Obstacle("framework.nothing-chosen", _("Please choose at least one goal."))
    for goal in goals:
        if goal.framework_id != framework.predecessor_id or goal.pk not in adopted:
            return Obstacle(
                "framework.not-of-predecessor",
                _("{reference} is no adopted goal of the preceding framework.").format(
                    reference=goal.reference
                ),
            )
    for department in departments:
        if not department.is_current:
            return Obstacle(
                "framework.department-dissolved",
                _("{name} was dissolved; choose one that succeeded it.").format(
                    name=department.abbreviation
                ),
            )
    return None


def obstacle_in_carrying_nothing(new: Sequence[object]) -> Obstacle | None:
    """Refuse to carry over a second time what has been carried over."""
    if new:
        return None
    return Obstacle(
        "framework.already-carried-over", _("These goals have been carried over already.")
    )


def obstacle_to_linking(
    by: User,
    source: GoalVersion,
    target: GoalVersion,
    *,
    predecessors: Collection[int],
    is_linked: bool,
) -> Obstacle | None:
    """Return why it cannot be said that one goal lives on in the other.

    :param predecessors: ids of all frameworks that the target's framework follows
    :param is_linked: whether something is said about these two already
    """
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if source.goal.framework_id not in predecessors:
        return Obstacle(
            "framework.not-a-predecessor",
            _("A goal lives on only in a framework that follows its own."),
        )
    if source.stage not in LASTING:
        return Obstacle(
            "framework.not-adopted-before",
            _("Only an adopted or reported goal can live on in another."),
        )
    if target.stage in {Stage.WITHDRAWN, Stage.MERGED}:
        return Obstacle(
            "framework.goal-gone", _("The goal is no longer part of its framework.")
        )  # fmt: skip
    if is_linked:
        return Obstacle(
            "framework.already-linked", _("Something is noted about these two goals already.")
        )
    return None


def obstacle_in_note(note: str) -> Obstacle | None:
    """Refuse a note that could not be kept as it is."""
    return obstacle_in_texts(Limited(note, text_limits.REMARK))


def obstacle_to_unlinking(by: User, *, is_linked: bool) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not is_linked:
        return Obstacle("framework.not-linked", _("The two goals are not linked like this."))
    return None
