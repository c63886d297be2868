"""One adopted version: what it says, how it came about, where it stands in the chain."""

import json
from dataclasses import dataclass
from typing import Any

from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CoSignature, FrameworkVersion, Reservation, Round
from querschnitt.coordination.models.rounds import Contribution
from querschnitt.coordination.queries.cabinet import AdoptedVersion, adopted
from querschnitt.coordination.queries.signing import SignedText, signed_text
from querschnitt.framework.models import Framework


@dataclass(frozen=True)
class RecordedReservation:
    """A reservation as it stood when the cabinet decided."""

    kind: str
    state: str
    text: str
    settlement: str


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
class VersionPage:
    """An adopted version with its content and the internal record of its adoption."""

    framework: Framework
    version: AdoptedVersion
    text: SignedText
    rounds: list[RecordedRound]
    consent_by_silence: str
    previous: AdoptedVersion | None


def version_page(pk: int, seen_by: User) -> VersionPage | None:
    """Return an adopted version as one reader may see it, or None where there is none."""
    versions = FrameworkVersion.objects.select_related("framework", "decision", "annulment")
    row = versions.filter(pk=pk).first()
    if row is None:
        return None
    record = json.loads(row.record)
    departments = {one.key: one for one in Department.objects.all()}
    previous = (
        versions.defer("content", "record").filter(sequence=row.sequence - 1).first()
    )  # fmt: skip
    silent = [departments[key].abbreviation for key in record.get("consent_by_silence", [])]
    return VersionPage(
        framework=row.framework,
        version=adopted(row, seen_by),
        text=signed_text(json.loads(row.content)),
        rounds=[_round(one, departments, seen_by) for one in record.get("rounds", [])],
        consent_by_silence=", ".join(silent),
        previous=adopted(previous, seen_by) if previous else None,
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
        reservations=[
            _reservation(one, is_readable=is_readable) for one in recorded.get("reservations", [])
        ],
    )


def _reservation(recorded: dict[str, Any], *, is_readable: bool) -> RecordedReservation:
    kinds = {str(value): str(label) for value, label in Reservation.Kind.choices}
    states = {str(value): str(label) for value, label in Reservation.State.choices}
    return RecordedReservation(
        kind=kinds[recorded["kind"]],
        state=states[recorded["state"]],
        text=recorded["text"] if is_readable else "",
        settlement=recorded["settlement"] if is_readable else "",
    )
