import signal
import threading
import time
from collections import Counter

import pytest
from django.db import transaction

from querschnitt.outbox import operations, periodic, worker
from querschnitt.outbox.models import Job
from querschnitt.outbox.tests.processes import other_process

WORK = "querschnitt.outbox.tests.work.run_worker"


@pytest.fixture
def shared(transactional_db, tmp_path):
    """Return the file in which the workers of other processes log what they do."""
    return tmp_path / "log"


def wait_for(condition, *, seconds=20):
    """Wait until something holds, and fail the test if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def noted(log, what):
    lines = log.read_text().splitlines() if log.exists() else []
    return [line.split()[1] for line in lines if line.startswith(what)]


def all_done():
    return not Job.objects.exclude(state=Job.State.DONE).exists()


def test_two_workers_do_each_job_exactly_once(shared):
    for _job in range(100):
        operations.enqueue(kind="note")

    with other_process(WORK, str(shared)), other_process(WORK, str(shared)):
        wait_for(all_done)

    assert set(Counter(noted(shared, "end")).values()) == {1}
    assert len(noted(shared, "end")) == 100


def test_what_a_killed_worker_leaves_is_done_by_the_next_and_nothing_else_twice(shared):
    operations.enqueue(kind="note")
    operations.enqueue(kind="note")
    hung = operations.enqueue(kind="note", payload={"seconds": 1.5})
    with other_process(WORK, str(shared), "3") as victim:
        wait_for(lambda: str(hung.pk) in noted(shared, "start"))
        victim.send_signal(signal.SIGKILL)
        victim.wait()

    with other_process(WORK, str(shared), "3"):
        wait_for(all_done)

    assert Counter(noted(shared, "end")).most_common(1)[0][1] == 1
    assert noted(shared, "start").count(str(hung.pk)) == 2
    hung.refresh_from_db()
    assert hung.attempts == 2


def test_a_worker_asked_to_end_finishes_the_job_at_hand_and_no_other(shared):
    first = operations.enqueue(kind="note", payload={"seconds": 1})
    operations.enqueue(kind="note")
    with other_process(WORK, str(shared)) as process:
        wait_for(lambda: noted(shared, "start"))

        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=10) == 0
    assert noted(shared, "end") == [str(first.pk)]


def test_what_recurs_goes_on_beside_a_long_job(shared, monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0.02)
    stop, calls = threading.Event(), Counter()
    periodic.register("often", lambda: calls.update(["often"]), every=0.05)
    periodic.register_daily("daily", lambda: calls.update(["daily"]))
    monkeypatch.setattr(worker, "work_off", lambda: stop.wait(1))

    threading.Timer(0.6, stop.set).start()
    assert worker.run(stop) == 0

    assert calls["often"] > 3
    assert calls["daily"] == 1


def test_a_recurring_call_that_fails_stops_neither_the_worker_nor_the_others(shared, monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0.02)
    stop, calls = threading.Event(), []
    periodic.register("broken", lambda: 1 / 0)
    periodic.register("sound", lambda: calls.append(1), every=0.01)
    threading.Timer(0.3, stop.set).start()

    worker.run(stop)

    assert len(calls) > 1


def test_signal_handlers_are_put_back(shared, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    stop = threading.Event()
    stop.set()

    worker.run(stop)

    assert signal.getsignal(signal.SIGTERM) is before


def test_a_job_asked_for_again_waits_for_the_act_that_asked(shared):
    """A job taken in between would not see what the act writes, and nobody would ask again."""
    first = operations.enqueue(kind="note", dedupe_key="render")
    with transaction.atomic():
        again = operations.enqueue(kind="note", dedupe_key="render")
        with other_process(WORK, str(shared)):
            time.sleep(2)
            assert noted(shared, "start") == []

    assert again.pk == first.pk
    with other_process(WORK, str(shared)):
        wait_for(all_done)
