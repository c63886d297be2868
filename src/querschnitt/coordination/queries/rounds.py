"""Rounds: who has answered, who has not, what is open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Round
from querschnitt.coordination.queries.lines import (
    AnswerLine,
    ReservationLine,
    contribution_line,
    cosignature_lines,
    reservation_line,
)
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.lib.refusal import Obstacle


@dataclass(frozen=True)
class RoundLine:
    """A round in a list."""

    id: int
    name: str
    kind: str
    kind_label: str
    number: int
    opened_on: date
    due_on: date
    closed_on: date | None
    is_open: bool
    is_overdue: bool
    is_demonstration: bool
    asked: int
    answered: int
    late: int
    open_reservations: int
    own_answer: str
    """The label of what the reader's department answered; empty where it was not asked."""


@dataclass(frozen=True)
class RoundList:
    """The rounds of a framework, newest first, and whether the reader may open another."""

    lines: list[RoundLine]
    to_open_collection: Obstacle | None
    to_open_co_signature: Obstacle | None


@dataclass(frozen=True)
class RoundOverview:
    """A round as one reader sees it, with what the reader may do in it."""

    round: Round
    line: RoundLine
    answers: list[AnswerLine]
    own: AnswerLine | None
    digest: str
    """Of the present text; a person who co-signs sends it back as what was seen."""
    open_reservations: list[ReservationLine]
    to_contribute: Obstacle | None
    to_give_nil_return: Obstacle | None
    to_cosign: Obstacle | None
    to_close: Obstacle | None

    @property
    def pending(self) -> list[AnswerLine]:
        return [answer for answer in self.answers if answer.is_pending]


def framework_rounds(framework: Framework, seen_by: User) -> RoundList:
    """Return the rounds of a framework, newest first."""
    standing = standing_of(framework)
    another = {
        kind: rules.obstacle_to_opening_another(kind, seen_by, standing=standing)
        for kind in Round.Kind.values
    }
    return RoundList(
        lines=[
            _line(round, _answers(round, standing, seen_by, {}), seen_by)
            for round in reversed(standing.rounds)
        ],
        to_open_collection=another[Round.Kind.COLLECTION],
        to_open_co_signature=another[Round.Kind.CO_SIGNATURE],
    )


def round_overview(round: Round, seen_by: User) -> RoundOverview:
    """Return one round with every department's answer."""
    standing = standing_of(round.framework)
    round = next(one for one in standing.rounds if one.pk == round.pk)
    goals = _goals_by_department(standing.framework)
    answers = _answers(round, standing, seen_by, goals)
    lines = [
        reservation
        for answer in answers
        for attempt in (*answer.earlier, answer)
        for reservation in attempt.reservations
    ]
    return RoundOverview(
        round=round,
        line=_line(round, answers, seen_by),
        answers=answers,
        own=next((one for one in answers if one.department_id == seen_by.department_id), None),
        digest=standing.digest,
        open_reservations=[reservation for reservation in lines if reservation.is_open],
        to_close=rules.obstacle_to_closing(round, seen_by),
        **_obstacles_to_answering(round, standing, seen_by, goals),
    )


@dataclass(frozen=True)
class CoSignaturePanel:
    """The co-signatures under a framework's text, as a goal's page shows them."""

    line: RoundLine
    answers: list[AnswerLine]


def cosignature_panel(framework: Framework, seen_by: User) -> CoSignaturePanel | None:
    """Return the answers of the last co-signature round; None where there was none yet."""
    standing = standing_of(framework)
    if not standing.signing_rounds:
        return None
    last = standing.signing_rounds[-1]
    answers = cosignature_lines(last, standing, seen_by=seen_by)
    return CoSignaturePanel(_line(last, answers, seen_by), answers)


def reservations(framework: Framework, seen_by: User) -> list[ReservationLine]:
    """Return all reservations of a framework, the open ones first."""
    standing = standing_of(framework)
    lines = [
        reservation_line(one, one.cosignature.round, standing, seen_by=seen_by)
        for one in standing.reservations
    ]
    return sorted(lines, key=lambda line: not line.is_open)


def _obstacles_to_answering(
    round: Round, standing: Standing, by: User, goals: Mapping[int | None, Mapping[str, int]]
) -> dict[str, Obstacle | None]:
    contribution = next(
        (one for one in round.contributions.all() if one.department_id == by.department_id), None
    )
    attempts = [one for one in round.cosignatures.all() if one.department_id == by.department_id]
    stages = goals.get(by.department_id, {}) if by.department_id else {}
    return {
        "to_contribute": rules.obstacle_to_contributing(round, contribution, by, stages=stages),
        "to_give_nil_return": rules.obstacle_to_nil_return(round, contribution, by, stages=stages),
        "to_cosign": rules.obstacle_to_cosigning(
            round, attempts[-1] if attempts else None, by, digest=standing.digest
        ),
    }


def _answers(
    round: Round,
    standing: Standing,
    seen_by: User,
    goals: Mapping[int | None, Mapping[str, int]],
) -> list[AnswerLine]:
    if round.kind == Round.Kind.CO_SIGNATURE:
        return cosignature_lines(round, standing, seen_by=seen_by)
    return [
        contribution_line(
            one,
            round,
            seen_by=seen_by,
            # How many drafts there are is the department's own matter.
            submitted_goals=sum(
                goals.get(one.department_id, {}).get(stage, 0)
                for stage in (GoalVersion.Stage.SUBMITTED, GoalVersion.Stage.ADOPTED)
            ),
        )
        for one in round.contributions.all()
    ]


def _line(round: Round, answers: list[AnswerLine], seen_by: User) -> RoundLine:
    own = next((one for one in answers if one.department_id == seen_by.department_id), None)
    attempts = [attempt for answer in answers for attempt in (*answer.earlier, answer)]
    return RoundLine(
        id=round.pk,
        name=str(round),
        kind=round.kind,
        kind_label=round.get_kind_display(),
        number=round.number,
        opened_on=round.opened_on,
        due_on=round.due_on,
        closed_on=round.closed_on,
        is_open=round.is_open,
        is_overdue=round.is_open and round.due_on < timezone.localdate(),
        is_demonstration=round.is_demonstration,
        asked=len(answers),
        answered=sum(not answer.is_pending for answer in answers),
        late=sum(answer.is_late for answer in answers),
        open_reservations=sum(
            reservation.is_open for attempt in attempts for reservation in attempt.reservations
        ),
        own_answer=own.answer_label if own else "",
    )


def _goals_by_department(framework: Framework) -> dict[int | None, Counter[str]]:
    goals: dict[int | None, Counter[str]] = {}
    stages = (
        GoalVersion.objects.filter(goal__framework=framework)
        .current()
        .values_list("goal__contributed_by", "stage")
    )
    for department, stage in stages:
        goals.setdefault(department, Counter())[stage] += 1
    return goals
