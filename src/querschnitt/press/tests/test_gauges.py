from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.outbox.models import Message
from querschnitt.press import delivering, queries, recurring
from querschnitt.press.channels.base import Rejected, Uncertain
from querschnitt.press.models import Delivery, OutboxHold, Release
from querschnitt.press.tests.sent import channel, press_officer, published
from querschnitt.tests.policy import IS_FULL

pytestmark = pytest.mark.django_db

ROUNDS = 10 if IS_FULL else 1


@pytest.fixture(autouse=True)
def known(kinds):
    return kinds


def a_while_ago(seconds=100):
    """Let everything have been asked for some time ago."""
    Delivery.objects.update(created_at=timezone.now() - timedelta(seconds=seconds))


def subjects():
    return list(Message.objects.values_list("subject", flat=True))


def test_gauges_count_what_somebody_has_to_know(kinds):
    channel("none")
    channel("hand")
    kinds["none"].answers = [
        Uncertain("lost"),
        Rejected("413", may_retry=False),
        Rejected("503", may_retry=True),
    ]
    for number in (1, 2, 3):
        published(number)
    delivering.deliver()
    a_while_ago()

    gauges = queries.gauges()

    assert (gauges.uncertain, gauges.failed, gauges.overdue) == (1, 1, 1)
    assert (gauges.tasks, gauges.pending, gauges.unpublished) == (3, 1, 0)
    assert gauges.oldest_pending == Delivery.objects.get(last_error="503").created_at


def test_what_arrived_alarms_nobody(kinds):
    channel("none")
    press_officer()
    published()
    delivering.deliver()
    a_while_ago()

    recurring.watch()

    assert not queries.gauges().is_alarming
    assert subjects() == []


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize(
    "answer", [Uncertain("lost"), Rejected("413", may_retry=False), Rejected("503", may_retry=True)]
)
def test_press_officers_are_told_at_once_and_once(kinds, answer, number):
    channel("none")
    officer = press_officer()
    kinds["none"].answers = [answer]
    published()
    delivering.deliver()
    # With the pause between two looks, this is well within two minutes.
    a_while_ago(61)
    assert recurring.WATCHED_WITHIN + 61 < 120

    recurring.watch()
    recurring.watch()

    assert [one.to for one in Message.objects.all()] == [officer.email]


def test_a_release_whose_moment_has_passed_is_told_of():
    press_officer()
    release = published(deliveries=False)
    long_ago = timezone.now() - timedelta(minutes=5)
    Release.objects.filter(pk=release.pk).update(
        stage="approved",
        published_at=None,
        year=None,
        number=None,
        document=None,
        approved_at=long_ago,
        embargo_until=long_ago,
    )

    recurring.watch()

    assert queries.gauges().unpublished == 1
    assert Message.objects.count() == 1


def test_what_is_held_on_purpose_alarms_nobody():
    press_officer()
    channel("none")
    published()
    a_while_ago()
    OutboxHold.objects.create(held_since=timezone.now())

    recurring.watch()

    assert subjects() == []


def test_once_a_day_they_are_told_what_still_waits(kinds):
    press_officer()
    channel("none")
    kinds["none"].answers = [Uncertain("lost")]
    published()
    delivering.deliver()

    recurring.tell_of_the_day()
    recurring.tell_of_the_day()

    assert len(subjects()) == 1


def test_where_nothing_waits_nobody_is_told():
    press_officer()
    published()
    delivering.deliver()

    recurring.tell_of_the_day()

    assert subjects() == []


def test_a_worker_that_was_not_seen_is_missed():
    now = timezone.now()
    hold = OutboxHold(seen_at=now - timedelta(minutes=1))
    assert queries.is_worker_there(hold, at=now)

    hold.seen_at = now - timedelta(minutes=3)
    assert not queries.is_worker_there(hold, at=now)
    assert not queries.is_worker_there(OutboxHold(), at=now)
