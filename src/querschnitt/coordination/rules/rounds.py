"""What stands in the way of opening and closing a round."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models import Round
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
    if kind == Round.Kind.CO_SIGNATURE and not submitted(standing.stages):
        return Obstacle(
            "coordination.nothing-to-sign", _("There is no submitted goal to co-sign yet.")
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
