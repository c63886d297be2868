"""What stands in the way of changing a clause that is recorded, or of taking it away."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.framework import text_limits
from querschnitt.framework.models import Clause
from querschnitt.framework.rules.frameworks import (
    obstacle_in_period,
    obstacle_in_what_was_shown,
    obstacle_to_coordinating,
)
from querschnitt.framework.text_limits import Limited, obstacle_in_texts
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle

MOST_AT_ONCE = 500


def obstacle_to_adding_clauses(by: User, clauses: Sequence[object]) -> Obstacle | None:
    """Refuse to add nothing, and more at once than anybody has looked through."""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not clauses:
        return Obstacle("framework.nothing-new", _("All of these clauses are recorded already."))
    if len(clauses) > MOST_AT_ONCE:
        return Obstacle(
            "framework.too-many",
            _("These are {count} clauses; at most {limit} can be added at once.").format(
                count=len(clauses), limit=MOST_AT_ONCE
            ),
        )
    return None


def obstacle_to_revising_a_clause(
    by: User, *, is_adopted: bool, is_current: bool = True
) -> Obstacle | None:
    """Let a misprint be put right as long as no adopted framework rests on the clause.

    :param is_adopted: whether a framework that rests on the mandate has been adopted
    :param is_current: whether the person was shown the clause as it stands
    """
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if is_adopted:
        return Obstacle(
            "framework.clause-adopted",
            _("An adopted framework rests on this mandate, and quotes the clause as it stands."),
        )
    return obstacle_in_what_was_shown(is_current=is_current)


def obstacle_in_clause(text: str, reference: str) -> Obstacle | None:
    """Refuse a clause that could not be kept as it is."""
    return obstacle_in_texts(
        Limited(text, text_limits.TEXT, is_required=True), Limited(reference, 80)
    )


def obstacle_to_removing_a_clause(by: User, clause: Clause) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if clause.is_removed:
        return Obstacle("framework.clause-removed", _("The clause has been removed already."))
    return None


def obstacle_in_removal(removed_on: str, reason: str, *, today: date) -> Obstacle | None:
    """Refuse a removal without its day, its reason, or before it has happened."""
    if not removed_on:
        return Obstacle("framework.no-date", _("Say since when the clause no longer stands."))
    if obstacle := obstacle_in_period(removed_on, ""):
        return obstacle
    if PartialDate.parse(removed_on).first_day > today:
        return Obstacle("framework.date-in-future", _("The date lies in the future."))
    return obstacle_in_texts(Limited(reason, text_limits.TEXT, is_required=True))


def obstacle_to_restoring_a_clause(by: User, clause: Clause) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not clause.is_removed:
        return Obstacle("framework.clause-stands", _("The clause has not been removed."))
    return None
