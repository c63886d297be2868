import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator, person
from querschnitt.framework import operations
from querschnitt.framework.queries import CoverageFilter, coverage
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def clauses(framework):
    """Clauses 1 to 5: taken up, open, excluded, removed with a goal, open for a department."""
    made = [
        ClauseFactory(mandate=framework.mandate, number=number, text=f"Vorgabe {number}.")
        for number in range(1, 6)
    ]
    by = coordinator()
    operations.exclude_clause(by=by, framework=framework, clause=made[2], reason="Bund.")
    GoalVersionFactory(goal__framework=framework, goal__reference="R", clauses=[made[3]])
    operations.remove_clause(by=by, clause=made[3], removed_on="2024", reason="Nachtrag.")
    return made


def seen(framework, by=None, **wanted):
    return coverage(framework, seen_by=by or coordinator(), wanted=CoverageFilter(**wanted))


def numbers(page):
    return [row.clause.number for row in page.clauses]


def references(lines):
    return [line.reference for line in lines]


def test_each_clause_and_each_goal_is_in_one_state(framework, clauses):
    GoalVersionFactory(goal__framework=framework, goal__reference="A", clauses=[clauses[0]])
    GoalVersionFactory(goal__framework=framework, goal__reference="B")
    GoalVersionFactory(goal__framework=framework, goal__reference="C", other_mandate="Landtag")

    page = seen(framework)

    assert [row.state for row in page.clauses] == [
        "taken_up",
        "open",
        "excluded",
        "removed",
        "open",
    ]
    assert {row.goal.reference: row.state for row in page.goals} == {
        "A": "taken_up",
        "B": "open",
        "C": "other",
        "R": "removed",
    }
    assert page.clause_counts == {
        "open": 2, "taken_up": 1, "excluded": 1, "removed": 1, "other": 0
    }  # fmt: skip
    assert sum(page.goal_counts.values()) == 4


def test_a_joint_commitment_is_one_row_with_a_cell_for_each_department(framework):
    lead, partner, charged = (DepartmentFactory() for _ in range(3))
    clause = ClauseFactory(mandate=framework.mandate)
    clause.departments.set([lead, charged])
    GoalVersionFactory(
        goal__framework=framework,
        goal__reference="D1",
        goal__contributed_by=lead,
        involved=[partner],
        clauses=[clause],
    )

    page = seen(framework, by=coordinator(department=lead))

    [row] = page.clauses
    told = {
        department.pk: (references(cell.led), references(cell.involved), cell.is_charged)
        for department, cell in zip(page.columns, row.cells, strict=True)
    }
    assert told == {
        lead.pk: (["D1"], [], True),
        partner.pk: ([], ["D1"], False),
        charged.pk: ([], [], True),
    }


def test_a_goal_without_departments_still_stands_somewhere(framework):
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(
        goal__framework=framework,
        goal__reference="P1",
        goal__contributed_by=None,
        lead=None,
        clauses=[clause],
    )

    [row] = seen(framework).clauses

    assert references(row.without_department) == ["P1"]


def test_a_department_is_told_which_clauses_it_has_no_goal_for(framework):
    own, other = DepartmentFactory(), DepartmentFactory()
    first, second, gone = (ClauseFactory(mandate=framework.mandate) for _ in range(3))
    for clause in (first, second, gone):
        clause.departments.add(own)
    operations.remove_clause(by=coordinator(), clause=gone, removed_on="2024", reason="Fort.")
    GoalVersionFactory(
        goal__framework=framework, goal__contributed_by=own, goal__reference="A", clauses=[first]
    )
    GoalVersionFactory(
        goal__framework=framework, goal__contributed_by=other, clauses=[second], involved=[]
    )

    rows = {row.department: row for row in seen(framework).departments}

    assert [row.clause for row in rows[own].charged] == [first, second, gone]
    assert [row.clause for row in rows[own].without_own_goal] == [second]
    assert [row.goal.reference for row in rows[own].led] == ["A"]
    assert rows[other].charged == []


def test_filters_narrow_rows_and_leave_the_totals(framework, clauses):
    department, field = DepartmentFactory(), FieldFactory()
    GoalVersionFactory(
        goal__framework=framework,
        goal__reference="D9",
        goal__contributed_by=department,
        field=field,
        kind="outcome",
        wording="Wasserstoff.",
        clauses=[clauses[0]],
    )
    clauses[4].departments.add(department)
    whole = seen(framework).clause_counts

    for wanted, found in {
        "department": ({"department": department}, [1, 5]),
        "field": ({"field": field.pk}, [1]),
        "kind": ({"kind": "outcome"}, [1]),
        "state": ({"state": "open"}, [2, 5]),
        "text of a clause": ({"text": "vorgabe 3"}, [3]),
        "text of a reason": ({"text": "nachtrag"}, [4]),
        "text of a goal": ({"text": "wasserSTOFF"}, [1]),
        "two at once": ({"department": department, "state": "open"}, [5]),
        "nothing": ({"text": "gibt es nicht"}, []),
    }.values():
        page = seen(framework, **wanted)
        assert numbers(page) == found, wanted
        assert page.clause_counts == whole


def test_filtered_cells_show_only_goals_that_fit(framework):
    clause, field = ClauseFactory(mandate=framework.mandate), FieldFactory()
    GoalVersionFactory(
        goal__framework=framework, goal__reference="A", field=field, clauses=[clause]
    )
    GoalVersionFactory(goal__framework=framework, goal__reference="B", clauses=[clause])

    [row] = seen(framework, field=field.pk).clauses

    assert [line.reference for cell in row.cells for line in cell.led] == ["A"]
    assert references(row.goals) == ["A", "B"]


def test_another_departments_draft_is_in_no_view(framework):
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(goal__framework=framework, stage="draft", clauses=[clause])

    page = seen(framework, by=approver())
    assert [row.state for row in page.clauses] == ["open"]
    assert page.goals == []
    assert not any(row.led or row.involved for row in page.departments)
    assert len(seen(framework, by=person(Role.AUDITOR)).goals) == 1
