"""When each object came, last changed and left, over all editions of relations.

What has left keeps its id, its type and its dates, and nothing of what it said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from querschnitt.portal.oparl.objects import Draft, Said, drafts_of
from querschnitt.publication.renderers import RelationsEdition


@dataclass
class Living:
    """An object that is or was public, with the dates of its life."""

    path: str
    kind: str
    body: str
    identifier: str
    type: str
    created: datetime
    modified: datetime
    said: Said | None
    """Nothing once it has left."""

    @property
    def is_deleted(self) -> bool:
        return self.said is None


def lives(editions: Sequence[RelationsEdition]) -> dict[str, Living]:
    """Return every object that is or was public, by its address, the oldest first."""
    found: dict[str, Living] = {}
    for at, drafts in _moments(editions):
        present = {draft.path: draft for draft in drafts}
        for path, draft in present.items():
            if path not in found:
                found[path] = _born(draft, at)
            elif found[path].said != draft.said:
                found[path].said, found[path].modified = draft.said, at
        for path, living in found.items():
            if path not in present and living.said is not None:
                living.said, living.modified = None, at
    return found


def _born(draft: Draft, at: datetime) -> Living:
    said: dict[str, Any] = draft.said
    return Living(
        path=draft.path,
        kind=draft.kind,
        body=draft.body,
        identifier=said["id"],
        type=said["type"],
        created=at,
        modified=at,
        said=said,
    )


def _moments(editions: Sequence[RelationsEdition]) -> Iterator[tuple[datetime, list[Draft]]]:
    """Yield each moment at which another edition was read, or none, with its objects."""
    told = [(edition, _end_of(edition, editions)) for edition in editions]
    marks = {edition.public_from for edition in editions}
    marks |= {end for _edition, end in told if end is not None}
    for at in sorted(marks):
        read = [
            edition
            for edition, end in told
            if edition.public_from <= at and (end is None or at < end)
        ]
        newest = max(read, key=lambda edition: edition.number, default=None)
        yield at, drafts_of(newest.content) if newest else []


def _end_of(edition: RelationsEdition, editions: Sequence[RelationsEdition]) -> datetime | None:
    """Return when an edition was read no more: when withdrawn, or when another one followed."""
    ends = [edition.withdrawn_at] if edition.withdrawn_at else []
    ends += [
        max(edition.public_from, other.public_from)
        for other in editions
        if other.number > edition.number
    ]
    return min(ends, default=None)
