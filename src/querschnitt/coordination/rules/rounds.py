"""What stands in the way of opening and closing a round."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models import CoSignature, Round
from querschnitt.coordination.rules.grounds import (
    names,
    obstacle_to_coordinating,
    obstacle_to_dating,
    obstacle_to_proceeding,
    submitted,
)
from querschnitt.coordination.standing import Standing
from querschnitt.lib.partial_date import PartialDate
from querschnitt.lib.refusal import Obstacle


def obstacle_to_opening(
    round: Round, by: User, *, departments: Sequence[Department], standing: Standing
) -> Obstacle | None:
    """:param round: as it would be opened"""
    return (
        obstacle_to_opening_another(round.kind, by, standing=standing)
        or obstacle_to_dating(round.opened_on)
        or _obstacle_to_deadline(round)
        or _obstacle_to_asking(departments, on=round.opened_on)
    )


def obstacle_to_opening_another(kind: str, by: User, *, standing: Standing) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by) or obstacle_to_proceeding(standing):
        return obstacle
    if any(round.kind == kind for round in standing.open_rounds):
        return Obstacle(
            "coordination.round-still-open",
            _("A round of this kind is still open. Please close it first."),
        )
    if standing.position is not None:
        return _obstacle_to_asking_for_goals(kind)
    is_there_text = standing.changes if standing.is_amending else submitted(standing.stages)
    if kind == Round.Kind.CO_SIGNATURE and not is_there_text:
        return Obstacle(
            "coordination.nothing-to-sign", _("There is no submitted goal to co-sign yet.")
        )
    return None


def _obstacle_to_asking_for_goals(kind: str) -> Obstacle | None:
    if kind == Round.Kind.CO_SIGNATURE:
        return None
    return Obstacle("coordination.no-goals-here", _("A position is co-signed; it has no goals."))


def obstacle_to_scope(
    asking: Sequence[CoSignature], *, present: Collection[str], is_whole: bool = False
) -> Obstacle | None:
    """Say why departments cannot be asked on these points.

    :param present: the points of the present text
    :param is_whole: whether all are asked on the whole text, as on a position
    """
    scopes = CoSignature.Scope
    if any(one.scope not in scopes.values for one in asking):
        return Obstacle("coordination.no-scope", _("Please choose what is asked about."))
    if is_whole and any(one.scope != scopes.WHOLE for one in asking):
        return Obstacle(
            "coordination.whole-only", _("All departments are asked on the whole position.")
        )
    named = [one for one in asking if one.scope == scopes.POINTS]
    if without := [one.department for one in named if not one.points]:
        return Obstacle(
            "coordination.no-points",
            _("No point is chosen for %(departments)s. Please choose one, or do not ask them.")
            % {"departments": names(without)},
        )
    gone = sorted({point for one in named for point in one.points if point not in present})
    if gone:
        return Obstacle(
            "coordination.points-gone",
            _("The text does not have these points any more: %(points)s.")
            % {"points": ", ".join(gone)},
        )
    return None


def obstacle_to_closing(
    round: Round, by: User, *, on: date | None = None, last_answer_on: date | None = None
) -> Obstacle | None:
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not round.is_open:
        return Obstacle("coordination.round-closed", _("The round is closed already."))
    earliest = max(last_answer_on or round.opened_on, round.opened_on)
    return obstacle_to_dating(on, not_before=earliest) if on else None


def obstacle_to_notifying(
    round: Round, by: User, *, outdated: Sequence[object], untold: Sequence[object]
) -> Obstacle | None:
    """Say why departments are not told that their part has changed.

    :param outdated: the answers of which the text has changed since
    :param untold: those of them whose department has not been told of the present text
    """
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    if not round.is_open:
        return Obstacle("coordination.round-closed", _("The round is closed already."))
    if not outdated:
        return Obstacle(
            "coordination.nobody-outdated",
            _("No answer is outdated, so nobody has to be told."),
        )
    if not untold:
        return Obstacle("coordination.told-already", _("The departments have been told already."))
    return None


def _obstacle_to_deadline(round: Round) -> Obstacle | None:
    if round.due_on >= round.opened_on:
        return None
    return Obstacle(
        "coordination.due-before-opening", _("The deadline is before the day the round opens.")
    )


def _obstacle_to_asking(departments: Sequence[Department], *, on: date) -> Obstacle | None:
    if not departments:
        return Obstacle("coordination.nobody-asked", _("Please choose the departments to ask."))
    gone = [
        department
        for department in departments
        if department.valid_until and PartialDate.parse(str(department.valid_until)).last_day < on
    ]
    if gone:
        return Obstacle(
            "coordination.department-dissolved",
            _("Dissolved before this day: %(departments)s. Please ask the successors.")
            % {"departments": names(gone)},
        )
    return None
