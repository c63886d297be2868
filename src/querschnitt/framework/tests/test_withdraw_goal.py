import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries import content_of
from querschnitt.framework.tests.factories import GoalVersionFactory, drafted_goal
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", ["draft", "submitted", "returned"])
def test_a_department_withdraws_its_goal(stage):
    version = GoalVersionFactory(stage=stage)
    own = approver(department=version.goal.contributed_by)

    operations.withdraw_goal(by=own, goal=version.goal, reason="Entfällt.")

    version.refresh_from_db()
    assert (version.stage, version.return_reason) == ("withdrawn", "Entfällt.")
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.goal_withdrawn", {"version": 1})


def test_no_earlier_version_takes_its_place():
    version = GoalVersionFactory(stage="submitted")
    operations.revise_goal(by=coordinator(), goal=version.goal, seen=1, wording="Zweite.")

    operations.withdraw_goal(by=coordinator(), goal=version.goal, reason="Entfällt.")

    assert content_of(version.goal.framework)["goals"] == []
    assert not GoalVersion.objects.visible_to(approver()).exists()


def test_its_reference_is_not_given_again():
    author = coordinator()
    first = drafted_goal(author)
    operations.withdraw_goal(by=author, goal=first.goal, reason="Entfällt.")

    second = drafted_goal(author, framework=first.goal.framework)

    assert second.goal.reference == "D2"


def test_a_reported_goal_is_withdrawn_by_coordinators_alone():
    reported = GoalVersionFactory(stage="reported")
    own = approver(department=reported.goal.contributed_by)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.withdraw_goal(by=own, goal=reported.goal, reason="Entfällt.")

    assert operations.withdraw_goal(by=coordinator(), goal=reported.goal, reason="Doppelt.")


def test_an_editor_withdraws_nothing():
    author = editor()
    drafted = drafted_goal(author)

    with pytest.raises(Refused, match=r"framework\.not-yours"):
        operations.withdraw_goal(by=author, goal=drafted.goal, reason="Entfällt.")


def test_a_reason_is_needed():
    version = GoalVersionFactory()

    with pytest.raises(Refused, match=r"framework\.text-missing"):
        operations.withdraw_goal(by=coordinator(), goal=version.goal, reason="")
