import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import Goal, GoalDiscontinuation, GoalLink, GoalVersion
from querschnitt.framework.operations import CarriedGoal
from querschnitt.framework.queries import carriable
from querschnitt.framework.tests.factories import (
    ChapterFactory,
    ClauseFactory,
    FrameworkFactory,
    GoalVersionFactory,
    TermFactory,
)
from querschnitt.framework.tests.lineage_examples import adopted, followed, recut
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def carry(framework, *versions, by=None, **fields):
    choices = [CarriedGoal(source=version.goal, **fields) for version in versions]
    return operations.carry_over_goals(by=by or coordinator(), framework=framework, choices=choices)


def test_an_adopted_goal_becomes_a_draft_that_says_where_it_comes_from():
    framework = followed()
    old = ChapterFactory(framework=framework.predecessor, title="Kernziele")
    new = ChapterFactory(framework=framework, title="Kernziele")
    source = adopted(
        framework,
        chapter=old,
        clauses=[ClauseFactory(mandate=framework.predecessor.mandate)],
        runs_from="2016",
        runs_until="2021",
        explanation="Denn.",
        other_mandate="Beschluss des Landtages",
    )
    lead, partner = DepartmentFactory(), DepartmentFactory()

    [made] = carry(framework, source, lead=lead, involved=[partner, lead], contributed_by=partner)

    version = made.versions.get()
    assert (version.stage, version.wording, version.explanation) == (
        "draft",
        source.wording,
        "Denn.",
    )
    assert (version.lead, [*version.involved.all()]) == (lead, [partner])
    assert (version.runs_from, version.runs_until, [*version.clauses.all()]) == ("", "", [])
    assert (version.chapter, version.other_mandate) == (new, "Beschluss des Landtages")
    assert version.source.startswith("Übernommen aus: ")
    assert source.goal.reference in version.source
    assert made.contributed_by == partner
    link = GoalLink.objects.get()
    assert (link.kind, link.source, link.target) == ("carried_over", source.goal, made)
    entry = JournalEntry.objects.get()
    assert entry.act == "framework.goals_carried_over"
    assert entry.facts == {"goals": [made.reference]}


def test_what_was_adopted_last_is_carried_not_what_was_written_since():
    framework = followed()
    source = adopted(framework)
    GoalVersionFactory(goal=source.goal, number=2, stage="withdrawn", wording="Fort damit.")

    [made] = carry(framework, source)

    assert made.versions.get().wording == source.wording


def test_a_goal_of_all_departments_stays_one():
    framework = followed()
    source = adopted(framework, involves_all=True, lead=None)

    version = carry(framework, source)[0].versions.get()

    assert version.involves_all
    assert (version.lead, [*version.involved.all()]) == (None, [])


def test_carried_twice_is_carried_once():
    framework = followed()
    first, second = adopted(framework), adopted(framework)
    carry(framework, first)

    assert len(carry(framework, first, second)) == 1
    with pytest.raises(Refused, match=r"framework\.already-carried-over"):
        carry(framework, first, second)
    assert framework.goals.count() == 2


def test_one_goal_that_cannot_be_carried_keeps_all_back():
    framework = followed()
    stranger = GoalVersionFactory(stage="adopted")

    with pytest.raises(Refused, match=r"framework\.not-of-predecessor"):
        carry(framework, adopted(framework), stranger)

    assert not framework.goals.exists()
    assert not GoalLink.objects.exists()


@pytest.mark.parametrize("stage", ["draft", "submitted", "withdrawn", "reported"])
def test_only_adopted_goals_are_carried(stage):
    framework = followed()
    version = GoalVersionFactory(goal__framework=framework.predecessor, stage=stage)

    with pytest.raises(Refused, match=r"framework\.not-of-predecessor"):
        carry(framework, version)


def test_a_dissolved_department_answers_for_nothing_new():
    framework = followed()

    for name in ("lead", "contributed_by"):
        with pytest.raises(Refused, match=r"framework\.department-dissolved"):
            carry(framework, adopted(framework), **{name: recut()})
    with pytest.raises(Refused, match=r"framework\.department-dissolved"):
        carry(framework, adopted(framework), involved=[recut()])


def test_there_must_be_something_to_carry_over():
    with pytest.raises(Refused, match=r"framework\.nothing-chosen"):
        carry(followed())
    with pytest.raises(Refused, match=r"framework\.no-predecessor"):
        carry(FrameworkFactory(), GoalVersionFactory(stage="adopted"))


def test_nothing_is_carried_into_what_is_adopted_or_over():
    framework = followed()
    source = adopted(framework)
    GoalVersionFactory(goal__framework=framework, stage="adopted")
    with pytest.raises(Refused, match=r"framework\.adopted"):
        carry(framework, source)

    over = followed(term=TermFactory(closed_on="2021-09-16"))
    with pytest.raises(Refused, match=r"framework\.term-closed"):
        carry(over, adopted(over))


def test_a_department_carries_nothing_over():
    framework = followed()

    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        carry(framework, adopted(framework), by=approver())


def test_departments_are_mapped_through_every_recut():
    today, other = DepartmentFactory(), DepartmentFactory()
    between = recut(today)
    former = recut(between, other)
    framework = followed()
    adopted(framework, lead=former, involved=[today, recut()])

    [goal] = carriable(framework)

    assert goal.lead.heirs == [today, other]
    assert sorted(len(one.heirs) for one in goal.involved) == [0, 1]


def test_what_was_left_can_be_carried_after_all():
    framework = followed()
    source = adopted(framework)
    operations.discontinue_goals(by=coordinator(), framework=framework, goals=[source.goal])

    carry(framework, source)

    assert not GoalDiscontinuation.objects.exists()
    [goal] = carriable(framework)
    assert not goal.is_left


def test_a_thousand_letters_stay_in_their_limits():
    framework = followed(title="x" * 300)
    source = adopted(framework, wording="w" * 5000)

    assert carry(framework, source)[0].versions.get().wording == "w" * 5000
    assert Goal.objects.count() == GoalVersion.objects.count() == 2
