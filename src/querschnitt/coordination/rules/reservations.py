"""What stands in the way of settling, withdrawing or escalating a reservation."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models import CoSignature, EscalationStep, Reservation, Round
from querschnitt.coordination.rules.grounds import (
    obstacle_to_answering,
    obstacle_to_coordinating,
    obstacle_to_dating,
)
from querschnitt.lib.refusal import Obstacle

LEVELS = EscalationStep.Level.values


def obstacle_to_settling(
    reservation: Reservation,
    by: User,
    *,
    is_adopted: bool,
    settlement: str | None = None,
    on: date | None = None,
) -> Obstacle | None:
    """:param settlement: the State Chancellery's words; None where nothing has been entered yet"""
    if obstacle := obstacle_to_coordinating(by):
        return obstacle
    return _obstacle_to_wording(settlement) or _obstacle_to_ending(
        reservation, is_adopted=is_adopted, on=on
    )


def obstacle_to_confirming(
    reservation: Reservation,
    by: User,
    *,
    is_adopted: bool,
    settlement: str | None = None,
    on: date | None = None,
) -> Obstacle | None:
    """:param settlement: the department's words; None where nothing has been entered yet"""
    if not _is_of_department(reservation, by):
        return Obstacle(
            "coordination.other-department",
            _("Only the department that raised a reservation can confirm how it was settled."),
        )
    return _obstacle_to_wording(settlement) or _obstacle_to_ending(
        reservation, is_adopted=is_adopted, on=on
    )


def obstacle_to_agreeing_unseen(*, seen_digest: str, digest: str) -> Obstacle | None:
    """Say that the other side has written something else than the person was shown."""
    if seen_digest == digest:
        return None
    return Obstacle(
        "coordination.stale",
        _("What was agreed has been worded anew since you opened the page. Please read it again."),
    )


def obstacle_to_withdrawing(
    reservation: Reservation, by: User, *, is_adopted: bool, on: date | None = None
) -> Obstacle | None:
    if not _is_of_department(reservation, by):
        return Obstacle(
            "coordination.other-department",
            _("Only the department that raised a reservation can withdraw it."),
        )
    return _obstacle_to_ending(reservation, is_adopted=is_adopted, on=on)


def obstacle_to_escalating(
    reservation: Reservation,
    by: User,
    *,
    earlier: Sequence[EscalationStep],
    is_adopted: bool,
    step: EscalationStep | None = None,
) -> Obstacle | None:
    """:param step: as it would be noted; None where nothing has been entered yet"""
    if not by.is_coordinator and not _is_of_department(reservation, by):
        return Obstacle(
            "coordination.not-party",
            _("Only those who coordinate and the department that raised it can note this."),
        )
    if obstacle := _obstacle_to_ending(reservation, is_adopted=is_adopted):
        return obstacle
    return _obstacle_to_step(reservation, step, earlier) if step else None


def obstacle_to_raising_another(
    round: Round, last: CoSignature | None, by: User, *, is_outdated: bool
) -> Obstacle | None:
    """:param last: the last answer of the person's department in this round"""
    obstacle = obstacle_to_answering(round, Round.Kind.CO_SIGNATURE, last, by)
    if obstacle:
        return obstacle
    reserving = {CoSignature.Answer.RESERVATION, CoSignature.Answer.OBJECTION}
    if last is None or last.answer not in reserving:
        return Obstacle(
            "coordination.no-reservation",
            _("Your department has not answered with a reservation."),
        )
    if is_outdated:
        return Obstacle(
            "coordination.answer-outdated",
            _("The text has changed since your department's answer. Please answer again."),
        )
    return None


def obstacle_to_repeating(
    reservations: Sequence[Reservation], *, point: str, text: str
) -> Obstacle | None:
    """:param reservations: those that stand beside the answer already"""
    if all((one.point, one.text) != (point, text) for one in reservations):
        return None
    return Obstacle("coordination.raised-already", _("This reservation has been raised already."))


def obstacle_to_naming_point(point: str, *, present: Collection[str]) -> Obstacle | None:
    """:param present: the points that the person was shown; no point means all of them"""
    if not point or point in present:
        return None
    return Obstacle(
        "coordination.unknown-point", _("The text does not have this point. Please choose another.")
    )


def levels_left(earlier: Sequence[EscalationStep]) -> list[str]:
    """Return the levels on which a further attempt can be noted."""
    if not earlier:
        return [level for level in LEVELS if level != EscalationStep.Level.CABINET]
    return LEVELS[max(LEVELS.index(step.level) for step in earlier) :]


def _obstacle_to_step(
    reservation: Reservation, step: EscalationStep, earlier: Sequence[EscalationStep]
) -> Obstacle | None:
    if step.level not in LEVELS:
        return Obstacle("coordination.no-level", _("Please choose the level."))
    if not step.note:
        return Obstacle("coordination.note-missing", _("Please enter what came of it."))
    if step.level not in levels_left(earlier):
        if not earlier:
            return Obstacle(
                "coordination.cabinet-first",
                _("Before the cabinet, at least one attempt below it has to be noted."),
            )
        return Obstacle(
            "coordination.level-passed",
            _("An attempt on a higher level has been noted already."),
        )
    if earlier and _is_same(step, earlier[-1]):
        return Obstacle("coordination.noted-already", _("This attempt has been noted already."))
    days = [one.held_on for one in earlier]
    raised_on = reservation.cosignature.answered_on
    return obstacle_to_dating(step.held_on, not_before=max(days, default=raised_on))


def _is_same(step: EscalationStep, last: EscalationStep) -> bool:
    return (step.level, step.held_on, step.participants, step.note) == (
        last.level, last.held_on, last.participants, last.note
    )  # fmt: skip


def _obstacle_to_wording(settlement: str | None) -> Obstacle | None:
    if settlement == "":
        return Obstacle("coordination.settlement-missing", _("Please enter what was agreed."))
    return None


def _obstacle_to_ending(
    reservation: Reservation, *, is_adopted: bool, on: date | None = None
) -> Obstacle | None:
    if not reservation.is_open:
        return Obstacle(
            "coordination.reservation-ended", _("The reservation is not open any more.")
        )
    if is_adopted:
        return Obstacle(
            "coordination.already-adopted",
            _("The text has been decided on with this reservation on record."),
        )
    raised_on = reservation.cosignature.answered_on
    return obstacle_to_dating(on, not_before=raised_on) if on else None


def _is_of_department(reservation: Reservation, by: User) -> bool:
    return by.is_approver and by.department_id == reservation.cosignature.department_id
