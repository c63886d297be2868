from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from querschnitt.outbox import operations, worker
from querschnitt.outbox.models import Job

pytestmark = pytest.mark.django_db


def test_a_job_is_done_with_its_payload(done):
    operations.enqueue(kind="note", payload={"goal": 7})

    assert worker.work_off()

    assert done == [{"goal": 7}]
    assert Job.objects.get().state == Job.State.DONE


def test_a_job_of_an_act_that_fails_does_not_exist():
    with transaction.atomic():
        operations.enqueue(kind="note")
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_a_job_with_the_key_of_a_waiting_one_is_that_one():
    first = operations.enqueue(kind="note", dedupe_key="render")

    second = operations.enqueue(kind="note", dedupe_key="render")

    assert second.pk == first.pk
    assert Job.objects.count() == 1


def test_a_job_with_the_key_of_a_running_one_is_another(done):
    first = operations.enqueue(kind="note", dedupe_key="render")
    operations.claim()

    second = operations.enqueue(kind="note", dedupe_key="render")

    assert second.pk != first.pk


def test_a_waiting_job_is_brought_forward_but_never_put_off():
    later = timezone.now() + timedelta(hours=1)
    operations.enqueue(kind="note", dedupe_key="render", run_after=later)

    operations.enqueue(kind="note", dedupe_key="render")
    operations.enqueue(kind="note", dedupe_key="render", run_after=later)

    assert Job.objects.get().run_after < later


def test_a_job_for_later_is_left_alone(done):
    operations.enqueue(kind="note", run_after=timezone.now() + timedelta(seconds=30))

    assert not worker.work_off()

    assert done == []
