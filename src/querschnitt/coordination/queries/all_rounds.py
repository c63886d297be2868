"""All rounds in one list, at a fixed cost however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.coordination.queries.readable import readable_rounds
from querschnitt.framework.models import Amendment, Framework


@dataclass(frozen=True)
class ListedRound:
    """A round with how many were asked, who is missing, and what the reader answered."""

    round: Round
    asked: int
    missing: list[str]
    late: int
    open_reservations: int
    own_answer: str

    @property
    def answered(self) -> int:
        return self.asked - len(self.missing)

    @property
    def is_overdue(self) -> bool:
        return self.round.is_open and self.round.due_on < timezone.localdate()


@dataclass(frozen=True)
class AllRounds:
    """Open rounds by deadline, then the closed ones; and where another may be opened."""

    open: list[ListedRound]
    closed: list[ListedRound]
    frameworks: list[Framework]
    """Frameworks that are still on their way to the cabinet."""


@dataclass
class _Asked:
    departments: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    late: int = 0
    own: str = ""


def all_rounds(seen_by: User) -> AllRounds:
    """Return the rounds that a person may know of, open ones first."""
    rows = readable_rounds(Round.objects.with_subject().order_by("-opened_on", "-pk"), seen_by)
    asked: dict[int, _Asked] = {row.pk: _Asked() for row in rows}
    by_round = {row.pk: row for row in rows}
    for answer in _answers(asked):
        _note(asked[answer.round_id], answer, by_round[answer.round_id], seen_by)
    reservations = dict(
        Reservation.objects.filter(state=Reservation.State.OPEN)
        .values_list("cosignature__round")
        .annotate(count=Count("pk"))
    )
    listed = [_listed(row, asked[row.pk], reservations.get(row.pk, 0)) for row in rows]
    return AllRounds(
        open=sorted((one for one in listed if one.round.is_open), key=lambda o: o.round.due_on),
        closed=[one for one in listed if not one.round.is_open],
        frameworks=_on_their_way(),
    )


def _answers(rounds: Iterable[int]) -> Iterable[Contribution | CoSignature]:
    yield from (
        Contribution.objects.filter(round__in=rounds)
        .select_related("department")
        .defer("remark")
        .order_by("department__position", "pk")
    )
    yield from (
        CoSignature.objects.filter(round__in=rounds)
        .select_related("department")
        .defer("remarks")
        .order_by("department__position", "pk")
    )


def _note(asked: _Asked, answer: Contribution | CoSignature, round: Round, seen_by: User) -> None:
    """Count an answer; where the text changed in between, a department may have several."""
    asked.departments.add(answer.department_id)
    if answer.is_pending:
        asked.missing.append(answer.department.abbreviation)
    elif answer.answered_on and answer.answered_on > round.due_on:
        asked.late += 1
    if answer.department_id == seen_by.department_id:
        asked.own = answer.get_answer_display()


def _listed(round: Round, asked: _Asked, open_reservations: int) -> ListedRound:
    return ListedRound(
        round=round,
        asked=len(asked.departments),
        missing=asked.missing,
        late=asked.late,
        open_reservations=open_reservations,
        own_answer=asked.own,
    )


def _on_their_way() -> list[Framework]:
    adopted = FrameworkVersion.objects.in_force().values("framework")
    amended = Amendment.objects.filter(state=Amendment.State.OPEN).values("framework")
    under_way = ~Q(pk__in=adopted) | Q(pk__in=amended)
    return list(
        Framework.objects.filter(under_way, term__closed_on=None).order_by(
            F("is_demonstration").asc(), "-term__number", "pk"
        )
    )
