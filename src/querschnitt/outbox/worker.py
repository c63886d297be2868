"""The worker: does jobs, and what recurs, until it is told to stop."""

import logging
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import Error, close_old_connections, connections

from querschnitt.outbox import handlers, operations, periodic
from querschnitt.outbox.models import Job

log = logging.getLogger(__name__)

PAUSE = 0.5
# Seconds to wait for a recurring call that is still running when the worker stops.
PATIENCE = 25.0


def run(stop_event: threading.Event | None = None) -> int:
    """Do jobs until the event is set or the process is asked to end; return the exit status.

    The job at hand is finished first. What a killed worker leaves behind is taken up again by
    another when its lease has run out.
    """
    stop = stop_event or threading.Event()
    with _signals_set(stop):
        # In threads of their own, so that neither a long job nor a long call holds up an embargo.
        lanes = [
            threading.Thread(
                target=_drive, args=(stop, tasks), name=f"outbox-{name or 'ticker'}", daemon=True
            )
            for name, tasks in periodic.lanes().items()
        ]
        for lane in lanes:
            lane.start()
        _repeat(stop, work_off)
        patient_until = time.monotonic() + PATIENCE
        for lane in lanes:
            lane.join(max(0.0, patient_until - time.monotonic()))
    return 0


def work_off() -> bool:
    """Do one due job, if there is any, and return whether there was."""
    jobs = operations.claim(limit=1)
    for job in jobs:
        do(job)
    return bool(jobs)


def do(job: Job) -> None:
    """Do one claimed job and note what became of it."""
    handler = handlers.for_kind(job.kind)
    try:
        if handler is None:
            raise handlers.GiveUp(f"nobody does {job.kind!r}")
        result = handler.function(job)
        # Inside, so that a result that is no JSON is the job's error and not the worker's.
        operations.finish(job=job, result=result)
    except handlers.GiveUp as reason:
        operations.fail(job=job, error=str(reason), final=True)
    except Exception:
        log.exception("job %s failed (attempt %s)", job, job.attempts)
        operations.fail(job=job, error=traceback.format_exc())


def _drive(stop: threading.Event, tasks: list[periodic.Task]) -> None:
    """Make the calls of one lane until told to stop, and let each put away what it has begun."""
    _repeat(stop, _ticks(tasks))
    for task in tasks:
        if task.at_end:
            try:
                task.at_end()
            except Exception:
                log.exception("recurring call %s did not end well", task.name)


def _ticks(tasks: list[periodic.Task]) -> Callable[[], bool]:
    def tick() -> bool:
        for task in tasks:
            if task.is_due():
                try:
                    task.function()
                    task.note_turn()
                except Exception:
                    task.put_off()
                    log.exception("recurring call %s failed", task.name)
        return False

    return tick


def _repeat(stop: threading.Event, turn: Callable[[], bool]) -> None:
    """Take turns until told to stop, with a pause after one that found nothing to do."""
    try:
        while not stop.is_set():
            close_old_connections()
            try:
                was_busy = turn()
            except Error:
                log.exception("the database does not answer")
                was_busy = False
            if not was_busy:
                stop.wait(PAUSE)
    finally:
        connections.close_all()


@contextmanager
def _signals_set(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT set the event, where that is ours to decide: in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {
        number: signal.signal(number, ask_to_stop) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
