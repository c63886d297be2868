"""An answer and a reservation as one reader may see them.

Lines carry plain values, not rows, so that a page cannot show a text its reader may not read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    EscalationStep,
    Reservation,
    Round,
)
from querschnitt.coordination.settlement import settlement_digest
from querschnitt.coordination.standing import Standing, is_late, is_outdated, is_told
from querschnitt.coordination.text_changes import PointChange, label_of
from querschnitt.lib.refusal import Obstacle


@dataclass(frozen=True)
class StepLine:
    """An attempt to come to terms; its note is empty where the reader may not read it."""

    level_label: str
    held_on: date
    participants: str
    note: str
    noted_by: str


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
    point: str
    point_label: str
    """What it is about; empty for all that the department is asked on."""
    text: str
    settlement: str
    """The State Chancellery's words on what was agreed."""
    settlement_by: str
    settlement_on: date | None
    department_settlement: str
    """The department's own words on what was agreed."""
    department_settlement_by: str
    department_settlement_on: date | None
    settlement_digest: str
    steps: list[StepLine]
    level_label: str
    """The level that was reached; empty where no attempt has been noted."""
    ended_by: str
    ended_on: date | None
    to_settle: Obstacle | None
    to_confirm: Obstacle | None
    to_withdraw: Obstacle | None
    to_escalate: Obstacle | None

    @property
    def is_readable(self) -> bool:
        """Whether the reader may read it: every reservation has a text."""
        return bool(self.text)

    @property
    def waits_for_department(self) -> bool:
        return self.is_open and bool(self.settlement) and not self.department_settlement

    @property
    def waits_for_coordination(self) -> bool:
        return self.is_open and bool(self.department_settlement) and not self.settlement


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
    scope: str = ""
    scope_label: str = ""
    points: list[str] = field(default_factory=list)
    """What of the present text the department is asked on; empty for the whole text."""
    changed: list[str] = field(default_factory=list)
    """In which points the text has changed since an outdated answer, as far as it is known."""
    is_told: bool = False
    """Whether the department of an outdated answer was told of the present text."""
    may_compare: bool = False
    """Whether the reader may read what it was given on, beside the present text."""
    submitted_goals: int | None = None
    reservations: list[ReservationLine] = field(default_factory=list)
    earlier: list["AnswerLine"] = field(default_factory=list)

    @property
    def has_open_reservation(self) -> bool:
        return any(reservation.is_open for reservation in self.reservations)


def may_read(round: Round, reader: User) -> bool:
    """Tell whether a reader may read remarks and reservations of a round."""
    asked = [one.department_id for one in (*round.contributions.all(), *round.cosignatures.all())]
    if round.responsible_id is not None:
        asked.append(round.responsible_id)
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


def cosignature_lines(
    round: Round,
    standing: Standing,
    *,
    seen_by: User,
    changed: Mapping[int, Sequence[PointChange]] | None = None,
) -> list[AnswerLine]:
    """Return each department's last answer of a round, with its earlier ones inside.

    :param changed: how the text differs from what an answer was given on, by the answer's id
    """
    attempts: dict[int, list[CoSignature]] = {}
    for one in round.cosignatures.all():
        attempts.setdefault(one.department_id, []).append(one)
    told = {key: [one.point for one in found] for key, found in (changed or {}).items()}
    lines = []
    for *earlier, last in attempts.values():
        before = [
            _cosignature_line(one, round, standing, seen_by=seen_by, changed=told)
            for one in earlier
        ]
        lines.append(
            _cosignature_line(last, round, standing, seen_by=seen_by, changed=told, earlier=before)
        )
    return lines


def _cosignature_line(
    cosignature: CoSignature,
    round: Round,
    standing: Standing,
    *,
    seen_by: User,
    changed: Mapping[int, Sequence[str]],
    earlier: list[AnswerLine] | None = None,
) -> AnswerLine:
    is_present = not standing.has_decided_on(round)
    is_whole = cosignature.scope == CoSignature.Scope.WHOLE
    points = [] if is_whole else standing.text.points_for(cosignature)
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
        is_outdated=is_present and is_outdated(cosignature, standing.text),
        is_consent_by_silence=cosignature in standing.consenting_by_silence,
        scope=cosignature.scope,
        scope_label=cosignature.get_scope_display(),
        points=[label_of(point) for point in points],
        changed=[label_of(point) for point in changed.get(cosignature.pk, ())]
        if is_present
        else [],
        is_told=is_told(cosignature, round, standing.text),
        may_compare=not cosignature.is_pending
        and (seen_by.reads_every_draft or seen_by.department_id == cosignature.department_id),
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
    department = reservation.cosignature.department
    steps = list(reservation.steps.all())
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
        point=reservation.point,
        point_label=label_of(reservation.point) if reservation.point else "",
        text=reservation.text if is_readable else "",
        settlement_digest=settlement_digest(reservation),
        steps=[_step_line(step, is_readable=is_readable) for step in steps],
        level_label=steps[-1].get_level_display() if steps else "",
        ended_by=reservation.ended_by.name if reservation.ended_by else "",
        ended_on=reservation.ended_on,
        **_words(reservation, is_readable=is_readable),
        **_obstacles(reservation, steps, seen_by, is_decided=standing.has_decided_on(round)),
    )


def _words(reservation: Reservation, *, is_readable: bool) -> dict[str, Any]:
    chancellery, department = reservation.settlement_by, reservation.department_settlement_by
    return {
        "settlement": reservation.settlement if is_readable else "",
        "settlement_by": chancellery.name if chancellery else "",
        "settlement_on": reservation.settlement_on,
        "department_settlement": reservation.department_settlement if is_readable else "",
        "department_settlement_by": department.name if department else "",
        "department_settlement_on": reservation.department_settlement_on,
    }


def _obstacles(
    reservation: Reservation, steps: Sequence[EscalationStep], by: User, *, is_decided: bool
) -> dict[str, Any]:
    return {
        "to_settle": rules.obstacle_to_settling(reservation, by, is_adopted=is_decided),
        "to_confirm": rules.obstacle_to_confirming(reservation, by, is_adopted=is_decided),
        "to_withdraw": rules.obstacle_to_withdrawing(reservation, by, is_adopted=is_decided),
        "to_escalate": rules.obstacle_to_escalating(
            reservation, by, earlier=steps, is_adopted=is_decided
        ),
    }


def _step_line(step: EscalationStep, *, is_readable: bool) -> StepLine:
    return StepLine(
        level_label=step.get_level_display(),
        held_on=step.held_on,
        participants=step.participants if is_readable else "",
        note=step.note if is_readable else "",
        noted_by=step.noted_by.name,
    )
