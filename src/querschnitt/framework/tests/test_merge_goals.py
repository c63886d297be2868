import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import GoalLink, GoalVersion
from querschnitt.framework.queries import content_of, digest_of_draft
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    a_goal,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def submitted(framework, **fields):
    clause = ClauseFactory(mandate=framework.mandate)
    return GoalVersionFactory(goal__framework=framework, clauses=[clause], **fields)


@pytest.fixture
def pair():
    framework = FrameworkFactory()
    return submitted(framework), submitted(framework, involved=[DepartmentFactory()])


def merge(pair, by=None, **fields):
    fields = {"field": FieldFactory(), "wording": "Gemeinsam.", **fields}
    seen = fields.pop("seen", {version.goal_id: version.number for version in pair})
    return operations.merge_goals(
        by=by or coordinator(), goals=[v.goal for v in pair], seen=seen, **a_goal(**fields)
    )


def test_the_merged_goal_keeps_all_departments_and_clauses(pair):
    one, other = pair

    merged = merge(pair, lead=one.lead)

    assert merged.lead == one.lead
    assert {*merged.involved.all()} == {other.lead, *other.involved.all()}
    assert {*merged.clauses.all()} == {*one.clauses.all(), *other.clauses.all()}
    assert (merged.stage, merged.goal.contributed_by) == ("submitted", None)


def test_it_stands_alone_in_what_cabinet_would_adopt(pair):
    before = digest_of_draft(pair[0].goal.framework)

    merged = merge(pair)

    goals = content_of(merged.goal.framework)["goals"]
    assert [goal["reference"] for goal in goals] == [merged.goal.reference]
    # So whatever a department has signed before is outdated.
    assert digest_of_draft(merged.goal.framework) != before


def test_the_sources_stay_with_their_words_and_point_to_it(pair):
    merged = merge(pair, note="Zweimal dasselbe.")

    for source in pair:
        source.refresh_from_db()
        assert (source.stage, source.return_reason) == ("merged", "Zweimal dasselbe.")
        link = GoalLink.objects.get(source=source.goal)
        assert (link.kind, link.target) == ("merged", merged.goal)
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id) == ("framework.goals_merged", merged.goal_id)
    assert entry.facts == {"version": 1, "goals": sorted(v.goal.reference for v in pair)}


def test_one_of_the_goals_can_live_on(pair):
    one, other = pair

    merged = merge(pair, into=one.goal, lead=one.lead)

    assert (merged.goal, merged.number, merged.stage) == (one.goal, 2, "submitted")
    assert other.lead in merged.involved.all()
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.stage, other.stage) == ("submitted", "merged")
    assert GoalLink.objects.get().source == other.goal


def test_what_was_noted_of_the_two_gives_way(pair):
    one, other = pair
    operations.relate_goals(by=coordinator(), one=one.goal, other=other.goal)

    merge(pair, into=one.goal)

    assert GoalLink.objects.get().kind == "merged"


def test_goals_that_involve_all_make_one_that_involves_all():
    framework = FrameworkFactory()
    pair = submitted(framework, involves_all=True), submitted(framework)

    merged = merge(pair)

    assert merged.involves_all
    assert not merged.involved.exists()


def test_all_departments_can_still_read_what_was_merged(pair):
    merge(pair)

    readable = GoalVersion.objects.visible_to(approver())

    assert {version.stage for version in readable} == {"submitted", "merged"}


def test_a_draft_of_before_does_not_become_readable_by_merging():
    framework = FrameworkFactory()
    draft = GoalVersionFactory(goal__framework=framework, stage="draft", wording="Geheim.")
    one = GoalVersionFactory(goal=draft.goal, number=2, stage="submitted")

    merge((one, submitted(framework)))

    readable = GoalVersion.objects.visible_to(approver()).values_list("wording", flat=True)
    assert "Geheim." not in readable


@pytest.mark.parametrize("stage", ["draft", "returned", "withdrawn", "merged"])
def test_only_submitted_goals_are_merged(stage):
    framework = FrameworkFactory()
    pair = submitted(framework), submitted(framework, stage=stage)

    with pytest.raises(Refused, match=r"framework\.not-submitted-to-merge"):
        merge(pair)

    assert not GoalLink.objects.exists()


def test_goals_of_an_adopted_framework_stay_as_they_are(pair):
    submitted(pair[0].goal.framework, stage="adopted")

    with pytest.raises(Refused, match=r"framework\.adopted"):
        merge(pair)


def test_in_an_amendment_goals_that_are_new_in_it_are_merged(pair):
    framework = pair[0].goal.framework
    submitted(framework, stage="adopted")
    operations.open_amendment(by=coordinator(), framework=framework, reason="Neue Lage.")

    assert merge(pair).stage == "submitted"


def test_a_page_that_has_become_stale_is_refused(pair):
    operations.revise_goal(by=coordinator(), goal=pair[0].goal, seen=1, wording="Anders.")

    with pytest.raises(Refused, match=r"framework\.stale"):
        merge(pair)


def test_one_goal_alone_is_not_merged(pair):
    with pytest.raises(Refused, match=r"framework\.not-several"):
        merge(pair[:1])


def test_goals_of_two_frameworks_are_not_merged():
    pair = submitted(FrameworkFactory()), submitted(FrameworkFactory())

    with pytest.raises(Refused, match=r"framework\.of-different-frameworks"):
        merge(pair)


def test_they_live_on_in_no_third_goal(pair):
    third = submitted(pair[0].goal.framework)

    with pytest.raises(Refused, match=r"framework\.not-among-them"):
        merge(pair, into=third.goal)


def test_a_department_merges_nothing(pair):
    own = approver(department=pair[0].goal.contributed_by)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        merge(pair, by=own)


def test_a_clause_that_is_not_taken_up_is_refused(pair):
    clause = pair[0].clauses.get()
    framework = pair[0].goal.framework
    framework.exclusions.create(clause=clause, reason="Weil nicht.")

    with pytest.raises(Refused, match=r"framework\.clause-excluded"):
        merge(pair)


def test_a_department_does_not_withdraw_what_others_live_on_in(pair):
    one, _other = pair
    own = approver(department=one.goal.contributed_by)
    merge(pair, into=one.goal)

    with pytest.raises(Refused, match=r"framework\.holds-others"):
        operations.withdraw_goal(by=own, goal=one.goal, reason="Entfällt.")

    assert operations.withdraw_goal(by=coordinator(), goal=one.goal, reason="Entfällt.")


def test_a_merged_goal_is_neither_revised_nor_submitted(pair):
    own = approver(department=pair[0].goal.contributed_by)
    merge(pair)

    for act in (
        lambda: operations.revise_goal(by=own, goal=pair[0].goal, seen=1, wording="Neu."),
        lambda: operations.submit_goal(by=own, goal=pair[0].goal, seen=1),
        lambda: operations.withdraw_goal(by=own, goal=pair[0].goal, reason="Neu."),
    ):
        with pytest.raises(Refused, match=r"framework\.merged"):
            act()


def test_no_word_of_a_goal_reaches_the_journal(pair):
    operations.relate_goals(by=coordinator(), one=pair[0].goal, other=pair[1].goal, note="Geheim.")
    merged = merge(pair, wording="Geheim.", title="Geheim.", note="Geheim.")
    operations.separate_goals(by=coordinator(), goal=merged.goal)
    both = {"by": coordinator(), "one": pair[0].goal, "other": pair[1].goal}
    operations.unrelate_goals(**both)
    operations.dismiss_likeness(**both, note="Geheim.")

    assert JournalEntry.objects.count() == 5
    assert not any("Geheim" in str(entry) for entry in JournalEntry.objects.values())
