"""One adopted version: what it says, how it came about, where it stands in the chain."""

import json
from dataclasses import dataclass
from typing import Any

from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.models import (
    CoSignature,
    EscalationStep,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.coordination.models.rounds import Contribution
from querschnitt.coordination.queries.cabinet import (
    AdoptedVersion,
    adopted,
    place_of_versions,
)
from querschnitt.coordination.queries.signing import SignedText, signed_text
from querschnitt.coordination.text_changes import PointChange, changes, label_of
from querschnitt.framework.models import Framework


@dataclass(frozen=True)
class RecordedReservation:
    """A reservation as it stood when the cabinet decided."""

    kind: str
    state: str
    point: str
    text: str
    settlement: str
    department_settlement: str
    steps: list[tuple[str, str, str]]
    """The attempts to come to terms: level, day and what came of it."""


@dataclass(frozen=True)
class RecordedAnswer:
    """A department's answer as it is on record; texts empty where the reader may not read them."""

    department: str
    answer: str
    answered_on: str
    person: str
    is_late: bool
    remark: str
    text_digest: str
    points: str
    """What the department was asked on; empty for the whole text."""
    reservations: list[RecordedReservation]


@dataclass(frozen=True)
class RecordedRound:
    """A round as it is on record."""

    name: str
    opened_on: str
    due_on: str
    closed_on: str
    is_demonstration: bool
    answers: list[RecordedAnswer]


@dataclass(frozen=True)
class AmendedVersion:
    """The version that another one amends, why, and what it changes."""

    pk: int
    number: int
    reason: str
    changes: list[PointChange]


@dataclass(frozen=True)
class VersionPage:
    """An adopted version with its content and the internal record of its adoption."""

    framework: Framework
    version: AdoptedVersion
    text: SignedText
    rounds: list[RecordedRound]
    consent_by_silence: str
    submission: dict[str, Any]
    """What lay before the cabinet, by number and digest; empty where there was no paper."""
    previous: AdoptedVersion | None
    amends: AmendedVersion | None


def version_page(pk: int, seen_by: User) -> VersionPage | None:
    """Return an adopted version as one reader may see it, or None where there is none."""
    versions = FrameworkVersion.objects.select_related("framework__term", "decision", "annulment")
    row = versions.filter(pk=pk).first()
    if row is None:
        return None
    record = json.loads(row.record)
    departments = {one.key: one for one in Department.objects.all()}
    previous = (
        versions.defer("content", "record").filter(sequence=row.sequence - 1).first()
    )  # fmt: skip
    place = place_of_versions()
    silent = [departments[key].abbreviation for key in record.get("consent_by_silence", [])]
    return VersionPage(
        framework=row.framework,
        version=adopted(row, seen_by, place),
        text=signed_text(json.loads(row.content)),
        rounds=[_round(one, departments, seen_by) for one in record.get("rounds", [])],
        consent_by_silence=", ".join(silent),
        submission=record.get("submission", {}),
        previous=adopted(previous, seen_by, place) if previous else None,
        amends=_amends(row, record),
    )


def _amends(row: FrameworkVersion, record: dict[str, Any]) -> AmendedVersion | None:
    """Return what a version changes of the one that it amends."""
    amends = record.get("amends")
    if not amends:
        return None
    before = FrameworkVersion.objects.get(digest=amends["digest"])
    return AmendedVersion(
        pk=before.pk,
        number=before.number,
        reason=amends["reason"],
        changes=changes(json.loads(before.content), json.loads(row.content)),
    )


def _round(
    recorded: dict[str, Any], departments: dict[str, Department], seen_by: User
) -> RecordedRound:
    answers = [*recorded["contributions"], *recorded["cosignatures"]]
    asked = [departments[one["department"]].pk for one in answers]
    is_readable = rules.may_read_answers(seen_by, asked=asked)
    kinds = {str(value): str(label) for value, label in Round.Kind.choices}
    return RecordedRound(
        name=f"{kinds[recorded['kind']]} {recorded['number']}",
        opened_on=recorded["opened_on"],
        due_on=recorded["due_on"],
        closed_on=recorded["closed_on"],
        is_demonstration=recorded["is_demonstration"],
        answers=[_answer(one, departments, is_readable=is_readable) for one in answers],
    )


def _answer(
    recorded: dict[str, Any], departments: dict[str, Department], *, is_readable: bool
) -> RecordedAnswer:
    labels = {
        str(value): str(label)
        for value, label in (*Contribution.Answer.choices, *CoSignature.Answer.choices)
    }
    return RecordedAnswer(
        department=departments[recorded["department"]].abbreviation,
        answer=labels[recorded["answer"]],
        answered_on=recorded["answered_on"],
        person=recorded["person"],
        is_late=recorded["is_late"],
        remark=(recorded.get("remarks") or recorded.get("remark", "")) if is_readable else "",
        text_digest=recorded.get("text_digest", ""),
        points=_points(recorded),
        reservations=[
            _reservation(one, is_readable=is_readable) for one in recorded.get("reservations", [])
        ],
    )


def _reservation(recorded: dict[str, Any], *, is_readable: bool) -> RecordedReservation:
    kinds = {str(value): str(label) for value, label in Reservation.Kind.choices}
    states = {str(value): str(label) for value, label in Reservation.State.choices}
    levels = {str(value): str(label) for value, label in EscalationStep.Level.choices}
    return RecordedReservation(
        kind=kinds[recorded["kind"]],
        state=states[recorded["state"]],
        point=label_of(recorded["point"]) if recorded.get("point") else "",
        text=recorded["text"] if is_readable else "",
        settlement=recorded["settlement"] if is_readable else "",
        department_settlement=recorded.get("department_settlement", "") if is_readable else "",
        steps=[
            (levels[step["level"]], step["held_on"], step["note"] if is_readable else "")
            for step in recorded.get("escalation", [])
        ],
    )


def _points(recorded: dict[str, Any]) -> str:
    """Return what a department was asked on; records of earlier programs know only whole texts."""
    scopes = {str(value): str(label) for value, label in CoSignature.Scope.choices}
    scope = recorded.get("scope", CoSignature.Scope.WHOLE)
    if scope == CoSignature.Scope.POINTS:
        return ", ".join(label_of(point) for point in recorded["points"])
    return "" if scope == CoSignature.Scope.WHOLE else scopes[scope]
