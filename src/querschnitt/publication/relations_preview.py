"""What publishing relations now would change in public, shown before somebody does it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Obstacle
from querschnitt.publication import assemble, rules
from querschnitt.publication.content import parsed
from querschnitt.publication.models import Document, Edition
from querschnitt.relations.content import EntryContent, RelationsContent
from querschnitt.relations.content_changes import ContentChanges, changes_in
from querschnitt.relations.registers import REGISTERS

MOST_LINES = 200


@dataclass(frozen=True)
class PreviewLine:
    """An entry, and what its fields are called that say something else."""

    register: str
    title: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreviewPart:
    """What is new, or has changed, or is gone; the first ones of many."""

    id: str
    title: str
    nothing: str
    lines: Sequence[PreviewLine]
    further: int


@dataclass(frozen=True)
class RelationsPreview:
    """What the next edition of relations would say otherwise than the newest one."""

    newest: Edition | None
    digest: str
    parts: list[PreviewPart]
    entry_count: int
    obstacle: Obstacle | None


def relations_preview(by: User) -> RelationsPreview:
    """Return what publishing relations now would change in public, and why it is not possible."""
    rows = Edition.objects.filter(document__kind=Document.Kind.RELATIONS, withdrawn_at=None)
    newest = rows.order_by("-number").first()
    content = assemble.relations(at=timezone.now())
    before = cast("RelationsContent", parsed(newest.content)) if newest else None
    now = digest(content)
    return RelationsPreview(
        newest=newest,
        digest=now,
        parts=list(_parts(changes_in(before, content))),
        entry_count=len(content["entries"]),
        obstacle=rules.obstacle_to_publishing_relations(
            by,
            has_entries=bool(content["entries"]) or newest is not None,
            is_public_already=newest is not None and newest.content_digest == now,
        ),
    )


def _parts(changes: ContentChanges) -> Iterator[PreviewPart]:
    new = [_line(one) for one in changes.new]
    changed = [_line(one.now, one.fields) for one in changes.changed]
    gone = [_line(one) for one in changes.gone]
    yield _part("new", _("New"), _("Nothing is new."), new)
    yield _part("changed", _("Changed"), _("Nothing has changed."), changed)
    yield _part("gone", _("Not public any more"), _("Nothing leaves the public."), gone)


def _part(identifier: str, title: str, nothing: str, lines: list[PreviewLine]) -> PreviewPart:
    further = max(len(lines) - MOST_LINES, 0)
    heading = f"{title} ({len(lines)})" if lines else title
    return PreviewPart(identifier, heading, nothing, lines[:MOST_LINES], further)


def _line(entry: EntryContent, fields: tuple[str, ...] = ()) -> PreviewLine:
    register = REGISTERS.get(entry["register"])
    name = str(register.one) if register else entry["register"]
    return PreviewLine(name, next(iter(entry["title"].values()), entry["key"]), fields)
