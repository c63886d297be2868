from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.press import delivering
from querschnitt.press.channels.base import Rejected, Uncertain
from querschnitt.press.models import Delivery
from querschnitt.press.tests.sent import (
    channel,
    corrected,
    published,
    states,
    the,
    withdrawn,
)

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


def test_a_correction_is_edited_where_the_channel_can_and_posted_where_it_cannot(kinds):
    channel("none")
    channel("fixed")
    release = published()
    delivering.deliver()

    corrected(release)
    delivering.deliver()

    assert the(release, "none").action == Action.EDIT
    assert kinds["none"].sent[1].external_id == the(release, "none", 1).external_id
    assert the(release, "fixed").action == Action.CORRECT
    assert kinds["fixed"].sent[1].url == the(release, "fixed", 1).url
    assert "The figure was wrong." in kinds["fixed"].sent[1].post.text
    assert set(states(release).values()) == {"sent"}


def test_a_withdrawal_deletes_the_post_and_its_corrections(kinds):
    kinds["none"].can_edit = False
    channel("none")
    release = published()
    delivering.deliver()
    corrected(release)
    delivering.deliver()

    withdrawn(release)
    delivering.deliver()

    assert [one.external_id for one in kinds["none"].sent[2:]] == ["1", "2"]
    assert {one.action for one in kinds["none"].sent[2:]} == {"delete"}
    assert states(release) == {"portal": "sent", "none": "sent"}


def test_a_withdrawal_that_cannot_delete_says_so_with_its_reason(kinds):
    channel("fixed")
    release = published()
    delivering.deliver()

    withdrawn(release)
    delivering.deliver()

    assert kinds["fixed"].sent[1].action == "correct"
    assert "It was not true." in kinds["fixed"].sent[1].post.text


def test_what_had_not_left_is_overtaken(kinds):
    channel("none")
    channel("key")
    release = published()

    corrected(release, title="Better")
    delivering.deliver()

    assert states(release, 1) == {"portal": "obsolete", "none": "obsolete", "key": "obsolete"}
    assert [one.post.text for one in kinds["none"].sent] == ["Better"]
    assert the(release, "none").action == Action.POST


def test_what_had_not_left_is_not_told_of_a_withdrawal(kinds):
    channel("none")
    release = published()

    withdrawn(release)
    delivering.deliver()

    assert states(release) == {"portal": "sent"}
    assert kinds["none"].sent == []


def test_a_change_waits_until_it_is_known_what_became_of_the_post(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [LOST]
    delivering.deliver()

    withdrawn(release)
    delivering.deliver()

    assert states(release) == {"portal": "sent", "none": "pending"}
    assert len(kinds["none"].sent) == 1


def test_a_change_of_a_post_that_never_arrived_is_a_post(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [LOST]
    delivering.deliver()
    corrected(release)
    Delivery.objects.filter(revision=1, channel__key="none").update(state=State.FAILED)

    delivering.deliver()

    assert kinds["none"].sent[-1].action == "post"
    assert the(release, "none").action == Action.POST


def test_a_withdrawal_of_a_post_that_never_arrived_is_overtaken(kinds):
    channel("none")
    release = published()
    kinds["none"].answers = [LOST]
    delivering.deliver()
    withdrawn(release)
    Delivery.objects.filter(revision=1, channel__key="none").update(state=State.FAILED)

    delivering.deliver()

    assert the(release, "none").state == State.OBSOLETE
    assert len(kinds["none"].sent) == 1


def test_what_was_begun_when_a_release_was_withdrawn_is_not_repeated(kinds):
    channel("key")
    release = published()
    kinds["key"].answers = [LOST]
    delivering.deliver()
    withdrawn(release)

    make_due()
    delivering.deliver()

    assert the(release, "key", 1).state == State.UNCERTAIN
    assert the(release, "key").state == State.PENDING
    assert len(kinds["key"].sent) == 1
