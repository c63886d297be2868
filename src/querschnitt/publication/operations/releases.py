"""Making press releases public: the press room is rendered by itself, and at once.

The rest of the site names releases too, such as the page of a goal; it follows when the worker has
compared what is public with what was rendered last.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.queries import house_style
from querschnitt.outbox import operations as outbox
from querschnitt.publication import renderers, store
from querschnitt.publication.files import WRITE_FILES, Failure, Plan, WantedFile, written
from querschnitt.publication.models import Edition
from querschnitt.publication.operations.files import note_unwritten
from querschnitt.publication.operations.release_lists import project_releases, stored_lines
from querschnitt.publication.operations.rendering import (
    inputs_at,
    public_editions,
    public_releases,
)
from querschnitt.publication.release_files import is_written_at_once
from querschnitt.publication.release_lines import ReleaseLine, in_order, lines_of, needed_for
from querschnitt.publication.renderers import PressEdition, ProjectedRelease
from querschnitt.publication.rendering import Rendered

log = logging.getLogger(__name__)

# Each turn is lost only to an act that changed what is public meanwhile.
MOST_TURNS = 5

Planned = Callable[[], list[Edition]]
Save = Callable[[list[Edition]], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a release changes at once: pages and files, the rows of lists, what is left to do."""

    inputs: str
    pages: Sequence[Rendered]
    lines: Sequence[ReleaseLine]
    projected: Sequence[ProjectedRelease]
    failures: Sequence[Failure]
    forgotten: Sequence[str]
    leaves_files_to_write: bool


def carry_out_release(planned: Planned, save: Save, *, now: datetime) -> list[Edition]:
    """Do an act on the editions of a release so that its page appears, or goes, with it.

    :param planned: asks the rules and returns the editions as they shall be, not saved; asked
        twice: before the rendering, and again inside the act, where what it returns counts
    :param save: saves them, and whatever else belongs to the act
    :raises Refused: if ``planned`` does
    """
    for _turn in range(MOST_TURNS):
        done = _carried_out(planned, save, _prepared(planned(), _not_before(now)), now)
        if done is not None:
            return done
    log.warning("What is public kept changing; the press room is rendered after the act.")
    return _carried_out_unrendered(planned, save)


def _not_before(now: datetime) -> datetime:
    # What others have made public since must not be taken away again.
    return max(now, timezone.now())


def _prepared(editions: Sequence[Edition], now: datetime) -> Prepared:
    """Render what changes with editions of releases, as it will be public at an instant."""
    inputs = inputs_at(now, editions)
    changed = {edition.document.slug for edition in editions}
    own = public_releases(now=now, pending=editions, only=changed)
    lines, concerned = _lines_with(own, now)
    needed = needed_for(concerned, changed) - changed
    others = public_releases(now=now, only=needed) if needed else []
    plan = Plan(own, house_style(), only=changed)
    at_once = [one for one in plan.missing if _is_at_once(one)]
    files, failures = written(at_once)
    own = plan.with_files(own, files)
    public = public_editions(now=now)
    pages = [*files, *plan.gone()]
    projected: list[ProjectedRelease] = []
    for renderer in renderers.registered():
        pages += renderer.press_room(public, now, [*own, *others], lines, changed)
        projected += renderer.project_releases(own)
    return Prepared(
        inputs=inputs,
        pages=list({page.path: page for page in pages}.values()),
        lines=lines,
        projected=projected,
        failures=failures,
        forgotten=plan.forgotten,
        leaves_files_to_write=len(plan.missing) > len(at_once),
    )


def _lines_with(
    changed: Sequence[PressEdition], now: datetime
) -> tuple[list[ReleaseLine], list[ReleaseLine]]:
    """Return the lines of all releases as they will be, and with those that will not be any more.

    A release that is corrected may leave the list of a department, which changes, too.
    """
    before = stored_lines()
    if before is None:
        before = lines_of(public_releases(now=now))
    after = {line.document: line for line in before} | {
        line.document: line for line in lines_of(changed)
    }
    left = [line for line in before if after[line.document] != line]
    return in_order(after.values()), in_order([*after.values(), *left])


def _is_at_once(wanted: WantedFile) -> bool:
    edition = wanted.edition
    if not isinstance(edition, PressEdition):
        return False
    return is_written_at_once(wanted.format, edition.content)


@journal.act
def _carried_out(
    planned: Planned, save: Save, prepared: Prepared, now: datetime
) -> list[Edition] | None:
    """Do the act with the pages that were made for it; None if they would not be right any more."""
    editions = planned()
    if inputs_at(_not_before(now), editions) != prepared.inputs:
        return None
    save(editions)
    _write(prepared)
    return editions


@journal.act
def _carried_out_unrendered(planned: Planned, save: Save) -> list[Edition]:
    editions = planned()
    save(editions)
    return editions


def _write(prepared: Prepared) -> int:
    changed = store.replace(prepared.pages)
    note_unwritten(prepared.failures, forgotten=prepared.forgotten)
    if prepared.leaves_files_to_write:
        outbox.enqueue(kind=WRITE_FILES, dedupe_key=WRITE_FILES)
    project_releases(prepared.lines, prepared.projected, is_whole=False)
    return changed
