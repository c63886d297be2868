from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.press import clock, delivering, operations
from querschnitt.press.channels.base import Rejected, Uncertain
from querschnitt.press.models import Delivery, OutboxHold, Release
from querschnitt.press.tests.sent import (
    channel,
    published,
    states,
    the,
)
from querschnitt.publication.tests.tampering import unprotected

pytestmark = pytest.mark.django_db

State, Action = Delivery.State, Delivery.Action
BUSY = Rejected("503", may_retry=True)
NO = Rejected("413 too large", may_retry=False)
LOST = Uncertain("no answer")


@pytest.fixture(autouse=True)
def known(kinds):
    return kinds


def make_due():
    now = timezone.now()
    Delivery.objects.update(run_after=now)
    Delivery.objects.exclude(lease_until=None).update(lease_until=now - timedelta(seconds=1))


def embargoed(release):
    with unprotected():
        release.document.editions.update(public_from=timezone.now() + timedelta(seconds=20))


def unpublished(release):
    Release.objects.filter(pk=release.pk).update(
        published_at=timezone.now() + timedelta(seconds=20)
    )


def held(release):
    OutboxHold.objects.update_or_create(pk=1, defaults={"held_since": timezone.now()})


def switched_off(release):
    for one in Delivery.objects.filter(release=release).select_related("channel"):
        one.channel.is_on = False
        one.channel.save()


def withdrawn_meanwhile(release):
    Release.objects.filter(pk=release.pk).update(
        stage="withdrawn", withdrawn_at=timezone.now(), withdrawal_reason="No.", revision=2
    )


BARS = [embargoed, unpublished, held, switched_off, withdrawn_meanwhile]


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("key", ["none", "key"])
def test_the_claim_takes_nothing_that_may_not_leave(kinds, bar, key):
    channel(key)
    release = published()
    delivering.deliver_first(delivering.threading.Event())
    bar(release)

    delivering.deliver()

    assert kinds[key].sent == []
    assert the(release, key, 1).state == State.PENDING


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("key", ["none", "key"])
def test_it_is_asked_again_just_before_sending(kinds, monkeypatch, bar, key):
    """What is claimed already stays where it is: the second look is not the first one's."""
    channel(key)
    release = published()
    delivering.deliver_first(delivering.threading.Event())
    claimed = operations.claim_deliveries

    def claim_then_bar(**asked):
        rows = claimed(**asked)
        bar(release)
        return rows

    monkeypatch.setattr(operations, "claim_deliveries", claim_then_bar)

    delivering.deliver()

    assert kinds[key].sent == []
    assert the(release, key, 1).state in {State.PENDING, State.OBSOLETE}
    assert the(release, key, 1).began_at is None


def test_control_without_the_second_look_it_would_leave(kinds, monkeypatch):
    channel("none")
    release = published()
    delivering.deliver_first(delivering.threading.Event())
    claimed = operations.claim_deliveries

    def claim_then_embargo(**asked):
        rows = claimed(**asked)
        embargoed(release)
        return rows

    monkeypatch.setattr(operations, "claim_deliveries", claim_then_embargo)
    monkeypatch.setattr(operations, "begin_sending", lambda **_asked: True)

    delivering.deliver()

    assert len(kinds["none"].sent) == 1


def test_a_clock_that_cannot_be_believed_stops_it_at_once(kinds, monkeypatch):
    channel("none")
    release = published()
    wall = [1_000_000_000.0]
    mine = clock.Clock([], wall=lambda: wall[0], steady=lambda: 5.0)
    monkeypatch.setattr(clock, "_clocks", [mine])
    monkeypatch.setattr(mine, "now", timezone.now)
    wall[0] += 2.5

    delivering.deliver()
    assert set(states(release).values()) == {"pending"}

    wall[0] -= 2.5
    delivering.deliver()
    assert set(states(release).values()) == {"sent"}
