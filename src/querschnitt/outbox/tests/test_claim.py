from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.outbox import handlers, operations
from querschnitt.outbox.models import Job

pytestmark = pytest.mark.django_db


def lapse(job):
    """Let the lease of a job run out."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_claimed_job_is_nobody_elses(done):
    operations.enqueue(kind="note")

    (job,) = operations.claim()

    assert job.state == Job.State.RUNNING
    assert operations.claim() == []


def test_jobs_are_taken_in_the_order_in_which_they_are_due(done):
    now = timezone.now()
    for minutes in (1, 3, 2):
        operations.enqueue(
            kind="note", payload={"age": minutes}, run_after=now - timedelta(minutes=minutes)
        )

    assert [job.payload["age"] for job in operations.claim(limit=5)] == [3, 2, 1]


def test_a_kind_that_nobody_does_here_is_left_to_others(done):
    operations.enqueue(kind="unheard-of")

    assert operations.claim() == []
    assert Job.objects.get().state == Job.State.PENDING


def test_a_job_left_behind_is_taken_again_when_its_lease_has_run_out(done):
    operations.enqueue(kind="note")
    (first,) = operations.claim()
    lapse(first)

    (second,) = operations.claim()

    assert (second.pk, second.attempts) == (first.pk, 2)


def test_who_lost_the_lease_can_neither_finish_nor_fail_the_job(done):
    operations.enqueue(kind="note")
    (first,) = operations.claim()
    lapse(first)
    operations.claim()

    assert not operations.finish(job=first)
    assert not operations.fail(job=first, error="too late")
    with pytest.raises(handlers.GiveUp):
        operations.report_progress(job=first, done=1, total=2)

    assert Job.objects.get().state == Job.State.RUNNING


def test_a_job_that_kills_its_worker_each_time_is_given_up(done):
    operations.enqueue(kind="note")
    for _attempt in range(5):
        (job,) = operations.claim()
        lapse(job)

    assert operations.claim() == []

    assert Job.objects.get().state == Job.State.FAILED


def test_progress_is_noted_and_renews_the_lease(done):
    operations.enqueue(kind="note")
    (job,) = operations.claim()
    lapse(job)

    operations.report_progress(job=job, done=3, total=9, text="pages")

    row = Job.objects.get()
    assert (row.progress_done, row.progress_total, row.progress_text) == (3, 9, "pages")
    assert operations.claim() == []
