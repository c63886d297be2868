import pytest
from django.utils import timezone

from querschnitt.outbox import periodic


@pytest.fixture
def daily():
    periodic.register_daily("clock", lambda: None)
    (task,) = periodic.tasks()
    return task


def test_a_daily_call_has_its_turn_at_the_start_and_after_midnight(daily, monkeypatch):
    assert daily.is_due()
    daily.note_turn()
    assert not daily.is_due()

    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    assert daily.is_due()


def test_a_daily_call_that_failed_is_put_off_not_forgotten(daily, monkeypatch):
    daily.put_off()
    assert not daily.is_due()

    monkeypatch.setattr(periodic.time, "monotonic", lambda: daily.due_at + 1)

    assert daily.is_due()


def test_each_worker_keeps_its_own_turns(daily):
    daily.note_turn()

    (other,) = periodic.tasks()

    assert other.is_due()
