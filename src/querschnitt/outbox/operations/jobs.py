"""Jobs: taken, done, tried again. Every change to their table happens here."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from querschnitt.outbox import handlers
from querschnitt.outbox.models import Job

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
DEFAULT_LEASE = timedelta(minutes=5)
LONGEST_ERROR = 4_000


@transaction.atomic
def enqueue(
    *,
    kind: str,
    payload: dict[str, Any] | None = None,
    dedupe_key: str = "",
    run_after: datetime | None = None,
) -> Job:
    """Have a job done once the caller's transaction is committed.

    If a job with the same ``dedupe_key`` still waits, that one is returned instead: it will start
    after the caller's transaction and so sees what the caller has written.
    """
    now = timezone.now()
    job = Job(
        kind=kind,
        payload=payload or {},
        dedupe_key=dedupe_key,
        run_after=run_after or now,
        created_at=now,
    )
    if not dedupe_key:
        job.save(force_insert=True)
        return job
    while True:
        # Locked until the caller commits: a worker that took the job now would not see the
        # caller's changes, and nobody would come back for them.
        waiting = Job.objects.select_for_update().filter(
            dedupe_key=dedupe_key, state=Job.State.PENDING
        )
        if found := waiting.first():
            return _brought_forward(found, job.run_after)
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:
            # Somebody else was faster; theirs is the one to find, unless it has started already.
            job.pk = None
            continue
        return job


def _brought_forward(job: Job, run_after: datetime) -> Job:
    if run_after < job.run_after:
        job.run_after = run_after
        job.save(update_fields=["run_after"])
    return job


def claim(*, limit: int = 1) -> list[Job]:
    """Take due jobs and return them; nobody else gets them until their leases run out."""
    now = timezone.now()
    due = Job.objects.due(now).filter(kind__in=handlers.kinds())
    # Looked at first without a lock, so that an idle worker does not disturb those who write.
    if not due.exists():
        return []
    claimed = []
    with transaction.atomic():
        candidates = due.order_by("run_after", "pk").select_for_update(skip_locked=True)
        for job in candidates[:limit]:
            handler = handlers.for_kind(job.kind)
            if handler and job.state == Job.State.RUNNING and job.attempts >= handler.attempts:
                fail(job=job, error="The worker ended while doing this.", final=True)
            elif _take(job, now + (handler.lease if handler else DEFAULT_LEASE)):
                claimed.append(job)
    return claimed


def _take(job: Job, lease_until: datetime) -> bool:
    """Take one job if it is still as it was seen."""
    seen = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts)
    job.state, job.lease_until, job.attempts = Job.State.RUNNING, lease_until, job.attempts + 1
    return bool(
        seen.update(state=job.state, lease_until=job.lease_until, attempts=F("attempts") + 1)
    )


@transaction.atomic
def finish(*, job: Job, result: object = None) -> bool:
    """Note that a job is done; ``False`` if it was no longer the caller's to finish."""
    changed = _held(job).update(
        state=Job.State.DONE,
        result=result,
        last_error="",
        lease_until=None,
        finished_at=timezone.now(),
    )
    return bool(changed)


@transaction.atomic
def fail(*, job: Job, error: str, final: bool = False) -> bool:
    """Note that a job went wrong, and try it again after a pause that doubles each time.

    ``False`` if it was no longer the caller's. It is not tried again if ``final`` is set, if it
    was tried as often as its handler allows, or if another job with its key waits already.
    """
    handler = handlers.for_kind(job.kind)
    error = error[-LONGEST_ERROR:].replace("\0", "")
    if not final and handler and job.attempts < handler.attempts:
        pause = min(FIRST_PAUSE * 2 ** (job.attempts - 1), LONGEST_PAUSE)
        try:
            with transaction.atomic():
                changed = _held(job).update(
                    state=Job.State.PENDING,
                    last_error=error,
                    lease_until=None,
                    run_after=timezone.now() + pause,
                )
            return bool(changed)
        except IntegrityError:
            error = f"Left to the next job of this key. {error}"
    changed = _held(job).update(
        state=Job.State.FAILED, last_error=error, lease_until=None, finished_at=timezone.now()
    )
    return bool(changed)


@transaction.atomic
def report_progress(*, job: Job, done: int, total: int, text: str = "") -> None:
    """Note how far a job has got, and renew its lease.

    :raises handlers.GiveUp: if the lease has run out and the job is another worker's now
    """
    handler = handlers.for_kind(job.kind)
    changed = _held(job).update(
        progress_done=done,
        progress_total=total,
        progress_text=text[:200],
        lease_until=timezone.now() + (handler.lease if handler else DEFAULT_LEASE),
    )
    if not changed:
        raise handlers.GiveUp("The lease has run out; another worker does this job.")


@transaction.atomic
def forget_finished(*, before: datetime) -> int:
    """Delete the jobs that were done before an instant; failed ones stay until somebody looks."""
    return Job.objects.filter(state=Job.State.DONE, finished_at__lt=before).delete()[0]


def _held(job: Job) -> Any:
    """Return the row of a claimed job, unless its lease went to somebody else meanwhile."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
