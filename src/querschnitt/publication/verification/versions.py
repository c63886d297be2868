"""The chain of adopted versions, and the goals that they froze."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from querschnitt.coordination import adoption
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.framework.content import AmendsContent, OriginContent
from querschnitt.framework.models import Framework
from querschnitt.publication.verification import reading
from querschnitt.publication.verification.reading import START, Fault, Head

TABLE = FrameworkVersion._meta.db_table
DECISIONS = CabinetDecision._meta.db_table
FRAMEWORKS = Framework._meta.db_table
COLUMNS = (
    "id", "sequence", "framework_id", "number", "decision_id", "content", "content_digest",
    "record", "previous_digest", "digest", "annulment_id",
)  # fmt: skip
DECISION = (
    "id", "framework_id", "kind", "decided_on:date", "decided_by", "agenda_number", "wording",
    "reason", "source", "confidence", "remark",
)  # fmt: skip


@dataclass(slots=True)
class Adopted:
    """An adopted version whose digests are right."""

    key: int
    framework: int
    number: int
    content: str
    content_digest: str
    digest: str
    decision: dict[str, Any]
    is_in_force: bool
    """Whether no decision has annulled it; a later version may amend it."""
    frozen: dict[str, int] | None
    """Which version of each goal it froze; None where its record does not tell."""
    amends: AmendsContent | None
    origin: OriginContent | None


@dataclass(slots=True)
class Findings:
    """What reading the adopted versions brought to light."""

    head: Head = START
    fault: Fault | None = None
    anchored: dict[int, str] = field(default_factory=dict)
    versions: dict[int, Adopted] = field(default_factory=dict)


def verify(*, anchored: Collection[int]) -> Findings:
    """Recompute the chain of adopted versions."""
    found = Findings()
    decisions = {row[0]: row for row in reading.rows(DECISIONS, DECISION, order="id")}
    frameworks = dict(reading.rows(FRAMEWORKS, ("id", "key"), order="id"))
    for row in reading.rows(TABLE, COLUMNS, order="sequence"):
        found.fault = _fault(row, found.head, decisions, frameworks)
        if found.fault:
            return found
        key, sequence, framework, number, decision, content, content_digest = row[:7]
        digest, annulment = row[-2:]
        record = json.loads(row[7])
        found.fault = _amended_fault(key, framework, record.get("amends"), found.versions)
        if found.fault:
            return found
        found.head = Head(sequence, digest)
        if sequence in anchored:
            found.anchored[sequence] = digest
        found.versions[key] = Adopted(
            key=key,
            framework=framework,
            number=number,
            content=content,
            content_digest=content_digest,
            digest=digest,
            decision=dict(zip(DECISION, decisions[decision], strict=True)),
            is_in_force=annulment is None,
            frozen=record.get("frozen"),
            amends=adoption.amends_of(record),
            origin=adoption.origin_of(record),
        )
    return found


def _fault(
    row: tuple[Any, ...],
    before: Head,
    decisions: dict[int, tuple[Any, ...]],
    frameworks: dict[int, str],
) -> Fault | None:
    version = dict(zip(COLUMNS, row, strict=True))
    key, sequence = version["id"], version["sequence"]
    if sequence != before.sequence + 1:
        return Fault(TABLE, key, f"#{before.sequence + 1} is missing before #{sequence}")
    if version["previous_digest"] != before.digest:
        return Fault(TABLE, key, f"#{sequence} does not follow on #{before.sequence}")
    decision = decisions.get(version["decision_id"])
    if decision is None or decision[1] != version["framework_id"]:
        return Fault(TABLE, key, f"#{sequence} has no decision of its framework")
    annulment = decisions.get(version["annulment_id"])
    if version["annulment_id"] is not None and (
        annulment is None or annulment[1:3] != (version["framework_id"], "annulment")
    ):
        return Fault(TABLE, key, f"#{sequence} is annulled by no such decision")
    try:
        content_digest = adoption.digest_of_text(version["content"])
        wanted = _digest(version, decision, frameworks.get(version["framework_id"], ""))
    except (AttributeError, TypeError, ValueError) as error:
        return Fault(TABLE, key, f"#{sequence} cannot be read: {error}")
    if content_digest != version["content_digest"]:
        return Fault(TABLE, key, f"the content of #{sequence} is not the one that was adopted")
    if wanted != version["digest"]:
        says = f"the record or the decision of #{sequence} is not what its digest was made of"
        return Fault(TABLE, key, says)
    return _record_fault(version, decision)


def _digest(version: dict[str, Any], decision: tuple[Any, ...], framework: str) -> str:
    return adoption.digest_of(
        FrameworkVersion(
            sequence=version["sequence"],
            framework=Framework(key=framework),
            number=version["number"],
            content=version["content"],
            record=version["record"],
            previous_digest=version["previous_digest"],
            decision=_decision(decision),
        )
    )


def _decision(row: tuple[Any, ...]) -> CabinetDecision:
    facts = dict(zip((name.partition(":")[0] for name in DECISION), row, strict=True))
    del facts["id"], facts["framework_id"]
    return CabinetDecision(**facts | {"decided_on": date.fromisoformat(facts["decided_on"])})


def _amended_fault(
    key: int, framework: int, amends: dict[str, Any] | None, earlier: dict[int, Adopted]
) -> Fault | None:
    """Look for the version that a version says it amends."""
    if amends is None:
        return None
    for version in earlier.values():
        if version.framework == framework and version.number == amends["number"]:
            found = (version.digest, version.decision["decided_on:date"])
            is_the_one = found == (amends["digest"], amends["decided_on"])
            return None if is_the_one else Fault(TABLE, key, "it amends another version")
    return Fault(TABLE, key, "the version that it amends is missing")


def _record_fault(version: dict[str, Any], decision: tuple[Any, ...]) -> Fault | None:
    try:
        record = json.loads(version["record"])
        recorded = record.get("decision")
        dict(record.get("frozen") or {})
        adoption.amends_of(record)
        adoption.origin_of(record)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return Fault(TABLE, version["id"], f"its record cannot be read: {error}")
    if recorded is not None and recorded != adoption.decision_facts(_decision(decision)):
        return Fault(TABLE, version["id"], "its record names another decision")
    return None
