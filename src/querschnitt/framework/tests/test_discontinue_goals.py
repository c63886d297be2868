import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import GoalDiscontinuation
from querschnitt.framework.operations import CarriedGoal
from querschnitt.framework.queries import carriable
from querschnitt.framework.tests.factories import GoalVersionFactory
from querschnitt.framework.tests.lineage_examples import adopted, followed
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def leave(framework, *versions, by=None, reason=""):
    return operations.discontinue_goals(
        by=by or coordinator(),
        framework=framework,
        goals=[version.goal for version in versions],
        reason=reason,
    )


def test_goals_are_left_with_or_without_a_reason():
    framework = followed()
    first, second = adopted(framework), adopted(framework)

    leave(framework, first, reason="Erreicht. canary")
    leave(framework, second)

    reasons = [goal.discontinuation.reason for goal in carriable(framework)]
    assert reasons == ["Erreicht. canary", ""]
    entries = JournalEntry.objects.all()
    assert {entry.act for entry in entries} == {"framework.goals_discontinued"}
    assert "canary" not in str([*entries.values()])


def test_a_reason_can_be_changed_but_not_said_twice():
    framework = followed()
    version = adopted(framework)
    leave(framework, version, reason="Erreicht.")

    leave(framework, version, reason="Überholt.")

    assert GoalDiscontinuation.objects.get().reason == "Überholt."
    with pytest.raises(Refused, match=r"framework\.already-carried-over"):
        leave(framework, version, reason="Überholt.")


def test_what_lives_on_is_not_left():
    framework = followed()
    version = adopted(framework)
    choices = [CarriedGoal(source=version.goal)]
    operations.carry_over_goals(by=coordinator(), framework=framework, choices=choices)

    with pytest.raises(Refused, match=r"framework\.already-carried-over"):
        leave(framework, version)


def test_others_goals_and_long_reasons_are_refused():
    framework = followed()

    with pytest.raises(Refused, match=r"framework\.not-of-predecessor"):
        leave(framework, GoalVersionFactory(stage="adopted"))
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        leave(framework, adopted(framework), reason="x" * 2001)


def test_a_department_leaves_none():
    framework = followed()

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        leave(framework, adopted(framework), by=approver())
