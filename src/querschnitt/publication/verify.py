"""``querschnitt verify``: recompute every chain, and say where the first row is wrong."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.db import transaction
from django.utils.translation import gettext as _

from querschnitt.publication.protection import missing_protection
from querschnitt.publication.verification import (
    anchor as anchors,
)
from querschnitt.publication.verification import (
    editions,
    goals,
    journal,
    kept,
    reading,
    versions,
)
from querschnitt.publication.verification.reading import Fault, Head

ADOPTED = frozenset(
    {
        "coordination.adopted",
        "coordination.earlier_adoption_recorded",
        "coordination.adoption_taken_over",
    }
)
ANNULLED = "coordination.annulled"
ISSUED = frozenset(
    {"publication.published", "publication.corrected", "publication.term_notice_published"}
)


@dataclass(slots=True)
class Report:
    """What a verification found: the ends of the chains, and the first fault of each."""

    heads: dict[str, Head] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def main(anchor: Path | None = None, *, out: TextIO | None = None) -> int:
    """Verify everything and say so; return the exit status, 0 where nothing is wrong.

    :param anchor: a file outside the database that keeps the ends of the chains
    """
    out = out or sys.stdout
    try:
        known = anchors.read(anchor) if anchor else []
        report = verified(known)
        # Where something is wrong, nothing is anchored: the file must keep what was right.
        is_new = bool(anchor and not report.faults and anchors.append(anchor, report.heads, known))
    except anchors.Unreadable as error:
        out.write(f"{error}\n")
        return 1
    for fault in report.faults:
        out.write(f"{fault}\n")
    if report.faults:
        out.write(_("The data are not what they were when they were written.") + "\n")
        return 1
    for name, head in report.heads.items():
        out.write(f"{_names()[name]}: {head.sequence}, {head.digest}\n")
    out.write(_("Everything is as it was written.") + "\n")
    if is_new:
        out.write(_("Anchored in {file}.").format(file=anchor) + "\n")
    return 0


def verified(known: list[anchors.Heads]) -> Report:
    """Recompute every chain, and compare it with the ends that are anchored outside."""
    with transaction.atomic(), reading.tolerant():
        report = _chains(known)
    for name in missing_protection():
        report.faults.append(Fault("trigger", name, "is missing or not what it must be"))
    return report


def _chains(known: list[anchors.Heads]) -> Report:
    entries = journal.verify(
        anchored=anchors.wanted(known, "journal"), acts={*ADOPTED, ANNULLED, *ISSUED}
    )
    adopted = versions.verify(anchored=anchors.wanted(known, "versions"))
    issued = editions.verify(anchored=anchors.wanted(known, "editions"), versions=adopted.versions)
    found = {
        "journal": (journal.TABLE, entries.head, entries.fault, entries.anchored),
        "versions": (versions.TABLE, adopted.head, adopted.fault, adopted.anchored),
        "editions": (editions.TABLE, issued.head, issued.fault, issued.anchored),
    }
    report = Report()
    for name, (table, head, fault, present) in found.items():
        report.heads[name] = head
        first = fault or anchors.fault_of(known, name, present, table)
        report.faults += [first] if first else []
    if not adopted.fault:
        more = goals.fault_of(adopted.versions.values())
        report.faults += [more] if more else []
    beside = kept.fault_of()
    report.faults += [beside] if beside else []
    if not report.faults:
        report.faults += _unlike_the_journal(entries, adopted, issued)
    return report


def _unlike_the_journal(
    entries: journal.Findings, adopted: versions.Findings, issued: editions.Findings
) -> list[Fault]:
    """Compare the chains with one another, by which the cut-off end of only one is found."""
    digests = {key: version.digest for key, version in adopted.versions.items()}
    annulled = {key for key, version in adopted.versions.items() if not version.is_in_force}
    for act, subject, facts in entries.mentions:
        table, present = (
            (editions.TABLE, issued.digests) if act in ISSUED else (versions.TABLE, digests)
        )
        if present.get(subject) != facts.get("digest"):
            return [Fault(table, subject, f"is missing or another one, though “{act}” names it")]
        if act == ANNULLED and subject not in annulled:
            return [Fault(table, subject, "is in force, though a decision annulled it")]
    return []


def _names() -> dict[str, str]:
    return {
        "journal": _("Journal entries"),
        "versions": _("Adopted versions"),
        "editions": _("Editions"),
    }
