"""Rounds: who has answered, who has not, what is open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import Round, Subject
from querschnitt.coordination.queries.changed_parts import changed_parts
from querschnitt.coordination.queries.lines import (
    AnswerLine,
    ReservationLine,
    contribution_line,
    cosignature_lines,
    reservation_line,
)
from querschnitt.coordination.queries.remarks import remark_lines
from querschnitt.coordination.standing import Standing, is_outdated, standing_of
from querschnitt.coordination.text_changes import PointChange, label_of, point_texts
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Position


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
    """Of the whole present text; what a department signs has a digest of its own."""
    open_reservations: list[ReservationLine]
    points_not_asked: list[str]
    """Points of the present text on which nobody is asked in this round."""
    open_remarks: int
    """How many remarks that the reader may read are not resolved yet."""
    remarks: int
    has_kept_text: bool
    """Whether the text of the opening is kept, so that the changes since can be shown."""
    to_contribute: Obstacle | None
    to_give_nil_return: Obstacle | None
    to_cosign: Obstacle | None
    to_raise: Obstacle | None
    """Why the reader cannot raise a further reservation beside the answer given."""
    to_close: Obstacle | None
    to_remark: Obstacle | None
    to_notify: Obstacle | None
    """Why the reader cannot tell the departments whose answers are outdated."""
    to_coordinate: list[Obstacle]
    """What is missing until a position is coordinated; nothing where it is no draft any more."""

    @property
    def outdated(self) -> list[AnswerLine]:
        return [answer for answer in self.answers if answer.is_outdated]

    @property
    def is_scoped(self) -> bool:
        """Whether a department is asked on less than the whole text."""
        return any(answer.points for answer in self.answers)

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


def obstacle_to_opening_about(position: Position, by: User) -> Obstacle | None:
    """Return why a person cannot ask the departments to co-sign a position now."""
    kind, standing = Round.Kind.CO_SIGNATURE, standing_of(position)
    return rules.obstacle_to_opening_another(kind, by, standing=standing)


def round_overview(round: Round, seen_by: User) -> RoundOverview:
    """Return one round with every department's answer."""
    return overview_of(round, standing_of(round.subject), seen_by)


def overview_of(round: Round, standing: Standing, seen_by: User) -> RoundOverview:
    """Return one round as ``round_overview`` does, of a framework whose standing is known."""
    round = next(one for one in standing.rounds if one.pk == round.pk)
    asked = list(round.cosignatures.all())
    goals = {} if standing.position else _goals_by_department(standing.framework)
    changed = changed_parts(asked, standing.text)
    answers = _answers(round, standing, seen_by, goals, changed=changed)
    lines = [
        reservation
        for answer in answers
        for attempt in (*answer.earlier, answer)
        for reservation in attempt.reservations
    ]
    remarks = remark_lines([round], standing, seen_by=seen_by)
    ids = [one.department_id for one in asked]
    return RoundOverview(
        round=round,
        line=_line(round, answers, seen_by),
        answers=answers,
        own=next((one for one in answers if one.department_id == seen_by.department_id), None),
        digest=standing.digest,
        open_reservations=[reservation for reservation in lines if reservation.is_open],
        points_not_asked=_not_asked(round, standing),
        open_remarks=sum(not remark.is_resolved for remark in remarks),
        remarks=len(remarks),
        has_kept_text=bool(round.text_digest),
        to_close=rules.obstacle_to_closing(round, seen_by),
        to_remark=rules.obstacle_to_remarking(round, seen_by, asked=ids),
        to_notify=rules.obstacle_to_notifying(
            round,
            seen_by,
            outdated=[one for one in answers if one.is_outdated],
            untold=[one for one in answers if one.is_outdated and not one.is_told],
        ),
        to_coordinate=_missing(round, standing),
        **_obstacles_to_answering(round, standing, seen_by, goals),
    )


def _missing(round: Round, standing: Standing) -> list[Obstacle]:
    if standing.position is None or standing.has_decided_on(round):
        return []
    return rules.obstacles_to_coordinating(standing, closed_on=timezone.localdate())


def _not_asked(round: Round, standing: Standing) -> list[str]:
    """Return the labels of the points on which nobody is asked, while that can be changed."""
    if standing.has_decided_on(round) or round.amendment_id:
        return []
    texts = point_texts(standing.text.content)
    return [
        texts[point].label if point in texts else label_of(point)
        for point in standing.text.not_asked(list(round.cosignatures.all()))
    ]


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


def reservations(subject: Subject, seen_by: User) -> list[ReservationLine]:
    """Return all reservations on a framework or a position, the open ones first."""
    standing = standing_of(subject)
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
    last = attempts[-1] if attempts else None
    return {
        "to_contribute": rules.obstacle_to_contributing(round, contribution, by, stages=stages),
        "to_give_nil_return": rules.obstacle_to_nil_return(round, contribution, by, stages=stages),
        "to_cosign": rules.obstacle_to_cosigning(
            round,
            last,
            by,
            digest=standing.text.digest_for(last) if last else standing.digest,
        ),
        "to_raise": rules.obstacle_to_raising_another(
            round, last, by, is_outdated=last is not None and is_outdated(last, standing.text)
        ),
    }


def _answers(
    round: Round,
    standing: Standing,
    seen_by: User,
    goals: Mapping[int | None, Mapping[str, int]],
    *,
    changed: Mapping[int, Sequence[PointChange]] | None = None,
) -> list[AnswerLine]:
    if round.kind == Round.Kind.CO_SIGNATURE:
        return cosignature_lines(round, standing, seen_by=seen_by, changed=changed)
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
