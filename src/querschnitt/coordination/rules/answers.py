"""What stands in the way of answering a round, and of ending a reservation."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.accounts.models import User
from querschnitt.coordination.models import Contribution, CoSignature, Reservation, Round
from querschnitt.coordination.rules.grounds import (
    contributed,
    obstacle_to_answering,
    obstacle_to_dating,
    unfinished,
)
from querschnitt.lib.refusal import Obstacle


def obstacle_to_contributing(
    round: Round,
    contribution: Contribution | None,
    by: User,
    *,
    stages: Mapping[str, int],
    on: date | None = None,
) -> Obstacle | None:
    """:param stages: how many goals the person's department has at which stage"""
    if obstacle := _obstacle_to_answering_collection(round, contribution, by, on=on):
        return obstacle
    if left := unfinished(stages):
        return Obstacle(
            "coordination.goals-unfinished",
            ngettext(
                "%(count)s goal of your department is still a draft or was returned.",
                "%(count)s goals of your department are still drafts or were returned.",
                left,
            )
            % {"count": left},
        )
    if not contributed(stages):
        return Obstacle(
            "coordination.nothing-submitted",
            _("Your department has not submitted a goal. Without goals, give a nil return."),
        )
    return None


def obstacle_to_nil_return(
    round: Round,
    contribution: Contribution | None,
    by: User,
    *,
    stages: Mapping[str, int],
    on: date | None = None,
) -> Obstacle | None:
    if obstacle := _obstacle_to_answering_collection(round, contribution, by, on=on):
        return obstacle
    if contributed(stages):
        return Obstacle(
            "coordination.goals-submitted",
            _("Your department has submitted goals, so it cannot give a nil return."),
        )
    return None


def _obstacle_to_answering_collection(
    round: Round, contribution: Contribution | None, by: User, *, on: date | None
) -> Obstacle | None:
    obstacle = obstacle_to_answering(round, Round.Kind.COLLECTION, contribution, by)
    if obstacle:
        return obstacle
    if contribution and not contribution.is_pending:
        return _already_answered()
    return obstacle_to_dating(on, not_before=round.opened_on) if on else None


def obstacle_to_cosigning(
    round: Round,
    last: CoSignature | None,
    by: User,
    *,
    digest: str,
    on: date | None = None,
) -> Obstacle | None:
    """Say why a person cannot co-sign; a further answer is possible once the text has changed.

    :param last: the last answer of the person's department in this round, maybe pending
    :param digest: of the present text
    """
    obstacle = obstacle_to_answering(round, Round.Kind.CO_SIGNATURE, last, by)
    if obstacle:
        return obstacle
    if last and not last.is_pending and last.subject_digest == digest:
        return _already_answered()
    return obstacle_to_dating(on, not_before=round.opened_on) if on else None


def obstacle_to_signing_unseen(*, seen_digest: str, digest: str) -> Obstacle | None:
    if seen_digest == digest:
        return None
    return Obstacle(
        "coordination.stale",
        _("The text has changed since you opened the page. Please read it again and then answer."),
    )


def obstacle_to_wording_an_answer(
    answer: str, *, remarks: str, reservation_kind: str, reservation_text: str
) -> Obstacle | None:
    """Say why an answer is not complete, or contradicts itself."""
    answers = CoSignature.Answer
    if answer not in answers.values or answer == answers.PENDING:
        return Obstacle("coordination.no-answer", _("Please choose an answer."))
    if answer == answers.AGREED_WITH_REMARKS and not remarks:
        return Obstacle("coordination.remarks-missing", _("Please enter your remarks."))
    reserves = answer in {answers.RESERVATION, answers.OBJECTION}
    if reserves and not reservation_text:
        return Obstacle(
            "coordination.reason-missing",
            _("Please enter what keeps your department from agreeing."),
        )
    if not reserves and reservation_text:
        return Obstacle(
            "coordination.reservation-without-effect",
            _("You have entered a reservation, but chosen another answer."),
        )
    if answer == answers.RESERVATION and not _is_kind_of_reservation(reservation_kind):
        return Obstacle(
            "coordination.kind-missing", _("Please choose the kind of the reservation.")
        )
    return None


def _already_answered() -> Obstacle:
    return Obstacle("coordination.already-answered", _("Your department has answered already."))


def _is_kind_of_reservation(kind: str) -> bool:
    return kind in Reservation.Kind.values and kind != Reservation.Kind.OBJECTION
