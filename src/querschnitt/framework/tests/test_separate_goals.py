import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import GoalLink, GoalVersion
from querschnitt.framework.queries import content_of, digest_of_draft
from querschnitt.framework.tests.factories import FieldFactory, FrameworkFactory, a_goal
from querschnitt.framework.tests.test_merge_goals import merge, submitted
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    framework = FrameworkFactory()
    return submitted(framework), submitted(framework)


@pytest.mark.parametrize("is_new", [True, False], ids=["new goal", "one of them"])
def test_afterwards_everything_is_as_it_was(pair, is_new):
    framework = pair[0].goal.framework
    before = digest_of_draft(framework)
    merged = merge(pair, into=None if is_new else pair[0].goal)

    back = operations.separate_goals(by=coordinator(), goal=merged.goal)

    assert digest_of_draft(framework) == before
    assert {*back} == {v.goal for v in (pair if is_new else pair[1:])}
    assert not GoalLink.objects.exists()
    for version in pair:
        version.refresh_from_db()
        assert (version.stage, version.return_reason) == ("submitted", "")
    entry = JournalEntry.objects.latest("sequence")
    assert (entry.act, entry.subject_id) == ("framework.goals_separated", merged.goal_id)


def test_the_last_merging_is_undone_first(pair):
    one, other = pair
    third = submitted(one.goal.framework)
    first = merge(pair, into=one.goal)
    second = merge((first, third), into=one.goal)

    operations.separate_goals(by=coordinator(), goal=one.goal)

    assert {goal["reference"] for goal in content_of(one.goal.framework)["goals"]} == {
        one.goal.reference,
        third.goal.reference,
    }
    second.refresh_from_db()
    assert second.stage == "set_aside"
    assert operations.separate_goals(by=coordinator(), goal=one.goal) == [other.goal]


def test_in_an_amendment_the_words_of_before_the_merging_come_back(pair):
    one, other = pair
    framework = one.goal.framework
    GoalVersion.objects.filter(goal__framework=framework).update(stage="adopted")
    operations.open_amendment(
        by=coordinator(), framework=framework, reason="Neu.", goals=[one.goal, other.goal]
    )
    changed = [
        operations.revise_goal(by=coordinator(), goal=v.goal, seen=1, wording=f"Neu {v.pk}.")
        for v in pair
    ]
    before = digest_of_draft(framework)
    merge(changed, into=one.goal)
    assert len(content_of(framework)["goals"]) == 1

    operations.separate_goals(by=coordinator(), goal=one.goal)

    assert digest_of_draft(framework) == before


def test_after_a_revision_the_merging_stays(pair):
    merged = merge(pair)
    operations.revise_goal(by=coordinator(), goal=merged.goal, seen=1, wording="Ganz anders.")

    with pytest.raises(Refused, match=r"framework\.revised-since-merging"):
        operations.separate_goals(by=coordinator(), goal=merged.goal)

    assert GoalLink.objects.count() == 2


def test_after_the_adoption_the_merging_stays(pair):
    merged = merge(pair)
    operations.freeze_goals(framework=merged.goal.framework)

    with pytest.raises(Refused, match=r"framework\.adopted"):
        operations.separate_goals(by=coordinator(), goal=merged.goal)


def test_a_goal_into_which_none_was_merged_cannot_be_separated(pair):
    with pytest.raises(Refused, match=r"framework\.not-merged"):
        operations.separate_goals(by=coordinator(), goal=pair[0].goal)


def test_a_department_separates_nothing(pair):
    merged = merge(pair)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.separate_goals(
            by=approver(department=pair[0].goal.contributed_by), goal=merged.goal
        )


def test_a_reference_of_a_merged_goal_is_not_given_again(pair):
    merged = merge(pair)
    operations.separate_goals(by=coordinator(), goal=merged.goal)

    drafted = operations.draft_goal(
        by=coordinator(), framework=merged.goal.framework, **a_goal(field=FieldFactory())
    )

    assert drafted.goal.reference not in {merged.goal.reference, *(v.goal.reference for v in pair)}
