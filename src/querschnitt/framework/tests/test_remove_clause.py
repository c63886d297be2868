import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.queries import content_of, coverage
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    a_goal,
    drafted_goal,
)
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def clause(framework):
    return ClauseFactory(mandate=framework.mandate, number=2)


def remove(clause, by=None, removed_on="2024-05", reason="Nachtrag zum Vertrag."):
    by = by or coordinator()
    return operations.remove_clause(by=by, clause=clause, removed_on=removed_on, reason=reason)


def test_a_removed_clause_stays_with_its_day_and_reason(clause):
    remove(clause)

    clause.refresh_from_db()
    assert (clause.removed_on, clause.removal_reason) == ("2024-05", "Nachtrag zum Vertrag.")
    entry = JournalEntry.objects.get()
    assert entry.act == "framework.clause_removed"
    assert entry.facts == {"clause": 2, "since": "2024-05"}


def test_goals_that_rest_on_it_keep_it_and_are_revised_and_submitted(framework, clause):
    author = editor()
    goal = drafted_goal(author, framework=framework, clauses=[clause]).goal
    remove(clause)

    operations.revise_goal(by=author, goal=goal, seen=1, wording="Neu.", clauses=[clause])
    operations.submit_goal(by=approver(department=author.department), goal=goal, seen=2)

    [row] = coverage(framework, seen_by=coordinator()).clauses
    assert (row.state, len(row.goals)) == ("removed", 1)


def test_no_goal_can_newly_rest_on_it(framework, clause):
    author = editor()
    goal = drafted_goal(author, framework=framework).goal
    clause = remove(clause)

    with pytest.raises(Refused, match=r"framework\.clause-removed"):
        operations.revise_goal(by=author, goal=goal, seen=1, clauses=[clause])
    with pytest.raises(Refused, match=r"framework\.clause-removed"):
        operations.draft_goal(
            by=author, framework=framework, **a_goal(field=FieldFactory(), clauses=[clause])
        )
    with pytest.raises(Refused, match=r"framework\.clause-removed"):
        operations.exclude_clause(
            by=coordinator(), framework=framework, clause=clause, reason="Egal."
        )


def test_the_content_says_so_only_where_it_is(framework, clause):
    before = digest(content_of(framework))
    assert "removed" not in content_of(framework)["mandate"]["clauses"][0]

    remove(clause)

    [content] = content_of(framework)["mandate"]["clauses"]
    assert content["removed"] == {"on": "2024-05", "reason": {"de": "Nachtrag zum Vertrag."}}
    operations.restore_clause(by=coordinator(), clause=clause)
    assert digest(content_of(framework)) == before


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"removed_on": ""}, "no-date"),
        ({"removed_on": "gestern"}, "bad-date"),
        ({"removed_on": "2999"}, "date-in-future"),
        ({"reason": "  "}, "text-missing"),
    ],
)
def test_day_and_reason_are_needed(clause, told, code):
    with pytest.raises(Refused, match=rf"framework\.{code}"):
        remove(clause, **told)


def test_it_is_removed_once_and_restored_once(clause):
    with pytest.raises(Refused, match=r"framework\.clause-stands"):
        operations.restore_clause(by=coordinator(), clause=clause)
    remove(clause)
    with pytest.raises(Refused, match=r"framework\.clause-removed"):
        remove(clause)

    operations.restore_clause(by=coordinator(), clause=clause)

    clause.refresh_from_db()
    assert not clause.is_removed


def test_a_department_removes_and_restores_none(clause):
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        remove(clause, by=approver())
    remove(clause)
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.restore_clause(by=approver(), clause=clause)
