"""What the worker does with files after something was published; it can be done twice."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from querschnitt.accounts.queries import house_style
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job
from querschnitt.publication import operations
from querschnitt.publication.files import Plan, WantedFile, written
from querschnitt.publication.operations.files import keep_files
from querschnitt.publication.operations.rendering import (
    inputs_at,
    public_editions,
    public_releases,
)

# Few enough that a worker that is killed has lost seconds, and enough to be written together.
BATCH = 25


def write_files(job: Job) -> dict[str, int]:
    """Write all files that are missing or out of date, and let the pages list them.

    What was kept stays, so one that comes after a crash goes on where it ended.
    """
    count = 0
    is_done = False
    while not is_done:
        count, is_done = _write_missing(job, count)
    operations.render_public(is_fresh=True)
    return {"written": count}


def _write_missing(job: Job, count: int) -> tuple[int, bool]:
    """Return how many were written, and whether none is left; an edition came or went if not."""
    now = timezone.now()
    inputs = inputs_at(now)
    plan = Plan([*public_editions(now=now), *public_releases(now=now)], house_style())
    done, total = plan.fresh_count, len(plan.wanted)
    for batch in _batches(plan.missing):
        outbox.report_progress(job=job, done=done, total=total)
        pages, failures = written(batch)
        is_kept = keep_files(
            pages, failures, is_current=lambda: inputs_at(max(now, timezone.now())) == inputs
        )
        if not is_kept:
            return count, False
        count, done = count + len(pages), done + len(pages)
    outbox.report_progress(job=job, done=done, total=total)
    return count, True


def _batches(missing: Sequence[WantedFile]) -> Iterator[list[WantedFile]]:
    """Yield files in batches of one format, since those are written together; whole ones alone."""
    for _kind, files in groupby(missing, key=attrgetter("format", "is_whole")):
        alike = list(files)
        size = 1 if alike[0].is_whole else BATCH
        for start in range(0, len(alike), size):
            yield alike[start : start + size]
