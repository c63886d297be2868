"""Making the public site of the public editions: rendering before the act, writing inside it."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.queries import house_style, house_style_digest
from querschnitt.lib.digest import digest
from querschnitt.outbox import operations as outbox
from querschnitt.publication import content, renderers, store
from querschnitt.publication.files import WRITE_FILES, Failure, Plan, written
from querschnitt.publication.models import Document, Edition, LastRendering
from querschnitt.publication.operations.files import note_unwritten
from querschnitt.publication.operations.projection import project
from querschnitt.publication.operations.recording import record
from querschnitt.publication.operations.release_lists import project_releases
from querschnitt.publication.records import Record, records_of
from querschnitt.publication.release_lines import ReleaseLine, lines_of
from querschnitt.publication.renderers import (
    AnyEdition,
    PressEdition,
    ProjectedGoal,
    ProjectedRelease,
    PublicEdition,
    RelationsEdition,
)
from querschnitt.publication.rendering import Rendered

log = logging.getLogger(__name__)

# Each turn is lost only to an act that changed what is public meanwhile.
MOST_TURNS = 5


@dataclass(frozen=True, slots=True)
class Prepared:
    """The whole public site as of an instant, not written yet; nothing if it is there already."""

    inputs: str
    now: datetime
    pages: Sequence[Rendered] | None
    goals: Sequence[ProjectedGoal]
    kept: Collection[str] = ()
    failures: Sequence[Failure] = ()
    forgotten: Sequence[str] = ()
    leaves_files_to_write: bool = False
    records: Sequence[Record] = ()
    releases: Sequence[ProjectedRelease] = ()
    lines: Sequence[ReleaseLine] = ()


def render_public(*, now: datetime | None = None, is_fresh: bool = False) -> int:
    """Make the public site what it must be at an instant; return how many addresses changed.

    :param is_fresh: render all, even if nothing has changed since the last time
    """
    for _turn in range(MOST_TURNS):
        moment = now or timezone.now()
        prepared = prepare(now=moment, is_fresh=is_fresh)
        if prepared.pages is None:
            return 0
        changed = _write(prepared)
        if changed is not None:
            return changed
    # The next tick tries again; what is shown meanwhile was public a moment ago.
    log.warning("What is public kept changing; the rendering is put off.")
    return 0


def publish_what_is_due() -> None:
    """Render again if an embargo has ended, or anything else is public than what was rendered."""
    render_public()


def render_again_at_midnight() -> None:
    """Render all pages, for some depend on the day; also what a new version makes otherwise."""
    render_public(is_fresh=True)


def carry_out(
    planned: Callable[[], list[Edition]],
    save: Callable[[list[Edition]], None],
    *,
    now: datetime,
) -> list[Edition]:
    """Do an act on editions so that its pages appear, or go, in the same transaction.

    :param planned: asks the rules and returns the editions as they shall be, not saved; asked
        twice: before the slow rendering, and again inside the act
    """
    prepared = prepare(now=now, pending=planned())
    editions, is_written = _carried_out(planned, save, prepared)
    if not is_written:
        render_public()
    return editions


@journal.act
def _carried_out(
    planned: Callable[[], list[Edition]],
    save: Callable[[list[Edition]], None],
    prepared: Prepared,
) -> tuple[list[Edition], bool]:
    editions = planned()
    save(editions)
    return editions, write(prepared) is not None


@journal.act
def _write(prepared: Prepared) -> int | None:
    return write(prepared)


def prepare(*, now: datetime, pending: Iterable[Edition] = (), is_fresh: bool = False) -> Prepared:
    """Render what will be public at an instant, with these editions changed or added."""
    editions = list(pending)
    inputs = inputs_at(now, editions)
    last = LastRendering.objects.filter(pk=1).values_list("inputs", flat=True)
    if not is_fresh and inputs in last:
        return Prepared(inputs, now, None, ())
    public = public_editions(now=now, pending=editions)
    releases = public_releases(now=now, pending=editions)
    plan = Plan([*public, *releases], house_style())
    # All other files are left to the worker, also those that a new design or program makes anew.
    new = plan.new
    files, failures = written(new)
    public, releases = plan.with_files(public, files), plan.with_files(releases, files)
    pages = [*files, *plan.gone()]
    goals: list[ProjectedGoal] = []
    projected: list[ProjectedRelease] = []
    for renderer in renderers.registered():
        pages += renderer.render(public, now, releases)
        goals += renderer.project(public, now)
        projected += renderer.project_releases(releases)
    return Prepared(
        inputs=inputs,
        now=now,
        pages=_without_repetition(pages),
        goals=goals,
        kept=plan.kept,
        failures=failures,
        forgotten=plan.forgotten,
        leaves_files_to_write=len(plan.missing) > len(new),
        records=records_of(public),
        releases=projected,
        lines=lines_of(releases),
    )


def write(prepared: Prepared) -> int | None:
    """Write prepared pages inside an act; None if they are stale, and nothing was written."""
    # As of now, not of then: what became public meanwhile must not be taken away again.
    if inputs_at(max(prepared.now, timezone.now())) != prepared.inputs:
        return None
    if prepared.pages is None:
        return 0
    changed = store.write(prepared.pages, kept=prepared.kept)
    note_unwritten(prepared.failures, forgotten=prepared.forgotten)
    if prepared.leaves_files_to_write:
        outbox.enqueue(kind=WRITE_FILES, dedupe_key=WRITE_FILES)
    project(prepared.goals)
    project_releases(prepared.lines, prepared.releases, is_whole=True)
    record(prepared.records)
    LastRendering.objects.update_or_create(
        pk=1, defaults={"inputs": prepared.inputs, "rendered_at": timezone.now()}
    )
    return changed


def public_editions(*, now: datetime, pending: Iterable[Edition] = ()) -> list[AnyEdition]:
    """Gather what the public reads at an instant, and what it read until it was withdrawn.

    Press releases are gathered by ``public_releases``.
    """
    rows = Edition.objects.exclude(document__kind=Document.Kind.PRESS_RELEASE)
    found = _gathered(rows, now, (one for one in pending if not _is_release(one)))
    return [one for one in found if not isinstance(one, PressEdition)]


def public_releases(
    *, now: datetime, pending: Iterable[Edition] = (), only: Collection[str] = ()
) -> list[PressEdition]:
    """Gather the press releases of an instant, and those that were withdrawn.

    :param only: the documents that are asked for, if not all
    """
    rows = Edition.objects.filter(document__kind=Document.Kind.PRESS_RELEASE)
    rows = rows.filter(document__slug__in=only) if only else rows
    found = _gathered(rows, now, (one for one in pending if _is_release(one)))
    return [one for one in found if isinstance(one, PressEdition)]


def _is_release(edition: Edition) -> bool:
    return edition.document.kind == Document.Kind.PRESS_RELEASE


def _gathered(
    among: QuerySet[Edition], now: datetime, pending: Iterable[Edition]
) -> Iterator[AnyEdition | PressEdition]:
    rows = {
        (edition.document.slug, edition.number): edition
        for edition in (
            *among.filter(public_from__lte=now).select_related("document__framework"),
            *pending,
        )
    }
    newest_first = sorted(rows.items(), key=lambda item: (item[0][0], -item[0][1]))
    seen: set[str] = set()
    for (slug, _number), row in newest_first:
        if not _was_public(row.public_from, row.withdrawn_at, now):
            continue
        is_newest = row.withdrawn_at is None and slug not in seen
        # What an edition of relations no longer said stays unsaid when that edition is withdrawn.
        is_followed = is_newest or row.document.kind == Document.Kind.RELATIONS
        seen |= {slug} if is_followed else set()
        yield _public_edition(row, is_newest=is_newest)


def _public_edition(row: Edition, *, is_newest: bool) -> AnyEdition | PressEdition:
    told = content.parsed(row.content)
    facts: dict[str, Any] = {
        "document": row.document.slug,
        "kind": row.document.kind,
        "number": row.number,
        "is_minor": row.is_minor,
        "is_newest": is_newest,
        "content_digest": row.content_digest,
        "digest": row.digest,
        "change_note": row.change_note,
        "published_at": row.published_at,
        "public_from": row.public_from,
        "withdrawn_at": row.withdrawn_at,
        "withdrawal_reason": row.withdrawal_reason,
    }
    if content.is_release(told):
        return PressEdition(content=told, **facts)
    if content.is_relations(told):
        return RelationsEdition(content=told, **facts)
    framework = row.document.framework
    assert content.is_of_goals(told)  # noqa: S101 - it is one or the other
    return PublicEdition(content=told, framework=framework.key if framework else "", **facts)


def inputs_at(now: datetime, pending: Iterable[Edition] = ()) -> str:
    """Return a digest of all that the public site depends on: editions, the day, the design."""
    rows = {
        (slug, number): (chained, public_from, withdrawn_at)
        for slug, number, chained, public_from, withdrawn_at in Edition.objects.values_list(
            "document__slug", "number", "digest", "public_from", "withdrawn_at"
        )
    }
    for edition in pending:
        key = (edition.document.slug, edition.number)
        rows[key] = (edition.digest, edition.public_from, edition.withdrawn_at)
    readable = [
        [slug, number, chained, withdrawn_at is not None]
        for (slug, number), (chained, public_from, withdrawn_at) in sorted(rows.items())
        if _was_public(public_from, withdrawn_at, now)
    ]
    return digest(
        {
            "day": timezone.localdate(now).isoformat(),
            "editions": readable,
            "style": house_style_digest(),
        }
    )


def _was_public(public_from: datetime | None, withdrawn_at: datetime | None, now: datetime) -> bool:
    # What was withdrawn during its embargo was never public: its addresses answer 404, not 410.
    if public_from is None or public_from > now:
        return False
    return withdrawn_at is None or withdrawn_at > public_from


def _without_repetition(pages: Iterable[Rendered]) -> list[Rendered]:
    # A renderer may answer for the address of a file, such as with a page for a withdrawn one.
    return list({page.path: page for page in pages}.values())
