"""The life of each public object: since when it is public, when it last changed, when it left.

Pure, and made of public editions alone. An object is known by keys and references that never
change, so renaming it leaves its id and its dates. What has left the public leaves a tombstone:
its id and its dates, and nothing of what it said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from querschnitt.publication.content import AnyFramework, is_framework, said
from querschnitt.publication.labels import relations as titles
from querschnitt.publication.renderers import (
    AnyEdition,
    PublicEdition,
    RelationsEdition,
    told_apart,
)

Kind = Literal["document", "edition", "goal", "department", "field", "mandate", "clause"]
Content = Mapping[str, Any]
# Departments, fields and mandates are the same in all documents; their clauses too.
SHARED: Final = ("department", "field", "mandate", "clause")


@dataclass(frozen=True, slots=True)
class PublicObject:
    """Something the public can read, or could; once it is ``deleted`` without content.

    ``document`` is empty for what belongs to no single document, such as a department.
    """

    kind: Kind
    key: str
    document: str
    created: datetime
    modified: datetime
    deleted: datetime | None
    content: Content | None

    @property
    def name(self) -> str:
        """What tells it from all others of its kind, for ever; ready for an address."""
        is_part = self.document and self.kind != "document"
        return f"{self.document}/{self.key}" if is_part else self.key

    @property
    def is_deleted(self) -> bool:
        return self.deleted is not None


class _Life:
    """One object while its time is told, from the oldest moment to the youngest."""

    __slots__ = ("content", "created", "deleted", "modified")

    def __init__(self, at: datetime, content: Content) -> None:
        self.created = self.modified = at
        self.deleted: datetime | None = None
        self.content: Content | None = content

    def say(self, at: datetime, content: Content) -> None:
        """Note what it says from a moment on."""
        if self.content is not content and self.content != content:
            self.modified, self.deleted = at, None
        self.content = content

    def leave(self, at: datetime) -> None:
        """Note that nothing public says it from a moment on."""
        if self.deleted is None:
            self.modified = self.deleted = at
            self.content = None


_Id = tuple[Kind, str, str]
"""Kind, document and key."""


def public_objects(editions: Sequence[AnyEdition]) -> list[PublicObject]:
    """Return every object that is or was public, in a lasting order within each kind.

    :param editions: all that are public or were until they were withdrawn
    """
    lives: dict[_Id, _Life] = {}
    readings = _Readings()
    ends = {id(edition): _end_of(edition, editions) for edition in editions}
    for edition in _as_they_came(editions):
        life = _life_of(edition, ends[id(edition)])
        lives["edition", edition.document, str(edition.number)] = life
    for at, readable in _moments(editions, ends):
        present = dict(_present(readable, readings))
        for key, content in present.items():
            if key in lives:
                lives[key].say(at, content)
            else:
                lives[key] = _Life(at, content)
        for key, life in lives.items():
            if key[0] != "edition" and key not in present:
                life.leave(at)
    return [
        PublicObject(
            kind=kind,
            key=key,
            document=document,
            created=life.created,
            modified=life.modified,
            deleted=life.deleted,
            content=life.content,
        )
        for (kind, document, key), life in lives.items()
    ]


def _end_of(edition: AnyEdition, editions: Iterable[AnyEdition]) -> datetime | None:
    """Return when an edition could be read no more: when withdrawn; of relations, when followed."""
    ends = [edition.withdrawn_at] if edition.withdrawn_at else []
    if isinstance(edition, RelationsEdition):
        ends += [
            max(edition.public_from, other.public_from)
            for other in editions
            if other.document == edition.document and other.number > edition.number
        ]
    return min(ends, default=None)


def _life_of(edition: AnyEdition, end: datetime | None) -> _Life:
    """Return the life of an edition, which never changes until it has an end."""
    life = _Life(edition.public_from, _edition(edition))
    if end is not None:
        life.leave(end)
    return life


def _as_they_came(editions: Iterable[AnyEdition]) -> list[AnyEdition]:
    return sorted(editions, key=lambda e: (e.public_from, e.document, e.number))


def _moments(
    editions: Sequence[AnyEdition], ends: Mapping[int, datetime | None]
) -> Iterator[tuple[datetime, list[AnyEdition]]]:
    """Yield each moment when something came or went, with each document's newest edition then."""
    marks = {edition.public_from for edition in editions}
    marks |= {end for end in ends.values() if end is not None}
    for at in sorted(marks):
        newest: dict[str, AnyEdition] = {}
        for edition in editions:
            before, end = newest.get(edition.document), ends[id(edition)]
            is_readable = edition.public_from <= at and (end is None or at < end)
            if is_readable and (before is None or before.number < edition.number):
                newest[edition.document] = edition
        of_goals, of_relations = told_apart(newest.values())
        yield at, [*_in_order(of_goals), *of_relations]


def _in_order(editions: Iterable[PublicEdition]) -> list[PublicEdition]:
    """Return editions so that the first one to know a department tells what is known of it.

    That is the framework in force, then the others from the latest to the earliest; what is known
    from elsewhere follows the framework it belongs to.
    """
    left = list(editions)
    decided = [
        (edition.content["adoption"]["decided_on"], edition.document, edition)
        for edition in left
        if is_framework(edition.content)
    ]
    decided.sort(key=lambda one: one[:2], reverse=True)
    decided.sort(key=lambda one: bool(one[2].content.get("term_is_closed")))
    ranks = {edition.framework: rank for rank, (_day, _slug, edition) in enumerate(decided)}
    return sorted(
        left,
        key=lambda e: (ranks.get(e.framework, len(ranks)), not is_framework(e.content), e.document),
    )


class _Readings:
    """What each edition says, taken apart once, however many moments it is read at."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, int], dict[_Id, Content]] = {}
        self._shared: dict[tuple[str, int], dict[_Id, Content]] = {}

    def own(self, edition: AnyEdition) -> dict[_Id, Content]:
        """Return the document as of an edition, and its goals."""
        known = (edition.document, edition.number)
        whole: _Id
        if known not in self._own and isinstance(edition, RelationsEdition):
            whole = ("document", edition.document, edition.document)
            self._own[known] = {whole: _of_relations(edition)}
        elif known not in self._own and isinstance(edition, PublicEdition):
            content = said(edition.content)
            goals: dict[_Id, Content] = {
                ("goal", edition.document, goal["reference"]): goal for goal in content["goals"]
            }
            whole = ("document", edition.document, edition.document)
            self._own[known] = {whole: _document(edition, content), **goals}
        return self._own[known]

    def shared(self, edition: PublicEdition) -> dict[_Id, Content]:
        """Return what an edition says of objects that others may know too."""
        known = (edition.document, edition.number)
        if known not in self._shared:
            self._shared[known] = dict(_parts_of(edition))
        return self._shared[known]


def _present(readable: Sequence[AnyEdition], readings: _Readings) -> Iterator[tuple[_Id, Content]]:
    shared: dict[_Id, Content] = {}
    for edition in readable:
        yield from readings.own(edition).items()
        if isinstance(edition, PublicEdition):
            shared = readings.shared(edition) | shared
    yield from shared.items()


def _parts_of(edition: PublicEdition) -> Iterator[tuple[_Id, Content]]:
    content = said(edition.content)
    for department in sorted(content["departments"], key=lambda d: d["position"]):
        yield ("department", "", department["key"]), department
    for field in content["fields"]:
        yield ("field", "", field["key"]), field
    if not is_framework(edition.content):
        return
    mandate = edition.content["framework"]["mandate"]
    if mandate is None:
        return
    yield ("mandate", "", mandate["key"]), {k: v for k, v in mandate.items() if k != "clauses"}
    for clause in mandate["clauses"]:
        key = f"{mandate['key']}/{clause['number']}"
        yield ("clause", "", key), {"mandate": mandate["key"], **clause}


def _edition(edition: AnyEdition) -> Content:
    return {
        "document": edition.document,
        "number": edition.number,
        "is_minor": edition.is_minor,
        "change_note": edition.change_note,
        "content_digest": edition.content_digest,
        "digest": edition.digest,
    }


# What a framework says of itself, apart from objects that have lives of their own.
OF_A_FRAMEWORK: Final = (
    "short_title",
    "period",
    "term",
    "government",
    "lead",
    "introduction",
    "chapters",
    "predecessor",
    "provenance",
)


def _document(edition: PublicEdition, content: AnyFramework) -> Content:
    """Return what a document is and says, without the objects in it."""
    facts: dict[str, Any] = {
        "document_kind": edition.kind,
        "framework": edition.framework,
        "newest_edition": edition.number,
        "languages": content["languages"],
        "title": content["title"],
    }
    if not is_framework(edition.content):
        return facts
    framework: Content = edition.content["framework"]
    mandate = framework["mandate"]
    return {
        **facts,
        **{part: framework[part] for part in OF_A_FRAMEWORK},
        "mandate": mandate["key"] if mandate else None,
        "adoption": edition.content["adoption"],
        "is_of_a_former_government": bool(edition.content.get("term_is_closed")),
    }


def _of_relations(edition: RelationsEdition) -> Content:
    """Return what the document of relations is; its entries are in its files."""
    content = edition.content
    return {
        "document_kind": edition.kind,
        "framework": None,
        "newest_edition": edition.number,
        "languages": content["languages"],
        "title": titles(content["languages"]),
        "entries": len(content["entries"]),
    }
