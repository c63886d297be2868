import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FrameworkFactory,
    GoalVersionFactory,
)
from querschnitt.framework.text_digests import clause_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def revise(by, clause, **fields):
    told = {"text": clause.text, "reference": clause.reference, "departments": []}
    seen = fields.pop("seen_digest", clause_digest(clause))
    return operations.revise_clause(by=by, clause=clause, seen_digest=seen, **{**told, **fields})


def test_a_misprint_is_put_right():
    clause, department = ClauseFactory(number=3), DepartmentFactory()

    revise(coordinator(), clause, text="Richtig.", reference="S. 4", departments=[department])

    clause.refresh_from_db()
    assert (clause.text, clause.reference) == ("Richtig.", "S. 4")
    assert [*clause.departments.all()] == [department]
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.clause_revised", {"clause": 3})


def test_what_an_adopted_framework_quotes_is_not_touched():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(goal__framework=framework, stage="adopted")

    with pytest.raises(Refused, match=r"framework\.clause-adopted"):
        revise(coordinator(), clause, text="Anders.")


def test_a_framework_in_preparation_does_not_keep_it():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(goal__framework=framework, clauses=[clause])

    assert revise(coordinator(), clause, text="Anders.").text == "Anders."


def test_nobody_overwrites_what_they_have_not_seen():
    clause = ClauseFactory()
    seen = clause_digest(clause)
    clause.departments.add(DepartmentFactory())

    with pytest.raises(Refused, match=r"framework\.stale"):
        revise(coordinator(), clause, text="Anders.", seen_digest=seen)


@pytest.mark.parametrize("fields", [{"text": " "}, {"text": "x" * 5001}, {"reference": "x" * 81}])
def test_a_text_that_cannot_be_kept_is_refused(fields):
    with pytest.raises(Refused, match=r"framework\.text-"):
        revise(coordinator(), ClauseFactory(), **fields)


def test_a_department_corrects_none():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        revise(approver(), ClauseFactory(), text="Anders.")
