"""Decisions of the cabinet that no release announces yet; the journal tells of them."""

from dataclasses import dataclass
from datetime import date

from querschnitt.accounts.models import JournalEntry
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.press.models import Release

MOST = 5


@dataclass(frozen=True)
class Adoption:
    """An adoption that may be announced; ``entry`` is the sequence of its journal entry."""

    entry: int
    version: FrameworkVersion
    title: str
    decided_on: date


def unannounced_adoptions() -> list[Adoption]:
    """Return the latest adoptions that no release announces, the newest first."""
    announced = Release.objects.filter(answers_adoption__isnull=False)
    entries = list(
        JournalEntry.objects.filter(
            act="coordination.adopted", subject_kind=FrameworkVersion._meta.label_lower
        )
        .exclude(sequence__in=announced.values("answers_adoption"))
        .order_by("-sequence")[:MOST]
    )
    rows = FrameworkVersion.objects.select_related("framework", "decision").defer(
        "content", "record"
    )
    versions = rows.in_bulk([entry.subject_id for entry in entries])
    return [
        Adoption(entry.sequence, version, str(version.framework), version.decision.decided_on)
        for entry in entries
        if (version := versions.get(entry.subject_id))
    ]
