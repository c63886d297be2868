"""What a cabinet submission says, in the form in which it is delivered and kept.

People type some parts. Who took part with what result, what is still in dispute and which clauses
are not taken up is read from the rounds and the framework, so that nobody can type it differently.
The press text is no part of the paper.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypedDict

from querschnitt.coordination.models import (
    CabinetSession,
    CabinetSubmission,
    CoSignature,
    Reservation,
    StateSecretariesResult,
)
from querschnitt.coordination.standing import Standing, is_late
from querschnitt.framework.content import FrameworkContent
from querschnitt.framework.models import ClauseExclusion
from querschnitt.lib.digest import digest

SCHEMA: Final = "querschnitt/cabinet-submission/1"
TYPED = (
    "file_reference",
    "facts",
    "form",
    "urgency_reason",
    "associations",
    "associations_not_taken_up",
    "costs",
    "proposed_decision",
    "speaking_notes",
    "press_text",
)
"""What people type, by the names of the fields."""


class Participation(TypedDict):
    """What one department answered last, and on which text."""

    department: str
    name: str
    round: str
    answer: str
    answered_on: str
    scope: str
    points: list[str]
    is_late: bool
    is_outdated: bool
    is_consent_by_silence: bool


class Step(TypedDict):
    """An attempt to agree, at one level."""

    level: str
    held_on: str
    note: str


class Dispute(TypedDict):
    """A reservation with what each side says of it."""

    department: str
    name: str
    kind: str
    point: str
    raised_on: str
    text: str
    state: str
    steps: list[Step]
    chancellery: str
    department_says: str
    ended_on: str


class NotTakenUp(TypedDict):
    clause: int
    text: str
    reason: str


class Deliberation(TypedDict):
    """What the state secretaries made of it."""

    held_on: str
    chair: str
    result: str
    note: str


class PaperContent(TypedDict):
    """A submission, complete, in codes and texts; labels are put in when it is read."""

    schema: str
    number: int
    file_reference: str
    framework: str
    framework_title: str
    amendment: int | None
    amendment_reason: str
    form: str
    urgency_reason: str
    session: str
    session_on: str
    facts: str
    associations: str
    associations_not_taken_up: str
    costs: str
    proposed_decision: str
    speaking_notes: str
    has_press_text: bool
    participation: list[Participation]
    disputes: list[Dispute]
    settled: list[Dispute]
    reason_for_untried_dissent: str
    not_taken_up: list[NotTakenUp]
    left_open: list[NotTakenUp]
    deliberations: list[Deliberation]
    text_digest: str
    signed_by: str
    signed_on: str
    submitted_on: str


def typed_digest(submission: CabinetSubmission) -> str:
    """Return the digest of what people typed, to tell whether a page still shows it."""
    return digest([str(getattr(submission, name)) for name in TYPED])


def paper_of(
    submission: CabinetSubmission,
    standing: Standing,
    *,
    content: FrameworkContent,
    exclusions: Iterable[ClauseExclusion],
    results: Sequence[StateSecretariesResult],
    session: CabinetSession | None = None,
    reason_for_untried_dissent: str = "",
    signed_by: str = "",
    signed_on: date | None = None,
    submitted_on: date | None = None,
) -> PaperContent:
    """Return what a submission says now, from loaded objects alone."""
    amendment = submission.amendment
    not_taken_up, left_open = _clauses(content, exclusions)
    return {
        "schema": SCHEMA,
        "number": submission.number,
        "file_reference": submission.file_reference,
        "framework": submission.framework.key,
        "framework_title": submission.framework.title,
        "amendment": amendment.number if amendment else None,
        "amendment_reason": amendment.reason if amendment else "",
        "form": str(submission.form),
        "urgency_reason": submission.urgency_reason,
        "session": session.number if session else "",
        "session_on": _day(session.held_on if session else None),
        "facts": submission.facts,
        "associations": submission.associations,
        "associations_not_taken_up": submission.associations_not_taken_up,
        "costs": submission.costs,
        "proposed_decision": submission.proposed_decision,
        "speaking_notes": submission.speaking_notes,
        "has_press_text": bool(submission.press_text),
        "participation": [_participation(one, standing) for one in standing.answers],
        "disputes": [_dispute(one) for one in standing.reservations if one.is_open],
        "settled": [_dispute(one) for one in standing.reservations if not one.is_open],
        "reason_for_untried_dissent": reason_for_untried_dissent,
        "not_taken_up": not_taken_up,
        "left_open": left_open,
        "deliberations": [_deliberation(one) for one in results],
        "text_digest": standing.digest,
        "signed_by": signed_by,
        "signed_on": _day(signed_on),
        "submitted_on": _day(submitted_on),
    }


def untried(standing: Standing, results: Iterable[StateSecretariesResult]) -> list[Reservation]:
    """Return the open reservations that nobody has yet tried to settle at a higher level."""
    last = max((one.conference.held_on for one in results), default=None)
    return [
        one
        for one in standing.open_reservations
        if not steps_of(one) and not (last and last >= (one.cosignature.answered_on or last))
    ]


def steps_of(reservation: Reservation) -> list[Step]:
    """Return the attempts to agree on a reservation, in their order."""
    return [
        {"level": str(one.level), "held_on": _day(one.held_on), "note": one.note}
        for one in reservation.steps.all()
    ]


def _participation(answer: CoSignature, standing: Standing) -> Participation:
    department = answer.department
    return {
        "department": department.abbreviation,
        "name": department.name,
        "round": str(answer.round.number),
        "answer": str(answer.answer),
        "answered_on": _day(answer.answered_on),
        "scope": str(answer.scope),
        "points": [str(point) for point in answer.points],
        "is_late": is_late(answer, answer.round),
        "is_outdated": department in standing.outdated,
        "is_consent_by_silence": answer in standing.consenting_by_silence,
    }


def _dispute(reservation: Reservation) -> Dispute:
    answer = reservation.cosignature
    return {
        "department": answer.department.abbreviation,
        "name": answer.department.name,
        "kind": str(reservation.kind),
        "point": reservation.point,
        "raised_on": _day(answer.answered_on),
        "text": reservation.text,
        "state": str(reservation.state),
        "steps": steps_of(reservation),
        "chancellery": reservation.settlement,
        "department_says": reservation.department_settlement,
        "ended_on": _day(reservation.ended_on),
    }


def _deliberation(result: StateSecretariesResult) -> Deliberation:
    return {
        "held_on": _day(result.conference.held_on),
        "chair": result.conference.chair,
        "result": str(result.result),
        "note": result.note,
    }


def _clauses(
    content: FrameworkContent, exclusions: Iterable[ClauseExclusion]
) -> tuple[list[NotTakenUp], list[NotTakenUp]]:
    """Return the clauses that are not taken up, with the reason and without one."""
    taken_up = {number for goal in content["goals"] for number in goal["clauses"]}
    reasons: Mapping[int, str] = {one.clause.number: one.reason for one in exclusions}
    clauses = content["mandate"]["clauses"] if content["mandate"] else []
    left = [
        NotTakenUp(
            clause=one["number"],
            text="".join(one["text"].values()),
            reason=reasons.get(one["number"], ""),
        )
        for one in clauses
        if one["number"] not in taken_up
    ]
    return [one for one in left if one["reason"]], [one for one in left if not one["reason"]]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
