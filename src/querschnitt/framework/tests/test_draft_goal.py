import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import (
    DepartmentFactory,
    approver,
    coordinator,
    editor,
    person,
)
from querschnitt.framework import operations
from querschnitt.framework.models import Goal, GoalVersion
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    a_goal,
    drafted_goal,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_an_editor_drafts_for_their_own_department():
    author = editor()

    version = drafted_goal(author)

    assert version.goal.contributed_by == author.department
    assert (version.number, version.stage) == (1, GoalVersion.Stage.DRAFT)
    assert version.written_by == author


def test_all_that_was_given_is_kept():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    chapter = ChapterFactory(framework=framework)
    partner = DepartmentFactory()

    version = drafted_goal(
        editor(),
        framework=framework,
        title="Austausch",
        explanation="Warum.",
        lead=partner,
        involved=[partner],
        clauses=[clause],
        chapter=chapter,
        runs_from="2022",
        runs_until="2026-06",
        basis="press",
        source="Zeitung",
        confidence="low",
    )

    version = GoalVersion.objects.get(pk=version.pk)
    assert (version.title, version.explanation) == ("Austausch", "Warum.")
    assert (version.lead, [*version.involved.all()]) == (partner, [partner])
    assert ([*version.clauses.all()], version.chapter) == ([clause], chapter)
    assert (version.runs_from, version.runs_until) == ("2022", "2026-06")
    assert (version.basis, version.source, version.confidence) == ("press", "Zeitung", "low")


def test_the_journal_names_the_goal_and_none_of_its_words():
    author = editor()

    drafted_goal(author, wording="canary-wording", title="canary-title")

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor, entry.subject_name) == ("framework.goal_drafted", author, "D1")
    assert entry.facts == {"version": 1}


def test_references_count_on_by_kind():
    framework = FrameworkFactory()
    author = editor()

    kinds = ["principle", "outcome", "cross_department", "department_specific", "principle"]
    goals = [drafted_goal(author, framework=framework, kind=kind).goal for kind in kinds]

    assert [goal.reference for goal in goals] == ["P1", "O1", "X1", "D1", "P2"]
    assert [goal.position for goal in goals] == [1, 2, 3, 4, 5]


def test_a_coordinator_may_choose_the_reference_and_the_next_one_counts_on():
    framework = FrameworkFactory()
    drafted_goal(coordinator(), framework=framework, reference="D7")

    following = drafted_goal(coordinator(), framework=framework)

    assert following.goal.reference == "D8"
    assert following.goal.contributed_by is None


def test_a_coordinator_drafts_for_a_department():
    department = DepartmentFactory()

    version = drafted_goal(coordinator(), contributed_by=department)

    assert version.goal.contributed_by == department


@pytest.mark.parametrize("reference", ["D 1", "../etc", "Ü1", "A" * 21, "-D1", "D1\n"])
def test_a_reference_that_cannot_stand_in_an_address_is_refused(reference):
    with pytest.raises(Refused, match=r"framework\.bad-reference"):
        drafted_goal(coordinator(), reference=reference)


def test_a_reference_is_given_once():
    framework = FrameworkFactory()
    drafted_goal(coordinator(), framework=framework, reference="D1")

    with pytest.raises(Refused, match=r"framework\.reference-taken"):
        drafted_goal(coordinator(), framework=framework, reference="D1")


def test_a_department_does_not_choose_references():
    with pytest.raises(Refused, match=r"framework\.reference-not-yours"):
        drafted_goal(editor(), reference="P1")


def test_another_department_s_name_is_refused():
    with pytest.raises(Refused, match=r"framework\.not-yours"):
        drafted_goal(approver(), contributed_by=DepartmentFactory())

    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.CABINET_OFFICE, Role.PRESS_OFFICER, Role.AUDITOR]
)
def test_others_do_not_draft(role):
    with pytest.raises(Refused, match=r"framework\.not-yours"):
        drafted_goal(person(role))


def test_an_adopted_framework_takes_no_drafts():
    adopted = GoalVersionFactory(stage=GoalVersion.Stage.ADOPTED)

    with pytest.raises(Refused, match=r"framework\.adopted"):
        drafted_goal(editor(), framework=adopted.goal.framework)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"wording": ""}, "framework.text-missing"),
        ({"wording": " \n "}, "framework.text-missing"),
        ({"wording": "x" * 5001}, "framework.text-too-long"),
        ({"title": "x" * 201}, "framework.text-too-long"),
        ({"explanation": "x" * 5001}, "framework.text-too-long"),
        ({"wording": "hidden\x00"}, "framework.control-characters"),
        ({"title": "turned\u202e"}, "framework.control-characters"),
        ({"source": "lone \ud800"}, "framework.control-characters"),
        ({"kind": "wish"}, "framework.bad-choice"),
        ({"basis": "rumour"}, "framework.bad-choice"),
        ({"confidence": "total"}, "framework.bad-choice"),
        ({"basis": "press"}, "framework.source-missing"),
        ({"runs_from": "soon"}, "framework.bad-date"),
        ({"runs_until": "2022-02-30"}, "framework.bad-date"),
        ({"runs_from": "2023", "runs_until": "2022"}, "framework.ends-before-it-begins"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(fields, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        drafted_goal(editor(), **fields)

    assert not Goal.objects.exists()
    assert not JournalEntry.objects.exists()


def test_the_longest_texts_are_kept():
    version = drafted_goal(editor(), wording="ß" * 5000, title="x" * 200)

    assert len(version.wording) == 5000


def test_a_year_may_begin_and_end_a_goal():
    assert drafted_goal(editor(), runs_from="2022-07-12", runs_until="2022")


def test_a_clause_of_another_mandate_is_refused():
    with pytest.raises(Refused, match=r"framework\.clause-of-another"):
        drafted_goal(editor(), clauses=[ClauseFactory()])


def test_a_chapter_of_another_framework_is_refused():
    with pytest.raises(Refused, match=r"framework\.chapter-of-another"):
        drafted_goal(editor(), chapter=ChapterFactory())


def test_all_departments_and_some_departments_exclude_each_other():
    with pytest.raises(Refused, match=r"framework\.all-and-some"):
        drafted_goal(editor(), involves_all=True, involved=[DepartmentFactory()])


def test_a_clause_that_is_not_taken_up_is_refused():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    operations.exclude_clause(by=coordinator(), framework=framework, clause=clause, reason="Bund.")

    with pytest.raises(Refused, match=r"framework\.clause-excluded"):
        drafted_goal(editor(), framework=framework, clauses=[clause])


def test_an_unknown_field_of_the_text_is_a_mistake_of_the_program():
    with pytest.raises(TypeError):
        operations.draft_goal(
            by=editor(), framework=FrameworkFactory(), **a_goal(field=FieldFactory(), mood="good")
        )
