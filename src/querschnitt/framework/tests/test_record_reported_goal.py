import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.queries import content_of, reported_content_of
from querschnitt.framework.tests.factories import (
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    a_goal,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def record(by, framework, **fields):
    given = {"basis": "annual_report", "source": "Bericht 2019", "field": FieldFactory(), **fields}
    return operations.record_reported_goal(by=by, framework=framework, **a_goal(**given))


def test_a_reported_goal_stands_beside_the_framework_s_own():
    framework = FrameworkFactory()

    version = record(coordinator(), framework)

    assert version.stage == "reported"
    assert JournalEntry.objects.get().act == "framework.goal_reported"
    assert content_of(framework)["goals"] == []
    [goal] = reported_content_of(framework)["goals"]
    assert (goal["basis"], goal["provenance"]["source"]) == ("annual_report", "Bericht 2019")


def test_it_may_come_to_light_after_the_adoption():
    adopted = GoalVersionFactory(stage="adopted")

    assert record(coordinator(), adopted.goal.framework)


@pytest.mark.parametrize("fields", [{"source": ""}, {"source": " "}, {"basis": "own"}])
def test_it_says_from_where_it_is_known(fields):
    with pytest.raises(Refused, match=r"framework\.source-missing"):
        record(coordinator(), FrameworkFactory(), **fields)


def test_a_department_records_none():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        record(approver(), FrameworkFactory())
