import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests.factories import GoalVersionFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted():
    return GoalVersionFactory(stage=GoalVersion.Stage.SUBMITTED)


def test_a_returned_goal_falls_back_to_its_department(submitted):
    elsewhere = approver()

    operations.return_goal(by=coordinator(), goal=submitted.goal, reason="Bitte schärfen.")

    submitted.refresh_from_db()
    assert (submitted.stage, submitted.return_reason) == ("returned", "Bitte schärfen.")
    assert not GoalVersion.objects.visible_to(elsewhere).exists()


def test_all_submitted_versions_fall_back_with_it(submitted):
    operations.revise_goal(by=coordinator(), goal=submitted.goal, seen=1, wording="Zweite.")

    operations.return_goal(by=coordinator(), goal=submitted.goal, reason="Doch nicht.")

    assert {version.stage for version in submitted.goal.versions.all()} == {"returned"}


def test_the_reason_stays_out_of_the_journal(submitted):
    operations.return_goal(by=coordinator(), goal=submitted.goal, reason="canary")

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.goal_returned", {"version": 1})


@pytest.mark.parametrize("stage", ["draft", "returned"])
def test_only_a_submitted_goal_can_be_returned(stage):
    version = GoalVersionFactory(stage=stage)

    with pytest.raises(Refused, match=r"framework\.not-submitted"):
        operations.return_goal(by=coordinator(), goal=version.goal, reason="Bitte schärfen.")


def test_a_department_returns_nothing(submitted):
    own = approver(department=submitted.goal.contributed_by)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.return_goal(by=own, goal=submitted.goal, reason="Bitte schärfen.")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 5001, "\x1b[2J"])
def test_a_reason_is_needed_and_has_limits(submitted, reason):
    with pytest.raises(Refused, match=r"framework\."):
        operations.return_goal(by=coordinator(), goal=submitted.goal, reason=reason)

    submitted.refresh_from_db()
    assert submitted.stage == "submitted"
