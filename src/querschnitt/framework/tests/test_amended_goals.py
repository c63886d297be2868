"""What can be changed while an amendment is open, and what stays in force meanwhile."""

import pytest

from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries import content_of, coverage, framework_page, unfinished_goals
from querschnitt.framework.tests.factories import (
    FieldFactory,
    FrameworkFactory,
    GoalVersionFactory,
    a_goal,
)
from querschnitt.framework.text_digests import introduction_digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

OLD, NEW = "So war es beschlossen.", "So soll es werden."


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def named(framework):
    """The goal that the open amendment names."""
    version = GoalVersionFactory(stage="adopted", wording=OLD, goal__framework=framework)
    operations.open_amendment(
        by=coordinator(), framework=framework, reason="Anders.", goals=[version.goal]
    )
    return version.goal


@pytest.fixture
def other(framework):
    """A goal that it does not name."""
    return GoalVersionFactory(stage="adopted", goal__framework=framework).goal


def revised(goal, by=None, wording=NEW):
    newest = goal.versions.exclude(stage="set_aside").latest("number")
    by = by or editor(department=goal.contributed_by)
    return operations.revise_goal(by=by, goal=goal, seen=newest.number, wording=wording)


def submitted(goal):
    version = revised(goal)
    by = approver(department=goal.contributed_by)
    return operations.submit_goal(by=by, goal=goal, seen=version.number)


def words(framework):
    return [goal["wording"]["de"] for goal in content_of(framework)["goals"]]


def newest_seen(goal, reader):
    seen = GoalVersion.objects.filter(goal=goal).visible_to(reader).latest_of_each_goal()
    return seen.get().wording


def test_only_named_goals_and_the_frameworks_texts_are_open(framework, named, other):
    assert not is_adopted(framework)
    assert not is_adopted(framework, goal=named)
    assert is_adopted(framework, goal=other)


def test_a_goal_that_is_not_named_stays_frozen(named, other):
    with pytest.raises(Refused, match=r"framework\.adopted"):
        revised(other)
    with pytest.raises(Refused, match=r"framework\.adopted"):
        operations.withdraw_goal(by=coordinator(), goal=other, reason="Nein.")


def test_a_draft_changes_nothing_of_what_is_in_force(framework, named):
    revised(named)

    assert words(framework) == [OLD]
    assert newest_seen(named, approver()) == OLD
    assert newest_seen(named, approver(department=named.contributed_by)) == NEW


def test_what_is_submitted_would_be_adopted(framework, named):
    submitted(named)

    assert words(framework) == [NEW]
    assert newest_seen(named, approver()) == NEW


def test_what_is_returned_keeps_the_adopted_wording(framework, named):
    submitted(named)

    operations.return_goal(by=coordinator(), goal=named, reason="Unklar.")

    assert words(framework) == [OLD]
    assert newest_seen(named, approver()) == OLD
    assert named.versions.get(number=1).stage == "adopted"


def test_what_a_coordinator_revises_is_submitted(framework, named):
    version = revised(named, by=coordinator())

    assert version.stage == "submitted"


def test_whoever_wrote_the_adopted_version_may_submit_the_new_one(settings, named):
    settings.FOUR_EYES = True
    first = approver(department=named.contributed_by)
    GoalVersion.objects.exclude(stage="adopted").delete()
    version = revised(named)

    assert operations.submit_goal(by=first, goal=named, seen=version.number)


def test_four_eyes_hold_for_the_change(settings, named):
    settings.FOUR_EYES = True
    by = approver(department=named.contributed_by)
    version = revised(named, by=by)

    with pytest.raises(Refused, match=r"framework\.four-eyes"):
        operations.submit_goal(by=by, goal=named, seen=version.number)


def test_dropping_a_goal_writes_a_version_of_its_own(framework, named):
    revised(named, wording="Geheimer Entwurf.")

    left = operations.withdraw_goal(by=coordinator(), goal=named, reason="Entfällt.")

    assert (left.number, left.stage, left.wording) == (3, "withdrawn", OLD)
    assert named.versions.get(number=1).stage == "adopted"
    assert named.versions.get(number=2).stage == "set_aside"
    assert words(framework) == []


def test_everyone_learns_that_an_adopted_goal_is_dropped_but_not_of_its_drafts(named):
    revised(named, wording="Geheimer Entwurf.")
    operations.withdraw_goal(by=coordinator(), goal=named, reason="Entfällt.")

    seen = GoalVersion.objects.filter(goal=named).visible_to(approver()).order_by("number")

    assert [(one.stage, one.wording) for one in seen] == [("adopted", OLD), ("withdrawn", OLD)]


def test_a_dropped_goal_leaves_pages_and_coverage(framework, named):
    operations.withdraw_goal(by=coordinator(), goal=named, reason="Entfällt.")
    reader = approver()

    page = framework_page(framework, seen_by=reader)

    assert [line.goal_id for line in page.withdrawn] == [named.pk]
    assert not coverage(framework, seen_by=reader).without_clause


def test_a_change_is_given_up_and_the_adopted_wording_counts(framework, named):
    submitted(named)

    current = operations.set_aside_change(by=coordinator(), goal=named, reason="Doch nicht.")

    assert (current.number, current.stage) == (1, "adopted")
    assert named.versions.get(number=2).stage == "set_aside"
    assert words(framework) == [OLD]


def test_a_dropped_goal_comes_back(framework, named):
    operations.withdraw_goal(by=coordinator(), goal=named, reason="Entfällt.")

    operations.set_aside_change(by=coordinator(), goal=named, reason="Doch nicht.")

    assert words(framework) == [OLD]


def test_what_was_set_aside_keeps_its_number(named):
    submitted(named)
    operations.set_aside_change(by=coordinator(), goal=named, reason="Doch nicht.")

    assert revised(named).number == 3


def test_without_a_change_there_is_nothing_to_set_aside(named):
    with pytest.raises(Refused, match=r"framework\.unchanged"):
        operations.set_aside_change(by=coordinator(), goal=named, reason="Nein.")


@pytest.mark.parametrize("who", ["editor", "another"])
def test_others_set_nothing_aside(named, who):
    submitted(named)
    by = editor(department=named.contributed_by) if who == "editor" else approver()

    with pytest.raises(Refused, match=r"framework\.not-yours"):
        operations.set_aside_change(by=by, goal=named, reason="Nein.")


def test_new_goals_and_new_texts_are_possible(framework, named):
    by = coordinator()

    operations.draft_goal(by=editor(), framework=framework, **a_goal(field=FieldFactory()))
    operations.revise_introduction(
        by=by,
        framework=framework,
        introduction="Neu.",
        seen_digest=introduction_digest(framework),
    )
    operations.add_chapter(by=by, framework=framework, title="Neu")


def test_a_draft_of_an_amendment_waits_for_its_department(named):
    revised(named)

    waiting = unfinished_goals(of=approver(department=named.contributed_by))

    assert [one.line.goal_id for one in waiting] == [named.pk]


def test_what_was_set_aside_waits_for_nobody(named):
    revised(named)
    operations.set_aside_change(by=coordinator(), goal=named, reason="Doch nicht.")

    assert unfinished_goals(of=approver(department=named.contributed_by)) == []
