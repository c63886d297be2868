"""Public objects as the open interface sends them: JSON that is ready, in no language of its own.

Pure: from public editions to the rows of ``PublicRecord``.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from querschnitt.lib.digest import digest
from querschnitt.publication.content import answering_for, said
from querschnitt.publication.lifetimes import Kind, PublicObject, public_objects
from querschnitt.publication.renderers import AnyEdition, PublicEdition, told_apart

SEGMENTS: Final[dict[Kind, str]] = {
    "document": "documents",
    "edition": "editions",
    "goal": "goals",
    "department": "departments",
    "field": "fields",
    "mandate": "mandates",
    "clause": "clauses",
}
"""How addresses call the objects of each kind."""


@dataclass(frozen=True, slots=True)
class Record:
    """One public object as data, with what lists filter by."""

    kind: Kind
    name: str
    document: str
    field: str
    goal_kind: str
    mandate: str
    departments: tuple[str, ...]
    fragment: str
    digest: str
    created: datetime
    modified: datetime
    deleted: datetime | None


def records_of(editions: Sequence[AnyEdition]) -> list[Record]:
    """Return all that is or was public as data, in a lasting order within each kind."""
    of_goals, _of_relations = told_apart(editions)
    departments = dict(_departments_of_goals(of_goals))
    return [_record(item, departments.get(item.name, ())) for item in public_objects(editions)]


def identifier_of(kind: Kind, name: str) -> str:
    """Return the lasting id of an object, which is also the end of its address."""
    return f"{SEGMENTS[kind]}/{name}"


def instant(moment: datetime) -> str:
    """Return a moment as the interface writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _departments_of_goals(
    editions: Iterable[PublicEdition],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for edition in editions:
        if edition.is_newest:
            content = said(edition.content)
            for goal in content["goals"]:
                name = f"{edition.document}/{goal['reference']}"
                yield name, tuple(answering_for(goal, content))


def _record(item: PublicObject, departments: tuple[str, ...]) -> Record:
    content = item.content or {}
    if item.kind != "goal":
        departments = tuple(content.get("departments", ()))
    fragment = _fragment(item)
    return Record(
        kind=item.kind,
        name=item.name,
        document=item.document,
        field=content.get("field", "") if item.kind == "goal" else "",
        goal_kind=content.get("kind", "") if item.kind == "goal" else "",
        mandate=content.get("mandate", "") if item.kind == "clause" else "",
        departments=tuple(sorted(set(departments))) if item.content else (),
        fragment=fragment,
        digest=digest(fragment),
        created=item.created,
        modified=item.modified,
        deleted=item.deleted,
    )


def _fragment(item: PublicObject) -> str:
    said_of_it = {
        "type": item.kind,
        "id": identifier_of(item.kind, item.name),
        **({"document": item.document} if item.document else {}),
        "created": instant(item.created),
        "modified": instant(item.modified),
        "deleted": instant(item.deleted) if item.deleted else None,
        **(item.content or {}),
    }
    return json.dumps(said_of_it, ensure_ascii=False, separators=(",", ":"))
