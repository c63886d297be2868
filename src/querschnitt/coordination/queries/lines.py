"""An answer and a reservation as one reader may see them.

Lines carry plain values, not rows, so that a page cannot show a text its reader may not read.
"""

from dataclasses import dataclass, field
from datetime import date

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Contribution, CoSignature, Reservation, Round
from querschnitt.coordination.standing import Standing, is_late, is_outdated
from querschnitt.lib.refusal import Obstacle


@dataclass(frozen=True)
class ReservationLine:
    """A reservation, its text empty where the reader may not read it."""

    id: int
    round: str
    round_id: int
    department: str
    department_name: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    is_open: bool
    raised_on: date | None
    text: str
    settlement: str
    ended_by: str
    ended_on: date | None
    to_settle: Obstacle | None
    to_withdraw: Obstacle | None


@dataclass(frozen=True)
class AnswerLine:
    """What one department answered in a round, or that it has not."""

    id: int
    department_id: int
    department: str
    department_name: str
    answer: str
    answer_label: str
    is_pending: bool
    is_late: bool
    person: str
    answered_on: date | None
    remark: str
    attempt: int = 1
    digest: str = ""
    is_outdated: bool = False
    is_consent_by_silence: bool = False
    submitted_goals: int | None = None
    reservations: list[ReservationLine] = field(default_factory=list)
    earlier: list["AnswerLine"] = field(default_factory=list)

    @property
    def has_open_reservation(self) -> bool:
        return any(reservation.is_open for reservation in self.reservations)


def may_read(round: Round, reader: User) -> bool:
    """Tell whether a reader may read remarks and reservations of a round."""
    asked = [one.department_id for one in (*round.contributions.all(), *round.cosignatures.all())]
    return rules.may_read_answers(reader, asked=asked)


def contribution_line(
    contribution: Contribution, round: Round, *, seen_by: User, submitted_goals: int
) -> AnswerLine:
    return AnswerLine(
        id=contribution.pk,
        department_id=contribution.department_id,
        department=contribution.department.abbreviation,
        department_name=contribution.department.name,
        answer=contribution.answer,
        answer_label=contribution.get_answer_display(),
        is_pending=contribution.is_pending,
        is_late=is_late(contribution, round),
        person=contribution.answered_by.name if contribution.answered_by else "",
        answered_on=contribution.answered_on,
        remark=contribution.remark if may_read(round, seen_by) else "",
        submitted_goals=submitted_goals,
    )


def cosignature_lines(round: Round, standing: Standing, *, seen_by: User) -> list[AnswerLine]:
    """Return each department's last answer of a round, with its earlier ones inside."""
    attempts: dict[int, list[CoSignature]] = {}
    for one in round.cosignatures.all():
        attempts.setdefault(one.department_id, []).append(one)
    lines = []
    for *earlier, last in attempts.values():
        before = [_cosignature_line(one, round, standing, seen_by=seen_by) for one in earlier]
        lines.append(_cosignature_line(last, round, standing, seen_by=seen_by, earlier=before))
    return lines


def _cosignature_line(
    cosignature: CoSignature,
    round: Round,
    standing: Standing,
    *,
    seen_by: User,
    earlier: list[AnswerLine] | None = None,
) -> AnswerLine:
    return AnswerLine(
        id=cosignature.pk,
        department_id=cosignature.department_id,
        department=cosignature.department.abbreviation,
        department_name=cosignature.department.name,
        answer=cosignature.answer,
        answer_label=cosignature.get_answer_display(),
        is_pending=cosignature.is_pending,
        is_late=is_late(cosignature, round),
        person=cosignature.answered_by.name if cosignature.answered_by else "",
        answered_on=cosignature.answered_on,
        remark=cosignature.remarks if may_read(round, seen_by) else "",
        attempt=cosignature.attempt,
        digest="" if cosignature.is_pending else cosignature.subject_digest,
        is_outdated=not standing.in_force and is_outdated(cosignature, standing.digest),
        is_consent_by_silence=cosignature in standing.consenting_by_silence,
        reservations=[
            reservation_line(reservation, round, standing, seen_by=seen_by)
            for reservation in cosignature.reservations.all()
        ],
        earlier=earlier or [],
    )


def reservation_line(
    reservation: Reservation, round: Round, standing: Standing, *, seen_by: User
) -> ReservationLine:
    is_readable = may_read(round, seen_by)
    is_adopted = standing.in_force is not None
    department = reservation.cosignature.department
    return ReservationLine(
        id=reservation.pk,
        round=str(round),
        round_id=round.pk,
        department=department.abbreviation,
        department_name=department.name,
        kind=reservation.kind,
        kind_label=reservation.get_kind_display(),
        state=reservation.state,
        state_label=reservation.get_state_display(),
        is_open=reservation.is_open,
        raised_on=reservation.cosignature.answered_on,
        text=reservation.text if is_readable else "",
        settlement=reservation.settlement if is_readable else "",
        ended_by=reservation.ended_by.name if reservation.ended_by else "",
        ended_on=reservation.ended_on,
        to_settle=rules.obstacle_to_settling(reservation, seen_by, is_adopted=is_adopted),
        to_withdraw=rules.obstacle_to_withdrawing(reservation, seen_by, is_adopted=is_adopted),
    )
