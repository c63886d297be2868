"""Where a framework or a position stands on its way: the facts that rules and pages ask for."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from querschnitt.accounts.models import Department
from querschnitt.coordination.models import (
    Contribution,
    CoSignature,
    EscalationStep,
    FrameworkVersion,
    Reservation,
    Round,
    Subject,
)
from querschnitt.coordination.scope import POSITION_SCHEMA, PositionContent, PresentText
from querschnitt.framework import queries as framework_queries
from querschnitt.framework.changes import Changes, changes_between, concerned
from querschnitt.framework.content import LANGUAGE
from querschnitt.framework.models import Amendment, Framework, Goal, GoalVersion
from querschnitt.relations.models import Position

if TYPE_CHECKING:
    from querschnitt.framework.content import FrameworkContent


@dataclass(frozen=True)
class Standing:
    """A framework with its present text, the stages of its goals, its rounds and adoptions.

    Or a position, which has no goals, is adopted by nobody and is not amended. Loaded with a fixed
    number of queries; nothing here asks the database again.
    """

    subject: Subject
    text: PresentText
    rounds: list[Round]
    stages: Mapping[str, int] = field(default_factory=dict)
    in_force: FrameworkVersion | None = None
    amendment: Amendment | None = None
    """The amendment under way or, where none is, the one that cabinet adopted last."""
    changes: Changes = field(default_factory=Changes)
    """What an amendment under way changes of the version in force."""
    concerned: Mapping[Department, list[str]] = field(default_factory=dict)
    """The departments that an amendment under way concerns, each with the changed points."""

    @property
    def framework(self) -> Framework:
        """The framework that stands like this.

        :raises LookupError: if it is a position
        """
        if isinstance(self.subject, Position):
            raise LookupError("this is about a position")
        return self.subject

    @property
    def position(self) -> Position | None:
        """The position that stands like this; None if it is a framework."""
        return self.subject if isinstance(self.subject, Position) else None

    def has_decided_on(self, round: Round) -> bool:
        """Tell whether the text that a round was about has been decided on."""
        if self.position is not None:
            return is_coordinated(self.position)
        if round.amendment_id is None:
            return self.in_force is not None
        amendment = self.amendment if self.is_amending else None
        return amendment is None or amendment.pk != round.amendment_id

    @property
    def is_amending(self) -> bool:
        return self.amendment is not None and self.amendment.is_open

    @property
    def digest(self) -> str:
        """Of the whole present text; what a department signs has a digest of its own."""
        return self.text.digest

    @property
    def open_rounds(self) -> list[Round]:
        return [round for round in self.rounds if round.is_open]

    @property
    def signing_rounds(self) -> list[Round]:
        return [round for round in self.procedure_rounds if round.kind == Round.Kind.CO_SIGNATURE]

    @property
    def procedure_rounds(self) -> list[Round]:
        """The rounds on the text that is decided next: those of an amendment are its own."""
        key = self.amendment.pk if self.amendment else None
        return [round for round in self.rounds if round.amendment_id == key]

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
            if one.is_pending
            and one.subject_digest == self.text.digest_for(one)
            and silence_counts(one.round)
        ]

    def silent_if_closed(self, on: date) -> list[Department]:
        """Return the departments whose silence would be consent if their round were closed."""
        return [
            one.department
            for one in self.answers
            if one.is_pending
            and one.subject_digest == self.text.digest_for(one)
            and one.round.is_open
            and one.round.silence_is_consent
            and on > one.round.due_on
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
        """Departments of which the part that they signed has changed since."""
        return [one.department for one in self.answers if is_outdated(one, self.text)]

    @property
    def known_points(self) -> set[str]:
        """The points that can be asked about: what the text has, or an amendment takes out."""
        return {*self.text.points, *self.changes.points}

    @property
    def points_not_asked(self) -> list[str]:
        """Points of the present text, or of an amendment, on which nobody has been asked."""
        if not self.is_amending:
            return self.text.not_asked(self.answers)
        return [
            point
            for point in self.changes.points
            if self.answers and not any(self.text.is_asked_on(one, point) for one in self.answers)
        ]

    @property
    def concerned_not_asked(self) -> list[Department]:
        """Departments that an amendment concerns and that no round has asked."""
        asked = {one.department_id for one in self.answers}
        return [one for one in self.concerned if one.is_current and one.pk not in asked]

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


def is_outdated(cosignature: CoSignature, text: PresentText) -> bool:
    """Tell whether an answer was given on other words than the department's part has now."""
    return not cosignature.is_pending and cosignature.subject_digest != text.digest_for(cosignature)


def is_told(cosignature: CoSignature, round: Round, text: PresentText) -> bool:
    """Tell whether the department was told to answer on the present words of its part."""
    return bool(round.told.get(cosignature.department.key) == text.digest_for(cosignature))


def is_coordinated(position: Position) -> bool:
    """Tell whether nothing of a position is open any more: it is no draft."""
    return position.state != Position.State.DRAFT


def is_decided(round: Round) -> bool:
    """Ask whether the text that a round was about has been decided on."""
    if round.position is not None:
        return is_coordinated(round.position)
    if round.amendment is not None:
        return not round.amendment.is_open
    return FrameworkVersion.objects.in_force().filter(framework=round.framework_id).exists()


def silence_counts(round: Round) -> bool:
    """Tell whether silence in this round is consent: announced, and the deadline has passed."""
    return (
        round.silence_is_consent and round.closed_on is not None and round.closed_on > round.due_on
    )


def is_late(answer: Contribution | CoSignature, round: Round) -> bool:
    """Tell whether an answer came after the deadline, by the official dates of both."""
    return answer.answered_on is not None and answer.answered_on > round.due_on


def standing_of(subject: Subject) -> Standing:
    """Return where a framework or a position stands now."""
    if isinstance(subject, Position):
        position = Position.objects.select_related("dossier__department").get(pk=subject.pk)
        return Standing(position, present_text(position), rounds_of(position))
    return _standing_of_framework(subject)


def _standing_of_framework(framework: Framework) -> Standing:
    framework = Framework.objects.select_related("term").get(pk=framework.pk)
    text = present_text(framework)
    versions = FrameworkVersion.objects.in_force().select_related("decision")
    in_force = versions.filter(framework=framework).first()
    amendment = _amendment_of(framework)
    is_amending = amendment is not None and amendment.is_open and in_force is not None
    return Standing(
        subject=framework,
        text=text,
        stages=stages_of_goals(framework),
        rounds=rounds_of(framework),
        in_force=in_force,
        amendment=amendment,
        **(_amended(in_force, text) if is_amending and in_force else {}),
    )


def _amendment_of(framework: Framework) -> Amendment | None:
    """Return the amendment whose rounds count: what was given up counts no more."""
    amendments = Amendment.objects.filter(framework=framework)
    return amendments.exclude(state=Amendment.State.GIVEN_UP).order_by("-number").first()


def _amended(in_force: FrameworkVersion, text: PresentText) -> dict[str, Any]:
    before: FrameworkContent = json.loads(in_force.content)
    changes = changes_between(before, text.of_framework)
    points = concerned(changes, before, text.of_framework, contributed_by=text.contributed)
    departments = Department.objects.in_order()
    return {
        "changes": changes,
        "concerned": {one: points[one.key] for one in departments if one.key in points},
    }


def present_text(subject: Subject) -> PresentText:
    """Return what a framework or a position says now, read once for all that compare with it.

    What a position says stands in its row and that of its dossier, as they were loaded.
    """
    if isinstance(subject, Position):
        return PresentText(_content_of_position(subject))
    contributed = Goal.objects.filter(framework=subject, contributed_by__isnull=False)
    return PresentText(
        content=framework_queries.content_of(subject),
        contributed=dict(contributed.values_list("reference", "contributed_by__key")),
    )


def _content_of_position(position: Position) -> PositionContent:
    dossier = position.dossier
    return {
        "schema": POSITION_SCHEMA,
        "key": f"{dossier.key}/{position.number}",
        "title": {LANGUAGE: position.title},
        "dossier": dossier.title,
        "deadlines": [
            {"on": row.get("on", ""), "what": row.get("what", ""), "body": row.get("body", "")}
            for row in dossier.deadlines
        ],
        "text": {LANGUAGE: position.text},
    }


def rounds_of(subject: Subject) -> list[Round]:
    """Return the rounds on a subject in the order they were opened, with all answers."""
    answers = CoSignature.objects.select_related("department", "answered_by").order_by(
        "department__position", "department", "attempt"
    )
    contributions = Contribution.objects.select_related("department", "answered_by").order_by(
        "department__position", "department"
    )
    return list(
        subject.rounds.select_related("opened_by", "framework", "position__dossier__department")
        .prefetch_related(
            Prefetch("contributions", contributions),
            Prefetch("cosignatures", answers),
            Prefetch(
                "cosignatures__reservations",
                Reservation.objects.select_related(
                    "ended_by", "settlement_by", "department_settlement_by"
                ).order_by("pk"),
            ),
            Prefetch(
                "cosignatures__reservations__steps",
                EscalationStep.objects.select_related("noted_by").order_by("pk"),
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
