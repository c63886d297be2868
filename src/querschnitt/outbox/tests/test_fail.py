from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.outbox import handlers, operations, worker
from querschnitt.outbox.models import Job

pytestmark = pytest.mark.django_db


def make_due():
    Job.objects.update(run_after=timezone.now())


def broken(job):
    raise RuntimeError("the printer is on fire")


def test_a_job_that_fails_is_tried_again_after_pauses_that_double():
    handlers.register("print", broken)
    operations.enqueue(kind="print")

    pauses = []
    for _attempt in range(3):
        make_due()
        worker.work_off()
        pauses.append(Job.objects.get().run_after - timezone.now())

    assert [round(pause / timedelta(seconds=5)) for pause in pauses] == [1, 2, 4]
    assert "on fire" in Job.objects.get().last_error


def test_a_job_is_given_up_after_as_many_attempts_as_its_handler_allows():
    handlers.register("print", broken, attempts=2)
    operations.enqueue(kind="print")

    for _attempt in range(3):
        make_due()
        worker.work_off()

    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.FAILED, 2)


def test_a_handler_can_give_up_at_once():
    def give_up(job):
        raise handlers.GiveUp("There is no such edition.")

    handlers.register("print", give_up)
    operations.enqueue(kind="print")

    worker.work_off()

    job = Job.objects.get()
    assert (job.state, job.last_error) == (Job.State.FAILED, "There is no such edition.")


def test_a_failed_job_leaves_its_key_to_the_next_one():
    handlers.register("print", broken)
    operations.enqueue(kind="print", dedupe_key="all")
    (first,) = operations.claim()
    second = operations.enqueue(kind="print", dedupe_key="all")

    assert operations.fail(job=first, error="no paper")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (Job.State.FAILED, Job.State.PENDING)


def test_a_result_that_is_no_json_is_the_jobs_error():
    handlers.register("print", lambda job: object(), attempts=1)
    operations.enqueue(kind="print")

    worker.work_off()

    assert Job.objects.get().state == Job.State.FAILED


def test_jobs_done_long_ago_are_forgotten_and_failed_ones_kept():
    handlers.register("print", broken, attempts=1)
    handlers.register("note", lambda job: None)
    operations.enqueue(kind="print")
    operations.enqueue(kind="note")
    while worker.work_off():
        pass

    operations.forget_finished(before=timezone.now() + timedelta(seconds=1))

    assert Job.objects.get().kind == "print"
