from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.press import delivering, operations
from querschnitt.press.channels.base import Accepted, Rejected, Uncertain
from querschnitt.press.models import Delivery
from querschnitt.press.operations import sending
from querschnitt.press.tests.sent import (
    channel,
    corrected,
    published,
    states,
    the,
)
from querschnitt.publication.models import Edition

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


def test_what_is_published_goes_to_every_channel_that_is_on(kinds):
    channel("none")
    channel("key")
    channel("hour", is_on=False)
    release = published()

    delivering.deliver()

    assert states(release) == {"portal": "sent", "none": "sent", "key": "sent"}
    sent = the(release, "none")
    assert sent.url == "https://trial.example/1"
    assert sent.sent_at
    assert kinds["none"].sent[0].post.text == "Europe in all departments"
    assert kinds["none"].sent[0].idempotency_key == sent.idempotency_key


def test_nothing_is_sent_twice(kinds):
    channel("none")
    channel("key")
    published()

    for _turn in range(3):
        delivering.deliver()
        make_due()

    assert len(kinds["none"].sent) == len(kinds["key"].sent) == 1


def test_a_channel_of_a_department_tells_only_its_releases(kinds, django_user_model):
    release = published(deliveries=False)
    channel("none", "own", department=release.department)
    other = published(2)

    assert "own" not in states(other)


def test_a_channel_that_was_left_out_gets_neither_release_nor_correction(kinds):
    channel("none")
    release = published(deliveries=False)
    release.left_out_channels = ["none"]
    release.save()

    corrected(release)

    assert "none" not in states(release)


def test_the_portal_comes_first_and_the_others_wait_for_it(kinds):
    channel("none")
    release = published()
    kinds["portal"].answers = [BUSY]

    delivering.deliver()
    assert states(release) == {"portal": "pending", "none": "pending"}

    make_due()
    delivering.deliver()
    assert states(release) == {"portal": "sent", "none": "sent"}


def test_another_release_does_not_wait_for_it(kinds):
    channel("none")
    stuck, free = published(1), published(2)
    kinds["portal"].answers = [BUSY]

    delivering.deliver()

    assert states(stuck)["none"] == "pending"
    assert states(free)["none"] == "sent"


def test_what_was_certainly_not_accepted_is_tried_again_after_a_growing_pause(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [BUSY, BUSY]

    pauses = []
    for _turn in range(2):
        delivering.deliver()
        one = the(release, "none")
        assert (one.state, one.began_at) == (State.PENDING, None)
        pauses.append(one.run_after - timezone.now())
        make_due()
    delivering.deliver()

    assert pauses[1] > pauses[0] > timedelta(seconds=3)
    assert the(release, "none").state == State.SENT
    assert len(kinds["none"].sent) == 3


def test_at_some_time_it_is_given_up(kinds, monkeypatch):
    monkeypatch.setattr(sending, "ATTEMPTS", 3)
    channel("none")
    release = published()
    kinds["none"].answers = [BUSY] * 9

    for _turn in range(4):
        delivering.deliver()
        make_due()

    assert the(release, "none").state == State.FAILED
    assert len(kinds["none"].sent) == 3


def test_a_channel_that_asks_for_a_pause_gets_it(kinds):
    channel("none")
    first, second = published(1), published(2)
    kinds["none"].answers = [Rejected("429", may_retry=True, retry_after=120)]

    delivering.deliver()

    assert len(kinds["none"].sent) == 1
    for release in (first, second):
        assert the(release, "none").run_after > timezone.now() + timedelta(seconds=100)


def test_what_a_channel_refuses_fails_and_holds_up_nothing_else(kinds):
    channel("none")
    refused, fine = published(1), published(2)
    kinds["none"].answers = [NO]

    delivering.deliver()

    assert the(refused, "none").state == State.FAILED
    assert the(refused, "none").last_error == "413 too large"
    assert the(fine, "none").state == State.SENT


def test_a_lost_answer_is_uncertain_and_never_repeated_by_the_program(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [LOST]

    for _turn in range(3):
        delivering.deliver()
        make_due()

    assert the(release, "none").state == State.UNCERTAIN
    assert len(kinds["none"].sent) == 1


def test_a_lost_answer_is_repeated_with_the_same_key_where_the_channel_knows_it(kinds):
    channel("key")
    release = published()
    kinds["key"].answers = [LOST]

    delivering.deliver()
    assert the(release, "key").state == State.SENDING
    make_due()
    delivering.deliver()

    assert the(release, "key").state == State.SENT
    assert len({one.idempotency_key for one in kinds["key"].sent}) == 1
    assert len(kinds["key"].sent) == 2


def test_the_repetition_ends_before_the_channel_forgets_the_key(kinds):
    channel("hour")
    release = published()
    kinds["hour"].answers = [LOST]
    delivering.deliver()
    Delivery.objects.filter(channel__key="hour").update(
        began_at=timezone.now() - timedelta(minutes=59)
    )

    make_due()
    delivering.deliver()

    assert the(release, "hour").state == State.UNCERTAIN
    assert len(kinds["hour"].sent) == 1


@pytest.mark.parametrize("answer", [BUSY, NO])
def test_a_refused_repetition_says_nothing_of_the_first_time(kinds, answer):
    channel("key")
    release = published()
    kinds["key"].answers = [LOST, answer]
    delivering.deliver()
    make_due()
    delivering.deliver()

    one = the(release, "key")

    assert one.began_at is not None
    assert one.state == (State.SENDING if answer is BUSY else State.UNCERTAIN)


def test_what_a_dead_worker_had_begun_is_uncertain_or_repeated(kinds):
    channel("none")
    channel("key")
    release = published()
    delivering.deliver_first(delivering.threading.Event())
    now = timezone.now()
    for key, again in (("none", False), ("key", True)):
        one = the(release, key)
        (taken,) = operations.claim_deliveries(channel=one.channel_id, now=now, is_repeatable=again)
        if not again:
            assert operations.begin_sending(delivery=taken, now=now)

    make_due()
    delivering.deliver()

    assert states(release) == {"portal": "sent", "none": "uncertain", "key": "sent"}
    assert kinds["none"].sent == []


def test_what_a_dead_worker_had_only_claimed_is_sent(kinds):
    channel("none")
    release = published()
    delivering.deliver_first(delivering.threading.Event())
    operations.claim_deliveries(channel=the(release, "none").channel_id, now=timezone.now())
    delivering.deliver()
    assert the(release, "none").state == State.PENDING

    make_due()
    delivering.deliver()

    assert the(release, "none").state == State.SENT


def test_a_failing_program_is_no_reason_to_send_again(kinds, caplog):
    def broken(_sending):
        raise RuntimeError("https://host/secret-token/")

    channel("none")
    release = published()
    kinds["none"].answers = [broken]

    delivering.deliver()

    one = the(release, "none")
    assert one.state == State.UNCERTAIN
    assert "secret" not in one.last_error
    assert "RuntimeError" in caplog.text
    assert "https://host/" not in caplog.text.replace('raise RuntimeError("https://host/', "")


def test_a_task_for_people_waits_for_them(kinds):
    channel("hand")
    release = published()

    delivering.deliver()

    assert states(release) == {"portal": "sent", "hand": "pending"}
    assert kinds["hand"].sent == []


def test_deliveries_belong_to_the_act_that_publishes(kinds, transactional_db):
    release = published(deliveries=False)
    edition = Edition.objects.get()

    with pytest.raises(Exception, match="belong to the act"):
        operations.deliveries_for(
            release=release, edition=edition, revision=1, action=Action.POST, now=timezone.now()
        )


def test_a_slow_channel_does_not_hold_up_the_others(kinds, transactional_db):
    gate = delivering.threading.Event()
    channel("none", "slow")
    channel("key", "quick")
    release = published()

    def slow(_sending):
        gate.wait(10)
        return Accepted("1")

    kinds["none"].answers = [slow]
    senders = delivering.Senders()

    senders.tick()
    deadline = timezone.now() + timedelta(seconds=8)
    while the(release, "quick").state != State.SENT or not kinds["none"].sent:
        assert timezone.now() < deadline

    assert the(release, "slow").state == State.SENDING
    gate.set()
    senders.stop()
    assert the(release, "slow").state == State.SENT
