"""Whether an account can be used is asked at the network itself, by the act of the desk."""

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.press import operations
from querschnitt.press.channels.base import Accepted, Rejected
from querschnitt.press.models import Channel
from querschnitt.press.tests.factories import press_office

pytestmark = pytest.mark.django_db
EVERY = ("telegram", "mastodon", "x", "facebook", "bluesky", "matrix", "webhook")


def a_channel_on(network, by, **hidden):
    account = network.account
    return operations.add_channel(
        by=by, kind=network.kind, name=network.label, account=account.settings,
        hidden={**account.secrets, **hidden},
    )  # fmt: skip


@pytest.mark.parametrize("network", EVERY, indirect=True)
def test_a_good_account_is_noted_and_nothing_is_posted(network):
    officer = press_office()
    channel = a_channel_on(network, officer)

    outcome = operations.check_channel(by=officer, channel=channel)

    assert isinstance(outcome, Accepted), outcome
    assert network.posts == []
    assert Channel.objects.get().checked_at is not None
    assert JournalEntry.objects.filter(act="press.channel_checked").count() == 1


@pytest.mark.parametrize("network", EVERY, indirect=True)
def test_a_wrong_secret_is_told_and_not_noted(network):
    officer = press_office()
    channel = a_channel_on(network, officer, **dict.fromkeys(network.account.secrets, "wrong"))

    outcome = operations.check_channel(by=officer, channel=channel)

    assert isinstance(outcome, Rejected)
    assert "wrong" not in outcome.reason
    assert Channel.objects.get().checked_at is None
