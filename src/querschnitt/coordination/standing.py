"""Where a framework stands on its way to the cabinet: the facts that rules and pages ask for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from querschnitt.accounts.models import Department
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.framework import queries as framework_queries
from querschnitt.framework.models import Framework, GoalVersion


@dataclass(frozen=True)
class Standing:
    """A framework with its text's digest, the stages of its goals, its rounds and adoptions.

    Loaded with a fixed number of queries; nothing here asks the database again.
    """

    framework: Framework
    digest: str
    stages: Mapping[str, int]
    rounds: list[Round]
    in_force: FrameworkVersion | None

    @property
    def open_rounds(self) -> list[Round]:
        return [round for round in self.rounds if round.is_open]

    @property
    def signing_rounds(self) -> list[Round]:
        return [round for round in self.rounds if round.kind == Round.Kind.CO_SIGNATURE]

    @property
    def last_closed_signing_round(self) -> Round | None:
        return next((round for round in reversed(self.signing_rounds) if not round.is_open), None)

    @cached_property
    def answers(self) -> list[CoSignature]:
        """Each department's last answer, whichever round it was given in.

        A department that has been dissolved since, and was not asked again, cannot answer any
        more; its successors are asked instead.
        """
        last: dict[int, CoSignature] = {}
        for round in self.signing_rounds:
            if round is self.signing_rounds[-1]:
                last = {pk: one for pk, one in last.items() if one.department.is_current}
            last |= {one.department_id: one for one in round.cosignatures.all()}
        return list(last.values())

    @cached_property
    def consenting_by_silence(self) -> list[CoSignature]:
        """Departments that kept silent where that was announced to be consent.

        Silence speaks only about the text that was sent out, and only once the deadline passed.
        """
        return [
            one
            for one in self.answers
            if one.is_pending and one.subject_digest == self.digest and silence_counts(one.round)
        ]

    @property
    def unanswered(self) -> list[Department]:
        return [
            one.department
            for one in self.answers
            if one.is_pending and one not in self.consenting_by_silence
        ]

    @property
    def outdated(self) -> list[Department]:
        """Departments whose signature stands under a text that has changed since."""
        return [one.department for one in self.answers if is_outdated(one, self.digest)]

    @property
    def reservations(self) -> list[Reservation]:
        return [
            reservation
            for round in self.signing_rounds
            for cosignature in round.cosignatures.all()
            for reservation in cosignature.reservations.all()
        ]

    @property
    def open_reservations(self) -> list[Reservation]:
        return [reservation for reservation in self.reservations if reservation.is_open]


def is_outdated(cosignature: CoSignature, digest: str) -> bool:
    """Tell whether an answer was given on another text than the one with this digest."""
    return not cosignature.is_pending and cosignature.subject_digest != digest


def silence_counts(round: Round) -> bool:
    """Tell whether silence in this round is consent: announced, and the deadline has passed."""
    return (
        round.silence_is_consent and round.closed_on is not None and round.closed_on > round.due_on
    )


def is_late(answer: Contribution | CoSignature, round: Round) -> bool:
    """Tell whether an answer came after the deadline, by the official dates of both."""
    return answer.answered_on is not None and answer.answered_on > round.due_on


def standing_of(framework: Framework) -> Standing:
    """Return where a framework stands now."""
    framework = Framework.objects.select_related("term").get(pk=framework.pk)
    return Standing(
        framework=framework,
        digest=framework_queries.digest_of_draft(framework),
        stages=stages_of_goals(framework),
        rounds=rounds_of(framework),
        in_force=FrameworkVersion.objects.in_force().filter(framework=framework).first(),
    )


def rounds_of(framework: Framework) -> list[Round]:
    """Return the rounds of a framework in the order they were opened, with all answers."""
    answers = CoSignature.objects.select_related("department", "answered_by").order_by(
        "department__position", "department", "attempt"
    )
    contributions = Contribution.objects.select_related("department", "answered_by").order_by(
        "department__position", "department"
    )
    return list(
        Round.objects.filter(framework=framework)
        .select_related("opened_by")
        .prefetch_related(
            Prefetch("contributions", contributions),
            Prefetch("cosignatures", answers),
            Prefetch(
                "cosignatures__reservations",
                Reservation.objects.select_related("ended_by").order_by("pk"),
            ),
        )
        .order_by("pk")
    )


def stages_of_goals(
    framework: Framework, *, contributed_by: Department | None = None
) -> Mapping[str, int]:
    """Count the goals of a framework, or of one department in it, by the stage they are at."""
    versions = GoalVersion.objects.filter(goal__framework=framework)
    if contributed_by is not None:
        versions = versions.filter(goal__contributed_by=contributed_by)
    return Counter(versions.current().values_list("stage", flat=True))
