import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import GoalLink
from querschnitt.framework.tests.factories import GoalVersionFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

ACTS = {
    "related": (operations.relate_goals, operations.unrelate_goals),
    "distinct": (operations.dismiss_likeness, operations.reconsider_likeness),
}
ENTRIES = {
    "related": ("framework.goals_related", "framework.goals_unrelated"),
    "distinct": ("framework.likeness_dismissed", "framework.likeness_reconsidered"),
}


@pytest.fixture
def goals():
    return [GoalVersionFactory().goal, GoalVersionFactory().goal]


@pytest.mark.parametrize("kind", ACTS)
def test_it_is_noted_from_the_lower_key_whichever_way_it_is_said(goals, kind):
    one, other = goals

    link = ACTS[kind][0](by=coordinator(), one=other, other=one, note="Weil.")

    assert (link.kind, link.source, link.target, link.note) == (kind, one, other, "Weil.")
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id) == (ENTRIES[kind][0], other.pk)
    assert entry.facts == {"goal": f"{one.framework.key} {one.reference}"}


@pytest.mark.parametrize("kind", ACTS)
def test_it_is_taken_back(goals, kind):
    one, other = goals
    ACTS[kind][0](by=coordinator(), one=one, other=other)

    ACTS[kind][1](by=coordinator(), one=other, other=one)

    assert not GoalLink.objects.exists()
    assert JournalEntry.objects.latest("sequence").act == ENTRIES[kind][1]


@pytest.mark.parametrize("kind", ACTS)
def test_of_two_goals_one_thing_is_noted(goals, kind):
    one, other = goals
    operations.relate_goals(by=coordinator(), one=one, other=other)

    with pytest.raises(Refused, match=r"framework\.already-linked"):
        ACTS[kind][0](by=coordinator(), one=other, other=one)


@pytest.mark.parametrize("kind", ACTS)
def test_nothing_is_noted_of_a_goal_that_has_left(goals, kind):
    gone = GoalVersionFactory(stage="withdrawn").goal

    with pytest.raises(Refused, match=r"framework\.goal-gone"):
        ACTS[kind][0](by=coordinator(), one=goals[0], other=gone)


@pytest.mark.parametrize("kind", ACTS)
def test_a_goal_is_not_compared_with_itself(goals, kind):
    with pytest.raises(Refused, match=r"framework\.same-goal"):
        ACTS[kind][0](by=coordinator(), one=goals[0], other=goals[0])


@pytest.mark.parametrize("kind", ACTS)
def test_a_department_notes_nothing(goals, kind):
    one, other = goals

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        ACTS[kind][0](by=approver(department=one.contributed_by), one=one, other=other)


@pytest.mark.parametrize("kind", ACTS)
def test_what_is_not_noted_is_not_taken_back(goals, kind):
    one, other = goals
    another = "distinct" if kind == "related" else "related"
    ACTS[another][0](by=coordinator(), one=one, other=other)

    with pytest.raises(Refused, match=r"framework\.not-linked"):
        ACTS[kind][1](by=coordinator(), one=one, other=other)


def test_an_overlong_note_is_refused(goals):
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        operations.relate_goals(by=coordinator(), one=goals[0], other=goals[1], note="x" * 2001)
