"""What the interface asks the database: ready fragments, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Concat

from querschnitt.publication import search
from querschnitt.publication.models import Generation, PublicGoal, PublicRecord, StoredPage


@dataclass(frozen=True)
class Wanted:
    """Which objects a list shows; an empty value narrows nothing."""

    kind: str
    document: str = ""
    field: str = ""
    department: str = ""
    goal_kind: str = ""
    search: str = ""
    language: str = ""
    mandate: str = ""


class Found(NamedTuple):
    """One object, or its tombstone."""

    fragment: str
    digest: str
    is_deleted: bool
    changed_at: datetime


class Change(NamedTuple):
    """An object as of its last change."""

    pk: int
    fragment: str
    changed_at: datetime


def generation() -> int:
    """Return how often the public site has changed."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def page(wanted: Wanted, *, after: int, most: int) -> list[tuple[int, str]]:
    """Return readable objects with their keys, in their lasting order."""
    told = {
        "kind": wanted.kind,
        "document": wanted.document,
        "field": wanted.field,
        "goal_kind": wanted.goal_kind,
        "mandate": wanted.mandate,
        "departments__department": wanted.department,
        "departments__kind": wanted.kind if wanted.department else "",
    }
    rows = PublicRecord.objects.filter(
        deleted=None, pk__gt=after, **{name: value for name, value in told.items() if value}
    )
    if wanted.search.strip():
        rows = rows.filter(_matching(wanted))
    return list(rows.order_by("pk").values_list("pk", "fragment")[:most])


def _matching(wanted: Wanted) -> Q:
    matches = PublicGoal.objects.filter(
        search.matching(wanted.search, language=wanted.language), language=wanted.language
    )
    name = Concat("document__slug", Value("/"), "reference")
    return Q(name__in=matches.annotate(name=name).values("name"))


def changes(
    *, kind: str, document: str, since: datetime | None, after: tuple[datetime, int] | None,
    most: int,
) -> list[Change]:  # fmt: skip
    """Return objects and tombstones as they changed, the oldest change first."""
    rows = PublicRecord.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    if document:
        rows = rows.filter(document=document)
    if since:
        rows = rows.filter(changed_at__gte=since)
    if after:
        at, pk = after
        # The first condition alone lets an index find where to begin.
        rows = rows.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=pk), changed_at__gte=at)
    found = rows.order_by("changed_at", "pk").values_list("pk", "fragment", "changed_at")
    return [Change(*row) for row in found[:most]]


def one(kind: str, name: str) -> Found | None:
    """Return one object, or its tombstone; None if there never was one."""
    rows = PublicRecord.objects.filter(kind=kind, name=name)
    row = rows.values_list("fragment", "digest", "deleted", "changed_at").first()
    if row is None:
        return None
    fragment, digest, deleted, changed_at = row
    return Found(fragment, digest, deleted is not None, changed_at)


def file_at(path: str) -> tuple[bytes, str] | None:
    """Return a readable file of the page store with its tag, or None."""
    row = StoredPage.objects.filter(path=path, status=200).values_list("body", "etag").first()
    return (bytes(row[0]), row[1]) if row else None
