from itertools import pairwise

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.models import GoalLink
from querschnitt.framework.queries import lineage_of, linkable, sources_of
from querschnitt.framework.tests.factories import (
    FrameworkFactory,
    GoalVersionFactory,
    TermFactory,
    drafted_goal,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def terms(*numbers):
    """Frameworks of closed terms, each following the one before."""
    found = []
    for number in numbers:
        before = found[-1] if found else None
        term = TermFactory(number=number, closed_on="2021-09-16")
        found.append(FrameworkFactory(term=term, predecessor=before, runs_from=str(1990 + number)))
    return found


def adopted(framework, reference="D1"):
    return GoalVersionFactory(
        goal__framework=framework, goal__reference=reference, stage="adopted"
    ).goal


def link(source, target, by=None, **fields):
    by = by or coordinator()
    return operations.link_carried_over(by=by, source=source, target=target, **fields)


def references(steps):
    return [(step.framework.term.number, step.version.goal.reference) for step in steps]


def test_a_line_runs_through_all_terms_in_both_directions():
    first, second, third = (adopted(framework) for framework in terms(6, 7, 8))
    link(first, second)
    link(second, third, note="Zusammengeführt.")
    adopted(first.framework, "D2")

    for goal in (first, second, third):
        steps = lineage_of(goal, seen_by=approver())
        assert references(steps) == [(6, "D1"), (7, "D1"), (8, "D1")]
        assert [step.is_here for step in steps].index(True) == [first, second, third].index(goal)
    assert steps[-1].note == "Zusammengeführt."
    assert {entry.act for entry in JournalEntry.objects.all()} == {"framework.goal_linked"}


def test_brothers_of_a_line_are_not_in_it():
    old, new = terms(6, 7)
    source, first, second = adopted(old), adopted(new), adopted(new, "D2")
    link(source, first)
    link(source, second)

    assert references(lineage_of(first, seen_by=coordinator())) == [(6, "D1"), (7, "D1")]
    assert len(lineage_of(source, seen_by=coordinator())) == 3


def test_a_goal_may_skip_a_term():
    first, _second, third = terms(6, 7, 8)

    link(adopted(first), adopted(third))

    assert {version.goal.framework for version in linkable(
        adopted(third, "D9"), seen_by=coordinator()
    )} == {first}  # fmt: skip


def test_a_draft_that_comes_from_a_goal_is_not_told_to_others():
    [old] = terms(6)
    new, source = FrameworkFactory(predecessor=old), adopted(old)
    author = editor()
    draft = drafted_goal(author, framework=new).goal
    link(source, draft)

    assert lineage_of(source, seen_by=approver()) == []
    assert len(lineage_of(source, seen_by=author)) == 2


@pytest.mark.parametrize("way", ["back", "beside", "itself"])
def test_goals_live_on_only_in_frameworks_that_follow(way):
    old, new = terms(6, 7)
    source = adopted(old)
    target = {"back": adopted(new), "beside": adopted(old, "D2"), "itself": source}[way]

    with pytest.raises(Refused, match=r"framework\.not-a-predecessor"):
        link(target, source)


def test_what_never_counted_does_not_live_on():
    old, new = terms(6, 7)
    returned = GoalVersionFactory(goal__framework=old, stage="returned").goal
    gone = GoalVersionFactory(goal__framework=new, stage="withdrawn").goal

    with pytest.raises(Refused, match=r"framework\.not-adopted-before"):
        link(returned, adopted(new))
    with pytest.raises(Refused, match=r"framework\.goal-gone"):
        link(adopted(old), gone)


def test_two_goals_are_linked_once_and_unlinked_once():
    old, new = terms(6, 7)
    source, target = adopted(old), adopted(new)
    link(source, target)
    with pytest.raises(Refused, match=r"framework\.already-linked"):
        link(source, target)
    assert [one.goal for one in sources_of(target, seen_by=coordinator())] == [source]

    operations.unlink_carried_over(by=coordinator(), source=source, target=target)

    assert not GoalLink.objects.exists()
    with pytest.raises(Refused, match=r"framework\.not-linked"):
        operations.unlink_carried_over(by=coordinator(), source=source, target=target)


def test_another_kind_of_link_is_not_taken_back():
    version = GoalVersionFactory()
    other = GoalVersionFactory(goal__framework=version.goal.framework)
    GoalLink.objects.create(
        kind="merged",
        source=version.goal,
        target=other.goal,
        linked_by=coordinator(),
        linked_at=version.written_at,
    )

    with pytest.raises(Refused, match=r"framework\.not-linked"):
        operations.unlink_carried_over(by=coordinator(), source=version.goal, target=other.goal)


def test_a_department_links_and_unlinks_none():
    old, new = terms(6, 7)
    source, target = adopted(old), adopted(new)

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        link(source, target, by=approver())
    link(source, target)
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.unlink_carried_over(by=approver(), source=source, target=target)


def test_the_line_costs_the_same_however_long(django_assert_num_queries):
    frameworks = terms(*range(1, 13))
    goals = [adopted(framework) for framework in frameworks]
    reader = coordinator()
    for place, (source, target) in enumerate(pairwise(goals)):
        link(source, target)
        if place in {0, 10}:
            with django_assert_num_queries(2):
                lineage_of(goals[0], seen_by=reader)
    assert len(lineage_of(goals[0], seen_by=reader)) == 12
