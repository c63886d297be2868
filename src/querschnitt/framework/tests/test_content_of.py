import json
from datetime import date

import pytest

from querschnitt.accounts.models import Appointment, DepartmentSuccession, Office
from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.framework.content import DepartmentContent, FrameworkContent, GoalContent
from querschnitt.framework.models import ClauseExclusion, Government
from querschnitt.framework.queries import content_of, digest_of_draft, reported_content_of
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    MandateFactory,
    TermFactory,
)
from querschnitt.lib.digest import canonical

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return FrameworkFactory()


def keys(departments):
    return [department["key"] for department in departments]


def test_it_has_exactly_the_agreed_form(framework):
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(goal__framework=framework, clauses=[clause])

    content = content_of(framework)

    assert {*content} == {*FrameworkContent.__annotations__}
    assert {*content["goals"][0]} == {*GoalContent.__annotations__}
    assert {*content["departments"][0]} == {*DepartmentContent.__annotations__}
    assert content["languages"] == ["de"]
    assert json.loads(canonical(content)) == content


@pytest.mark.parametrize(
    ("stage", "stands_in_it"),
    [
        ("draft", False),
        ("submitted", True),
        ("returned", False),
        ("withdrawn", False),
        ("adopted", True),
        ("reported", False),
    ],
)
def test_only_what_is_submitted_or_adopted_stands_in_it(framework, stage, stands_in_it):
    GoalVersionFactory(goal__framework=framework, stage=stage)

    assert bool(content_of(framework)["goals"]) is stands_in_it
    assert bool(reported_content_of(framework)["goals"]) is (stage == "reported")


def test_only_the_newest_version_of_a_goal_counts(framework):
    first = GoalVersionFactory(goal__framework=framework, wording="Alt.")
    GoalVersionFactory(goal=first.goal, number=2, wording="Neu.")

    assert [goal["wording"] for goal in content_of(framework)["goals"]] == [{"de": "Neu."}]


def test_a_goal_of_another_framework_stays_out(framework):
    GoalVersionFactory()

    assert content_of(framework)["goals"] == []


def test_goals_stand_by_chapter_and_position_and_those_without_a_chapter_last(framework):
    second = ChapterFactory(framework=framework, number=2)
    first = ChapterFactory(framework=framework, number=1)
    for reference, position, chapter in [("A", 1, None), ("B", 2, second), ("C", 4, first),
                                         ("D", 3, first)]:  # fmt: skip
        GoalVersionFactory(
            goal__framework=framework,
            goal__reference=reference,
            goal__position=position,
            chapter=chapter,
        )

    content = content_of(framework)

    assert [goal["reference"] for goal in content["goals"]] == ["D", "C", "B", "A"]
    assert [goal["chapter"] for goal in content["goals"]] == [1, 1, 2, None]
    assert [chapter["number"] for chapter in content["chapters"]] == [1, 2]


def test_an_unknown_lead_and_empty_texts_stay_empty(framework):
    GoalVersionFactory(goal__framework=framework, goal__contributed_by=None, lead=None)

    [goal] = content_of(framework)["goals"]

    assert goal["lead"] is None
    assert (goal["title"], goal["explanation"], goal["other_mandate"]) == ({}, {}, {})


def test_the_mandate_tells_what_became_of_each_clause(framework):
    department = DepartmentFactory(key="mj")
    taken = ClauseFactory(mandate=framework.mandate, number=1)
    taken.departments.add(department)
    left = ClauseFactory(mandate=framework.mandate, number=2)
    ClauseExclusion.objects.create(framework=framework, clause=left, reason="Sache des Bundes.")
    GoalVersionFactory(goal__framework=framework, clauses=[taken])

    content = content_of(framework)

    assert [clause["exclusion"] for clause in content["mandate"]["clauses"]] == [
        None,
        {"de": "Sache des Bundes."},
    ]
    assert content["mandate"]["clauses"][0]["departments"] == ["mj"]
    assert content["goals"][0]["clauses"] == [1]
    assert "mj" in keys(content["departments"])


def test_what_the_demonstration_invents_stays_out(framework):
    clause = ClauseFactory(mandate=framework.mandate)
    ClauseExclusion.objects.create(
        framework=framework, clause=clause, reason="canary", is_demonstration=True
    )

    content = content_of(framework)

    assert content["mandate"]["clauses"][0]["exclusion"] is None
    assert b"canary" not in canonical(content)


def test_departments_are_those_that_are_named_in_order(framework):
    lead, involved, leading = (DepartmentFactory(key=key) for key in ("b", "a", "c"))
    DepartmentFactory(key="uninvolved")
    framework.lead = leading
    framework.save()
    GoalVersionFactory(
        goal__framework=framework, goal__contributed_by=lead, lead=lead, involved=[involved]
    )

    assert keys(content_of(framework)["departments"]) == ["b", "a", "c"]


def test_a_goal_of_all_departments_names_those_of_its_time(framework):
    DepartmentFactory(key="former", valid_until="2021-09-16")
    DepartmentFactory(key="always")
    DepartmentFactory(key="new", valid_from="2021-09-16")
    DepartmentFactory(key="later", valid_from="2023")
    GoalVersionFactory(goal__framework=framework, goal__contributed_by=None, involves_all=True)

    assert keys(content_of(framework)["departments"]) == ["always", "new"]


def test_a_department_comes_with_its_heads_and_successors(framework):
    department, successor = DepartmentFactory(key="mw"), DepartmentFactory(key="mwl")
    DepartmentSuccession.objects.create(predecessor=department, successor=successor, since="2021")
    office = Office.objects.create(department=department, title="Minister")
    Appointment.objects.create(office=office, person_name="Spätere", held_from="2021-09")
    Appointment.objects.create(
        office=office, person_name="Frühere", held_from="2016", held_until="2021"
    )
    GoalVersionFactory(goal__framework=framework, goal__contributed_by=department)

    [content] = content_of(framework)["departments"]

    assert [head["person"] for head in content["heads"]] == ["Frühere", "Spätere"]
    assert content["successors"] == ["mwl"]


def test_fields_are_those_in_use_in_their_order(framework):
    late, early = FieldFactory(key="late", position=2), FieldFactory(key="early", position=1)
    FieldFactory(key="unused", position=0)
    for field in (late, early, late):
        GoalVersionFactory(goal__framework=framework, field=field)

    assert [field["key"] for field in content_of(framework)["fields"]] == ["early", "late"]


@pytest.mark.parametrize(
    ("governments", "expected"),
    [
        ([("A", "2021-09-16", "2026-01-27"), ("B", "2026-01-28", "")], "A"),
        ([("A", "2021", "2022-07"), ("B", "2022-07", "")], "B"),
        ([("A", "2021", ""), ("B", "2021", "")], None),
        ([], None),
    ],
)
def test_the_government_is_named_where_it_can_be_told(framework, governments, expected):
    for name, start, end in governments:
        Government.objects.create(
            key=name.lower(),
            term=framework.term,
            name=name,
            in_office_from=start,
            in_office_until=end,
        )
    Government.objects.create(key="other-term", term=TermFactory(), name="C")

    government = content_of(framework)["government"]

    assert (government and government["name"]["de"]) == expected


def test_without_a_mandate_or_a_beginning_nothing_is_invented():
    framework = FrameworkFactory(mandate=None, runs_from="")

    content = content_of(framework)

    assert (content["mandate"], content["government"], content["predecessor"]) == (None,) * 3


def test_the_digest_changes_with_the_text_and_not_with_a_draft(framework):
    version = GoalVersionFactory(goal__framework=framework)
    before = digest_of_draft(framework)
    GoalVersionFactory(goal__framework=framework, stage="draft", lead=None)

    assert digest_of_draft(framework) == before

    version.wording = "Anders."
    version.save()
    assert digest_of_draft(framework) != before


def test_it_does_not_depend_on_the_day(framework, monkeypatch):
    term = framework.term
    before = digest_of_draft(framework)
    term.closed_on = date(2026, 10, 1)
    term.save()

    assert digest_of_draft(framework) == before


@pytest.mark.parametrize("read", [content_of, reported_content_of])
def test_the_number_of_queries_does_not_grow(framework, django_assert_num_queries, read):
    stage = "submitted" if read is content_of else "reported"

    def grow(count):
        for _ in range(count):
            department = DepartmentFactory()
            clause = ClauseFactory(mandate=framework.mandate)
            clause.departments.add(department)
            office = Office.objects.create(department=department, title="Ministerin")
            Appointment.objects.create(office=office, person_name="A")
            DepartmentSuccession.objects.create(
                predecessor=department, successor=DepartmentFactory()
            )
            GoalVersionFactory(
                goal__framework=framework, stage=stage, clauses=[clause], involved=[department]
            )

    queries = 13 if read is content_of else 7
    grow(1)
    with django_assert_num_queries(queries):
        read(framework)
    grow(9)
    with django_assert_num_queries(queries):
        read(framework)


def test_a_mandate_shared_by_two_frameworks_keeps_their_reasons_apart(framework):
    other = FrameworkFactory(mandate=MandateFactory())
    other.mandate = framework.mandate
    other.save()
    clause = ClauseFactory(mandate=framework.mandate)
    ClauseExclusion.objects.create(framework=other, clause=clause, reason="Nur dort nicht.")

    assert content_of(framework)["mandate"]["clauses"][0]["exclusion"] is None
