"""What amendments changed, read from editions alone: an earlier and a later text of a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from querschnitt.framework.changes import Changes, GoalChange, changes_between
from querschnitt.framework.content import AdoptionContent, AmendsContent
from querschnitt.portal.site import PublicDocument, Reader
from querschnitt.publication.content import is_framework


@dataclass(frozen=True)
class Amended:
    """An edition of a version that amends another one, and the newest edition of that one.

    ``before`` is None where no edition of the earlier version can be read.
    """

    document: PublicDocument
    reader: Reader
    adoption: AdoptionContent
    amends: AmendsContent
    before: Reader | None

    @cached_property
    def changes(self) -> Changes:
        """What changed, as cabinet adopted both: misprints put right since are no changes."""
        earlier = self.before.edition.content if self.before else None
        later = self.reader.edition.content
        if earlier is None or not is_framework(earlier) or not is_framework(later):
            return Changes()
        return changes_between(earlier["framework"], later["framework"])

    @property
    def has_page(self) -> bool:
        return self.before is not None

    @cached_property
    def by_reference(self) -> dict[str, GoalChange]:
        return {change.reference: change for change in self.changes.goals}


def amended(document: PublicDocument, reader: Reader) -> Amended | None:
    """Return what an edition amends; None where its version amends no other one."""
    adoption = reader.adoption
    amends = adoption.get("amends") if adoption else None
    if adoption is None or amends is None:
        return None
    before = next(
        (
            other
            for other in document.readers
            if other.adoption and other.adoption["digest"] == amends["digest"]
        ),
        None,
    )
    return Amended(document, reader, adoption, amends, before)


def history(document: PublicDocument) -> Iterator[Amended]:
    """Yield the amendments that led to the newest edition, the last one first."""
    reader: Reader | None = document.newest
    while reader is not None:
        found = amended(document, reader)
        if found is None:
            return
        yield found
        reader = found.before
