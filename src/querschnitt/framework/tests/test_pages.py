import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import (
    DepartmentFactory,
    approver,
    coordinator,
    editor,
    person,
)
from querschnitt.framework import operations
from querschnitt.framework.queries import coverage, framework_page, goal_page, matrix
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    drafted_goal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return FrameworkFactory()


def references(lines):
    return [line.reference for line in lines]


def test_a_framework_shows_its_chapters_with_goals_in_order(framework):
    second = ChapterFactory(framework=framework, number=2)
    first = ChapterFactory(framework=framework, number=1)
    for reference, position, chapter in [("A", 3, first), ("B", 2, first), ("C", 1, None)]:
        GoalVersionFactory(
            goal__framework=framework,
            goal__reference=reference,
            goal__position=position,
            chapter=chapter,
        )

    page = framework_page(framework, seen_by=coordinator())

    assert [(part.chapter, references(part.goals)) for part in page.chapters] == [
        (first, ["B", "A"]),
        (second, []),
        (None, ["C"]),
    ]


def test_a_framework_counts_what_its_reader_may_see(framework):
    own = editor()
    GoalVersionFactory(
        goal__framework=framework, stage="draft", goal__contributed_by=own.department
    )
    GoalVersionFactory(goal__framework=framework, stage="draft")
    GoalVersionFactory(goal__framework=framework, stage="submitted")
    GoalVersionFactory(goal__framework=framework, stage="reported")

    page = framework_page(framework, seen_by=own)

    assert {count.stage: count.count for count in page.counts} == {
        "draft": 1,
        "submitted": 1,
        "reported": 1,
    }
    assert len(page.reported) == 1
    assert sum(len(part.goals) for part in page.chapters) == 2


def test_others_see_no_goal_while_its_newest_words_are_a_returned_draft(framework):
    version = GoalVersionFactory(goal__framework=framework)
    operations.return_goal(by=coordinator(), goal=version.goal, reason="Unklar.")

    assert framework_page(framework, seen_by=approver()).chapters == []


def test_the_matrix_puts_a_goal_with_who_leads_and_who_takes_part(framework):
    lead, partner = DepartmentFactory(), DepartmentFactory()
    field = FieldFactory()
    GoalVersionFactory(
        goal__framework=framework,
        goal__reference="D1",
        goal__contributed_by=lead,
        field=field,
        involved=[partner, lead],
    )
    GoalVersionFactory(
        goal__framework=framework,
        goal__reference="P1",
        goal__contributed_by=None,
        lead=None,
        field=field,
        involves_all=True,
    )

    page = matrix(framework, seen_by=coordinator(department=lead))

    assert page.departments == [lead, partner]
    [row] = page.rows
    assert [(references(cell.led), references(cell.involved)) for cell in row.cells] == [
        (["D1"], ["P1"]),
        ([], ["D1", "P1"]),
    ]
    assert references(row.without_lead) == ["P1"]


def test_coverage_tells_what_became_of_each_clause(framework):
    taken, left, forgotten = (
        ClauseFactory(mandate=framework.mandate, number=number) for number in (1, 2, 3)
    )
    operations.exclude_clause(by=coordinator(), framework=framework, clause=left, reason="Bund.")
    for reference, fields in {
        "A": {"clauses": [taken]},
        "B": {},
        "C": {"other_mandate": "Beschluss des Landtages"},
        "D": {"stage": "withdrawn", "clauses": [forgotten]},
    }.items():
        GoalVersionFactory(goal__framework=framework, goal__reference=reference, **fields)

    found = coverage(framework, seen_by=coordinator())

    assert [(c.clause, references(c.goals), bool(c.exclusion)) for c in found.clauses] == [
        (taken, ["A"], False),
        (left, [], True),
        (forgotten, [], False),
    ]
    assert [open_clause.clause for open_clause in found.open_clauses] == [forgotten]
    assert references(found.without_clause) == ["B"]
    assert [(line.reference, other) for line, other in found.on_another_mandate] == [
        ("C", "Beschluss des Landtages")
    ]


def test_another_department_s_draft_covers_nothing_for_its_readers(framework):
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(goal__framework=framework, stage="draft", clauses=[clause])

    assert coverage(framework, seen_by=approver()).open_clauses
    assert not coverage(framework, seen_by=person(Role.AUDITOR)).open_clauses


def test_a_framework_without_a_mandate_has_no_clauses():
    ClauseFactory()

    assert coverage(FrameworkFactory(mandate=None), seen_by=coordinator()).clauses == []


def test_a_goal_shows_what_changed_between_its_versions():
    author = editor()
    drafted = drafted_goal(author, wording="Der Austausch wächst.", runs_from="2022")
    operations.revise_goal(
        by=author, goal=drafted.goal, seen=1, wording="Der Handel wächst.", runs_from="2023"
    )

    page = goal_page(drafted.goal, seen_by=author)

    second, first = page.versions
    assert (second.version.number, first.version.number) == (2, 1)
    [text] = second.texts
    assert ("delete", "Austausch ") in text.parts
    assert ("insert", "Handel ") in text.parts
    assert [(fact.before, fact.after) for fact in second.facts] == [("2022", "2023")]
    assert (first.texts, first.facts) == ([], [])


def test_a_goal_tells_its_history():
    author = editor()
    drafted = drafted_goal(author)
    drafted_goal(author, framework=drafted.goal.framework)
    operations.submit_goal(by=approver(department=author.department), goal=drafted.goal, seen=1)

    page = goal_page(drafted.goal, seen_by=author)

    assert [entry.act for entry in page.history] == [
        "framework.goal_drafted",
        "framework.goal_submitted",
    ]


@pytest.mark.parametrize(("read", "queries"), [(framework_page, 3), (matrix, 4), (coverage, 7)])
def test_the_number_of_queries_does_not_grow(framework, django_assert_num_queries, read, queries):
    reader = coordinator()

    def grow(count):
        for _ in range(count):
            clause = ClauseFactory(mandate=framework.mandate)
            clause.departments.add(DepartmentFactory())
            GoalVersionFactory(
                goal__framework=framework,
                chapter=ChapterFactory(framework=framework),
                involved=[DepartmentFactory()],
                clauses=[clause],
            )

    grow(1)
    with django_assert_num_queries(queries):
        read(framework, seen_by=reader)
    grow(9)
    with django_assert_num_queries(queries):
        read(framework, seen_by=reader)


def test_the_number_of_queries_of_a_goal_does_not_grow(django_assert_num_queries):
    author = editor()
    goal = drafted_goal(author, involved=[DepartmentFactory()]).goal

    for seen in range(1, 9):
        with django_assert_num_queries(7):
            goal_page(goal, seen_by=author)
        operations.revise_goal(by=author, goal=goal, seen=seen, wording=f"Fassung {seen}.")
