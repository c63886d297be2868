"""What departments answer when they are asked, and how reservations end."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.coordination.standing import is_late, stages_of_goals
from querschnitt.framework import queries as framework_queries
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.text_limits import TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def contribute(*, by: User, round: Round, remark: str = "", on: date | None = None) -> Contribution:
    """Declare that the submitted goals of the person's department are its contribution.

    :raises Refused: if ``rules.obstacle_to_contributing`` finds an obstacle
    """
    round = _present(round)
    contribution = round.contributions.filter(department=by.department_id).first()
    on = on or timezone.localdate()
    stages = stages_of_goals(round.framework, contributed_by=by.department)
    refuse_if(
        rules.obstacle_to_contributing(round, contribution, by, stages=stages, on=on)
        or obstacle_in_texts(Limited(remark, TEXT))
    )
    assert contribution is not None  # noqa: S101 - the rule has refused otherwise

    _answer(contribution, Contribution.Answer.CONTRIBUTED, by=by, on=on, remark=remark)
    journal.record(
        "coordination.contributed",
        actor=by,
        subject=contribution,
        round=round.pk,
        answered_on=on.isoformat(),
        is_late=is_late(contribution, round),
        goals=stages.get(GoalVersion.Stage.SUBMITTED, 0),
    )
    return contribution


@journal.act
def nil_return(*, by: User, round: Round, remark: str = "", on: date | None = None) -> Contribution:
    """Declare that the person's department has no goal to contribute.

    :raises Refused: if ``rules.obstacle_to_nil_return`` finds an obstacle
    """
    round = _present(round)
    contribution = round.contributions.filter(department=by.department_id).first()
    on = on or timezone.localdate()
    stages = stages_of_goals(round.framework, contributed_by=by.department)
    refuse_if(
        rules.obstacle_to_nil_return(round, contribution, by, stages=stages, on=on)
        or obstacle_in_texts(Limited(remark, TEXT))
    )
    assert contribution is not None  # noqa: S101 - the rule has refused otherwise

    _answer(contribution, Contribution.Answer.NIL_RETURN, by=by, on=on, remark=remark)
    journal.record(
        "coordination.nil_returned",
        actor=by,
        subject=contribution,
        round=round.pk,
        answered_on=on.isoformat(),
        is_late=is_late(contribution, round),
    )
    return contribution


def _answer(
    contribution: Contribution, answer: Contribution.Answer, *, by: User, on: date, remark: str
) -> None:
    contribution.answer = answer
    contribution.remark = remark
    contribution.answered_by = by
    contribution.answered_on = on
    contribution.answered_at = timezone.now()
    contribution.save()


@journal.act
def cosign(
    *,
    by: User,
    round: Round,
    answer: str,
    seen_digest: str,
    remarks: str = "",
    reservation_kind: str = "",
    reservation_text: str = "",
    on: date | None = None,
) -> CoSignature:
    """Answer a co-signature round for the person's department, on the text the person saw.

    When the text has changed since the department's last answer, this is a further attempt and
    the earlier answer stays beside it. Reservations stay open until settled or withdrawn.

    :param seen_digest: of the text the person was shown
    :raises Refused: if one of the rules for answers finds an obstacle; ``coordination.stale`` if
        the text has changed since the person saw it
    """
    round = _present(round)
    asked = round.cosignatures.filter(department=by.department_id)
    last = asked.select_related("department").order_by("-attempt").first()
    on = on or timezone.localdate()
    digest = framework_queries.digest_of_draft(round.framework)
    remarks, reservation_text = remarks.strip(), reservation_text.strip()
    refuse_if(
        rules.obstacle_to_cosigning(round, last, by, digest=digest, on=on)
        or rules.obstacle_to_signing_unseen(seen_digest=seen_digest, digest=digest)
        or rules.obstacle_to_wording_an_answer(
            answer,
            remarks=remarks,
            reservation_kind=reservation_kind,
            reservation_text=reservation_text,
        )
        or obstacle_in_texts(Limited(remarks, TEXT), Limited(reservation_text, TEXT))
    )
    assert last is not None  # noqa: S101 - the rule has refused otherwise

    cosignature = last if last.is_pending else _further_attempt(last)
    _sign(cosignature, answer, digest=digest, by=by, on=on, remarks=remarks)
    kind = _raise(cosignature, reservation_kind, reservation_text)
    _record_cosigned(cosignature, round, reservation=kind, by=by)
    return cosignature


def _further_attempt(last: CoSignature) -> CoSignature:
    return CoSignature(
        round=last.round,
        department=last.department,
        attempt=last.attempt + 1,
        subject_kind=last.subject_kind,
        subject_id=last.subject_id,
    )


def _sign(
    cosignature: CoSignature, answer: str, *, digest: str, by: User, on: date, remarks: str
) -> None:
    cosignature.answer = answer
    cosignature.remarks = remarks
    cosignature.subject_digest = digest
    cosignature.answered_by = by
    cosignature.answered_on = on
    cosignature.answered_at = timezone.now()
    cosignature.save()


def _record_cosigned(
    cosignature: CoSignature, round: Round, *, reservation: str | None, by: User
) -> None:
    assert cosignature.answered_on  # noqa: S101 - it has just been signed
    journal.record(
        "coordination.cosigned",
        actor=by,
        subject=cosignature,
        round=round.pk,
        answer=cosignature.answer,
        attempt=cosignature.attempt,
        text_digest=cosignature.subject_digest,
        answered_on=cosignature.answered_on.isoformat(),
        is_late=is_late(cosignature, round),
        reservation=reservation,
    )


def _raise(cosignature: CoSignature, kind: str, text: str) -> str | None:
    """Raise what keeps the department from agreeing, if anything does, and return its kind."""
    if not text:
        return None
    if cosignature.answer == CoSignature.Answer.OBJECTION:
        kind = Reservation.Kind.OBJECTION
    Reservation.objects.create(cosignature=cosignature, kind=kind, text=text)
    return str(kind)


@journal.act
def settle_reservation(
    *, by: User, reservation: Reservation, settlement: str, on: date | None = None
) -> Reservation:
    """Record how a reservation was settled.

    :raises Refused: if ``rules.obstacle_to_settling`` finds an obstacle
    """
    reservation = _present_reservation(reservation)
    on = on or timezone.localdate()
    settlement = settlement.strip()
    refuse_if(
        rules.obstacle_to_settling(
            reservation,
            by,
            is_adopted=_is_adopted(reservation),
            settlement=settlement,
            on=on,
        )
        or obstacle_in_texts(Limited(settlement, TEXT))
    )

    reservation.settlement = settlement
    _end(reservation, Reservation.State.SETTLED, by=by, on=on)
    _record_ended("coordination.reservation_settled", reservation, by=by, on=on)
    return reservation


@journal.act
def withdraw_reservation(
    *, by: User, reservation: Reservation, on: date | None = None
) -> Reservation:
    """Withdraw a reservation of the person's own department.

    :raises Refused: if ``rules.obstacle_to_withdrawing`` finds an obstacle
    """
    reservation = _present_reservation(reservation)
    on = on or timezone.localdate()
    refuse_if(
        rules.obstacle_to_withdrawing(reservation, by, is_adopted=_is_adopted(reservation), on=on)
    )

    _end(reservation, Reservation.State.WITHDRAWN, by=by, on=on)
    _record_ended("coordination.reservation_withdrawn", reservation, by=by, on=on)
    return reservation


def _end(reservation: Reservation, state: Reservation.State, *, by: User, on: date) -> None:
    reservation.state = state
    reservation.ended_by = by
    reservation.ended_on = on
    reservation.save()


def _record_ended(act: str, reservation: Reservation, *, by: User, on: date) -> None:
    journal.record(
        act,
        actor=by,
        subject=reservation,
        round=reservation.cosignature.round_id,
        department=reservation.cosignature.department.abbreviation,
        kind=reservation.kind,
        ended_on=on.isoformat(),
    )


def _present(round: Round) -> Round:
    """Read a round again inside the act: what the caller holds may have changed meanwhile."""
    return Round.objects.select_related("framework").get(pk=round.pk)


def _present_reservation(reservation: Reservation) -> Reservation:
    return Reservation.objects.select_related("cosignature__department", "cosignature__round").get(
        pk=reservation.pk
    )


def _is_adopted(reservation: Reservation) -> bool:
    framework = reservation.cosignature.round.framework_id
    return FrameworkVersion.objects.in_force().filter(framework=framework).exists()
