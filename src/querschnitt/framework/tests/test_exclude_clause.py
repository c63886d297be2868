import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import ClauseExclusion
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FrameworkFactory,
    GoalVersionFactory,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def clause(framework):
    return ClauseFactory(mandate=framework.mandate, number=4)


def exclude(by, framework, clause, reason="Sache des Bundes."):
    return operations.exclude_clause(by=by, framework=framework, clause=clause, reason=reason)


def test_a_clause_is_not_taken_up_because(framework, clause):
    exclusion = exclude(coordinator(), framework, clause, "canary")

    assert exclusion.reason == "canary"
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.clause_excluded", {"clause": 4})


def test_a_second_time_is_refused(framework, clause):
    exclude(coordinator(), framework, clause)

    with pytest.raises(Refused, match=r"framework\.already-excluded"):
        exclude(coordinator(), framework, clause)


def test_a_clause_of_another_mandate_is_refused(framework):
    with pytest.raises(Refused, match=r"framework\.clause-of-another"):
        exclude(coordinator(), framework, ClauseFactory())


def test_a_clause_that_a_submitted_goal_takes_up_is_refused(framework, clause):
    GoalVersionFactory(goal__framework=framework, clauses=[clause])

    with pytest.raises(Refused, match=r"framework\.clause-taken-up"):
        exclude(coordinator(), framework, clause)


def test_a_draft_does_not_stand_in_its_way(framework, clause):
    GoalVersionFactory(goal__framework=framework, clauses=[clause], stage="draft")

    assert exclude(coordinator(), framework, clause)


def test_a_reason_is_needed(framework, clause):
    with pytest.raises(Refused, match=r"framework\.text-missing"):
        exclude(coordinator(), framework, clause, " ")


def test_a_department_excludes_nothing(framework, clause):
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        exclude(approver(), framework, clause)


def test_an_adopted_framework_excludes_nothing(framework, clause):
    GoalVersionFactory(goal__framework=framework, stage="adopted")

    with pytest.raises(Refused, match=r"framework\.adopted"):
        exclude(coordinator(), framework, clause)


def test_a_clause_is_readmitted(framework, clause):
    exclude(coordinator(), framework, clause)

    operations.readmit_clause(by=coordinator(), framework=framework, clause=clause)

    assert not ClauseExclusion.objects.exists()
    assert JournalEntry.objects.latest("sequence").act == "framework.clause_readmitted"


def test_what_is_not_excluded_is_not_readmitted(framework, clause):
    with pytest.raises(Refused, match=r"framework\.not-excluded"):
        operations.readmit_clause(by=coordinator(), framework=framework, clause=clause)


def test_a_department_readmits_nothing(framework, clause):
    exclude(coordinator(), framework, clause)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.readmit_clause(by=approver(), framework=framework, clause=clause)
