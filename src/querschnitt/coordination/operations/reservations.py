"""How reservations are carried on: raised, escalated, settled by both sides, or withdrawn."""

from datetime import date

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import (
    CoSignature,
    EscalationStep,
    Reservation,
    Round,
)
from querschnitt.coordination.settlement import is_agreed, settlement_digest
from querschnitt.coordination.standing import is_decided, is_outdated, present_text
from querschnitt.framework.text_limits import LINE, TEXT, Limited, obstacle_in_texts
from querschnitt.lib.refusal import refuse_if


@journal.act
def raise_reservation(
    *,
    by: User,
    round: Round,
    reservation_text: str,
    reservation_kind: str = "",
    reservation_point: str = "",
) -> Reservation:
    """Raise a further reservation beside the one that the department has answered with.

    :raises Refused: if ``rules.obstacle_to_raising_another`` finds an obstacle, or the wording
        is not complete
    """
    round = Round.objects.with_subject().get(pk=round.pk)
    asked = round.cosignatures.filter(department=by.department_id)
    last = asked.select_related("department").order_by("-attempt").first()
    text, reservation_text = present_text(round.subject), reservation_text.strip()
    refuse_if(
        rules.obstacle_to_raising_another(
            round, last, by, is_outdated=last is not None and is_outdated(last, text)
        )
        or rules.obstacle_to_wording_an_answer(
            last.answer if last else "",
            remarks="",
            reservation_kind=reservation_kind,
            reservation_text=reservation_text,
        )
        or rules.obstacle_to_naming_point(
            reservation_point, present=text.points_for(last) if last else []
        )
        or rules.obstacle_to_repeating(
            list(last.reservations.all()) if last else [],
            point=reservation_point,
            text=reservation_text,
        )
        or obstacle_in_texts(Limited(reservation_text, TEXT))
    )
    assert last is not None  # noqa: S101 - the rule has refused otherwise

    is_objection = last.answer == CoSignature.Answer.OBJECTION
    reservation = Reservation.objects.create(
        cosignature=last,
        kind=Reservation.Kind.OBJECTION if is_objection else reservation_kind,
        point=reservation_point,
        text=reservation_text,
    )
    _record("coordination.reservation_raised", reservation, by=by)
    return reservation


@journal.act
def settle_reservation(
    *,
    by: User,
    reservation: Reservation,
    settlement: str,
    seen_digest: str,
    on: date | None = None,
) -> Reservation:
    """State for the State Chancellery what was agreed on a reservation.

    The reservation is settled once the department has confirmed with words of its own; until
    then either side may word its text anew.

    :param seen_digest: of both sides' words as the person was shown them
    :raises Refused: if ``rules.obstacle_to_settling`` finds an obstacle; ``coordination.stale`` if
        the words have changed since the person saw them
    """
    reservation = _present(reservation)
    on = on or timezone.localdate()
    settlement = settlement.strip()
    refuse_if(
        rules.obstacle_to_settling(
            reservation, by, is_adopted=_is_decided(reservation), settlement=settlement, on=on
        )
        or rules.obstacle_to_agreeing_unseen(
            seen_digest=seen_digest, digest=settlement_digest(reservation)
        )
        or obstacle_in_texts(Limited(settlement, TEXT))
    )

    reservation.settlement = settlement
    reservation.settlement_by = by
    reservation.settlement_on = on
    _settle_if_agreed(reservation, by=by, on=on)
    return reservation


@journal.act
def confirm_settlement(
    *,
    by: User,
    reservation: Reservation,
    settlement: str,
    seen_digest: str,
    on: date | None = None,
) -> Reservation:
    """State for the department that raised a reservation how it was settled.

    :param seen_digest: of both sides' words as the person was shown them
    :raises Refused: if ``rules.obstacle_to_confirming`` finds an obstacle; ``coordination.stale``
        if the words have changed since the person saw them
    """
    reservation = _present(reservation)
    on = on or timezone.localdate()
    settlement = settlement.strip()
    refuse_if(
        rules.obstacle_to_confirming(
            reservation, by, is_adopted=_is_decided(reservation), settlement=settlement, on=on
        )
        or rules.obstacle_to_agreeing_unseen(
            seen_digest=seen_digest, digest=settlement_digest(reservation)
        )
        or obstacle_in_texts(Limited(settlement, TEXT))
    )

    reservation.department_settlement = settlement
    reservation.department_settlement_by = by
    reservation.department_settlement_on = on
    _settle_if_agreed(reservation, by=by, on=on)
    return reservation


@journal.act
def withdraw_reservation(
    *, by: User, reservation: Reservation, on: date | None = None
) -> Reservation:
    """Withdraw a reservation of the person's own department.

    :raises Refused: if ``rules.obstacle_to_withdrawing`` finds an obstacle
    """
    reservation = _present(reservation)
    on = on or timezone.localdate()
    refuse_if(
        rules.obstacle_to_withdrawing(reservation, by, is_adopted=_is_decided(reservation), on=on)
    )

    _end(reservation, Reservation.State.WITHDRAWN, by=by, on=on)
    _record("coordination.reservation_withdrawn", reservation, by=by, ended_on=on.isoformat())
    return reservation


@journal.act
def escalate_reservation(
    *,
    by: User,
    reservation: Reservation,
    level: str,
    note: str,
    participants: str = "",
    held_on: date | None = None,
) -> EscalationStep:
    """Note an attempt to come to terms on a reservation, and on which level it was made.

    :raises Refused: if ``rules.obstacle_to_escalating`` finds an obstacle
    """
    reservation = _present(reservation)
    step = EscalationStep(
        reservation=reservation,
        level=level,
        held_on=held_on or timezone.localdate(),
        participants=participants.strip(),
        note=note.strip(),
        noted_by=by,
        noted_at=timezone.now(),
    )
    refuse_if(
        rules.obstacle_to_escalating(
            reservation,
            by,
            earlier=list(reservation.steps.order_by("pk")),
            is_adopted=_is_decided(reservation),
            step=step,
        )
        or obstacle_in_texts(Limited(step.note, TEXT), Limited(step.participants, LINE))
    )

    step.save(force_insert=True)
    _record(
        "coordination.reservation_escalated",
        reservation,
        by=by,
        level=level,
        held_on=step.held_on.isoformat(),
    )
    return step


def _settle_if_agreed(reservation: Reservation, *, by: User, on: date) -> None:
    """Keep one side's words; once both stand, the reservation is settled."""
    if is_agreed(reservation):
        days = (reservation.settlement_on, reservation.department_settlement_on, on)
        _end(
            reservation, Reservation.State.SETTLED, by=by, on=max(day for day in days if day)
        )  # fmt: skip
        act = "coordination.reservation_settled"
        _record(act, reservation, by=by, ended_on=str(reservation.ended_on))
        return
    reservation.save()
    _record("coordination.settlement_stated", reservation, by=by, on=on.isoformat())


def _end(reservation: Reservation, state: Reservation.State, *, by: User, on: date) -> None:
    reservation.state = state
    reservation.ended_by = by
    reservation.ended_on = on
    reservation.save()


def _record(act: str, reservation: Reservation, *, by: User, **facts: str) -> None:
    journal.record(
        act,
        actor=by,
        subject=reservation,
        round=reservation.cosignature.round_id,
        department=reservation.cosignature.department.abbreviation,
        kind=str(reservation.kind),
        point=reservation.point,
        **facts,
    )


def _present(reservation: Reservation) -> Reservation:
    """Read a reservation again inside the act: what the caller holds may have changed."""
    return Reservation.objects.select_related(
        "cosignature__department",
        "cosignature__round__amendment",
        "cosignature__round__position",
    ).get(pk=reservation.pk)


def _is_decided(reservation: Reservation) -> bool:
    return is_decided(reservation.cosignature.round)
