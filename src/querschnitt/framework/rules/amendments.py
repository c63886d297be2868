"""What stands in the way of amending an adopted framework."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework import text_limits
from querschnitt.framework.models import Amendment, Framework, Goal
from querschnitt.framework.rules.frameworks import obstacle_to_coordinating
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.refusal import Obstacle


def obstacle_to_opening_an_amendment(
    by: User, framework: Framework, *, has_adopted_goals: bool, under_way: Amendment | None
) -> Obstacle | None:
    """:param under_way: the amendment of the framework that is open already"""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not has_adopted_goals:
        return Obstacle(
            "framework.not-adopted",
            _("The framework has not been adopted, so it can be changed without an amendment."),
        )
    if under_way:
        return Obstacle(
            "framework.amendment-open",
            _("Amendment {number} is under way already. It can be extended.").format(
                number=under_way.number
            ),
        )
    if framework.term.is_closed:
        return Obstacle("framework.term-closed", _("The legislative term is closed."))
    return None


def obstacle_in_the_future(on: date, *, today: date) -> Obstacle | None:
    """Refuse an official date that is still to come."""
    if on > today:
        return Obstacle("framework.date-in-future", _("The official date lies in the future."))
    return None


def obstacle_to_changing_an_amendment(by: User, amendment: Amendment) -> Obstacle | None:
    """Refuse others than those who coordinate, and an amendment that has come to its end."""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not amendment.is_open:
        return Obstacle("framework.amendment-ended", _("This amendment is not under way any more."))
    return None


def obstacle_in_amendment(
    reason: str, goals: Iterable[Goal], *, adopted: Collection[int]
) -> Obstacle | None:
    """Refuse an amendment without a reason, or of what cabinet has not adopted.

    :param adopted: keys of the goals of the framework in force
    """
    if any(goal.pk not in adopted for goal in goals):
        return Obstacle(
            "framework.goal-not-in-force",
            _("An amendment names goals that are in force in this framework."),
        )
    return obstacle_in_texts(Limited(reason, text_limits.TEXT, is_required=True))
