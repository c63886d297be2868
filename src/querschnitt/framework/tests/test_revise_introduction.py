import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import FrameworkFactory, GoalVersionFactory
from querschnitt.framework.text_digests import introduction_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def revise(by, framework, text, seen_digest=None):
    return operations.revise_introduction(
        by=by,
        framework=framework,
        introduction=text,
        seen_digest=seen_digest or introduction_digest(framework),
    )


def test_a_coordinator_rewrites_the_introduction():
    framework = FrameworkFactory(introduction="Alt.")

    revise(coordinator(), framework, "canary")

    framework.refresh_from_db()
    assert framework.introduction == "canary"
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.introduction_revised", {})


def test_the_second_of_two_who_edit_at_once_overwrites_nothing():
    framework = FrameworkFactory()
    seen = introduction_digest(framework)
    revise(coordinator(), framework, "Von Anna.", seen)

    with pytest.raises(Refused, match=r"framework\.stale"):
        revise(coordinator(), framework, "Von Ben.", seen)

    framework.refresh_from_db()
    assert framework.introduction == "Von Anna."


def test_a_department_does_not_rewrite_it():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        revise(approver(), FrameworkFactory(), "Neu.")


def test_once_adopted_it_stays():
    adopted = GoalVersionFactory(stage="adopted")

    with pytest.raises(Refused, match=r"framework\.adopted"):
        revise(coordinator(), adopted.goal.framework, "Neu.")


def test_it_has_a_limit():
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        revise(coordinator(), FrameworkFactory(), "x" * 50_001)
