"""What an adopted version holds and how its digest is made, from loaded objects alone.

``content`` may become public; ``record`` stays inside. The digest of a version covers both, the
decision, and the digest of the version adopted before it, of whichever framework.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from querschnitt.accounts.models import Role, User
from querschnitt.coordination.models import (
    AgendaItem,
    CabinetDecision,
    Contribution,
    CoSignature,
    DeliveredPaper,
    EscalationStep,
    FrameworkVersion,
    Reservation,
    Round,
)
from querschnitt.coordination.standing import Standing, is_late
from querschnitt.framework.content import AmendsContent, CorrectionContent, OriginContent
from querschnitt.lib.digest import GENESIS, canonical, digest

RECORD_SCHEMA = "querschnitt/adoption-record/1"

Json = dict[str, Any]


def version_of(
    standing: Standing,
    decision: CabinetDecision,
    *,
    content: object,
    number: int,
    predecessor: FrameworkVersion | None,
    paper: DeliveredPaper | None = None,
    item: AgendaItem | None = None,
    frozen: Mapping[str, int] | None = None,
    origin: Mapping[str, Any] | None = None,
) -> FrameworkVersion:
    """Return the version that a decision adopts, not stored yet.

    :param predecessor: the version adopted last, whichever framework it belongs to
    :param paper: that lay before the cabinet
    :param item: of the agenda, under which it stood there
    :param frozen: the version of each goal that the decision freezes, by the goals' references
    :param origin: how another installation recorded the adoption, where it was taken over
    """
    record = record_of(standing, decision, paper, item, frozen)
    if origin:
        record["origin"] = dict(origin)
    version = FrameworkVersion(
        sequence=predecessor.sequence + 1 if predecessor else 1,
        framework=standing.framework,
        number=number,
        decision=decision,
        content=canonical(content).decode(),
        content_digest=digest(content),
        record=canonical(record).decode(),
        previous_digest=predecessor.digest if predecessor else GENESIS,
    )
    version.digest = digest_of(version)
    return version


def digest_of(version: FrameworkVersion) -> str:
    """Return what the digest of a version must be, from all that it says and its predecessor's."""
    return digest(
        {
            "sequence": version.sequence,
            "framework": version.framework.key,
            "number": version.number,
            "content_digest": digest_of_text(version.content),
            "record_digest": digest_of_text(version.record),
            "decision": decision_facts(version.decision),
            "previous": version.previous_digest,
        }
    )


def digest_of_text(text: str) -> str:
    """Return the digest of canonical JSON that is kept as text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def decision_facts(decision: CabinetDecision) -> Json:
    """Return what a decision says; when and by whom it was entered is the journal's."""
    return {
        "kind": str(decision.kind),
        "decided_on": decision.decided_on.isoformat(),
        "decided_by": decision.decided_by,
        "agenda_number": decision.agenda_number,
        "wording": decision.wording,
        "reason": decision.reason,
        "source": decision.source,
        "confidence": str(decision.confidence),
        "remark": decision.remark,
    }


def record_of(
    standing: Standing,
    decision: CabinetDecision,
    paper: DeliveredPaper | None = None,
    item: AgendaItem | None = None,
    frozen: Mapping[str, int] | None = None,
) -> Json:
    """Return how the adoption came about: who was asked, who answered what, on which text."""
    # Records of decisions without a paper keep the form that they have always had.
    before_it = {"submission": _submission(paper, item)} if paper else {}
    return {
        "schema": RECORD_SCHEMA,
        "text_digest": standing.digest,
        "rounds": [_round(round) for round in standing.procedure_rounds],
        "consent_by_silence": [one.department.key for one in standing.consenting_by_silence],
        "points_not_asked": standing.points_not_asked,
        "open_reservations": len(standing.open_reservations),
        "reason_for_open_reservations": decision.reason,
        "decision": decision_facts(decision),
        "frozen": dict(frozen or {}),
        **before_it,
        **_amends(standing),
    }


def _amends(standing: Standing) -> Json:
    """Return which version is amended, and why; nothing where none was in force before."""
    amendment, amended = standing.amendment, standing.in_force
    if not (standing.is_amending and amendment and amended):
        return {}
    return {
        "amends": {
            "amendment": amendment.number,
            "number": amended.number,
            "digest": amended.digest,
            "decided_on": amended.decision.decided_on.isoformat(),
            "opened_on": amendment.opened_on.isoformat(),
            "reason": amendment.reason,
        }
    }


def amends_of(record: Json) -> AmendsContent | None:
    """Return of a record what may become public about the version that was amended."""
    amends = record.get("amends")
    if not amends:
        return None
    return AmendsContent(
        version=amends["number"],
        decided_on=amends["decided_on"],
        digest=amends["digest"],
        reason=amends["reason"],
    )


def origin_of(record: Json) -> OriginContent | None:
    """Return of a record what may become public about the adoption that was taken over."""
    origin = record.get("origin")
    if not origin:
        return None
    told = OriginContent(version=origin["version"], digest=origin["digest"])
    if "amends" in origin:
        told["amends"] = origin["amends"]
    return told


def corrections_of(record: Json) -> list[CorrectionContent]:
    """Return the misprints that had been put right in public where the framework comes from."""
    corrections: list[CorrectionContent] = (record.get("origin") or {}).get("corrections", [])
    return corrections


def _submission(paper: DeliveredPaper, item: AgendaItem | None) -> Json:
    """Return what lay before the cabinet; the paper itself is kept beside it under its digest."""
    return {
        "number": paper.submission.number,
        "delivery": paper.number,
        "digest": paper.digest,
        "submitted_on": paper.submitted_on.isoformat(),
        "session": item.session.number if item else "",
        "session_on": _day(item.session.held_on if item else None),
        "agenda_item": item.number if item else None,
    }


def _round(round: Round) -> Json:
    return {
        "kind": str(round.kind),
        "number": round.number,
        "opened_on": round.opened_on.isoformat(),
        "opened_by": round.opened_by.name,
        "due_on": round.due_on.isoformat(),
        "closed_on": _day(round.closed_on),
        "silence_is_consent": round.silence_is_consent,
        "is_demonstration": round.is_demonstration,
        "contributions": [
            {**_answer(one, round), "remark": one.remark} for one in round.contributions.all()
        ],
        "cosignatures": [_cosignature(one, round) for one in round.cosignatures.all()],
    }


def _cosignature(cosignature: CoSignature, round: Round) -> Json:
    return {
        **_answer(cosignature, round),
        "attempt": cosignature.attempt,
        "scope": str(cosignature.scope),
        "points": list(cosignature.points),
        "text_digest": cosignature.subject_digest,
        "remarks": cosignature.remarks,
        "reservations": [_reservation(one) for one in cosignature.reservations.all()],
    }


def _answer(answer: Contribution | CoSignature, round: Round) -> Json:
    person = answer.answered_by
    return {
        "department": answer.department.key,
        "answer": str(answer.answer),
        "person": person.name if person else "",
        # Only an approver can answer; what role the person has by now says nothing about that day.
        "role": str(Role.DEPARTMENT_APPROVER) if person else "",
        "answered_on": _day(answer.answered_on),
        "is_late": is_late(answer, round),
    }


def _reservation(reservation: Reservation) -> Json:
    return {
        "kind": str(reservation.kind),
        "text": reservation.text,
        "state": str(reservation.state),
        "point": reservation.point,
        "settlement": reservation.settlement,
        "settlement_by": _name(reservation.settlement_by),
        "settlement_on": _day(reservation.settlement_on),
        "department_settlement": reservation.department_settlement,
        "department_settlement_by": _name(reservation.department_settlement_by),
        "department_settlement_on": _day(reservation.department_settlement_on),
        "escalation": [_step(step) for step in reservation.steps.all()],
        "ended_by": reservation.ended_by.name if reservation.ended_by else "",
        "ended_on": _day(reservation.ended_on),
    }


def _step(step: EscalationStep) -> Json:
    return {
        "level": str(step.level),
        "held_on": _day(step.held_on),
        "participants": step.participants,
        "note": step.note,
        "noted_by": step.noted_by.name,
    }


def _name(person: User | None) -> str:
    return person.name if person else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
