"""Searching a framework for goals that say the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import coordinator, editor, person
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import (
    GoalSignature,
    LikenessSearch,
    LikenessWeights,
    Suggestion,
)
from querschnitt.coordination.queries import Narrowed
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests.factories import FrameworkFactory, GoalVersionFactory
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import worker
from querschnitt.outbox.models import Job

pytestmark = pytest.mark.django_db

HYDROGEN = "Wir entwickeln eine Wasserstoffstrategie für die Chemieregion."
THE_SAME = "Für die Regionen der Chemie entsteht eine Strategie für Wasserstoff."
OTHER = "Theater und Orchester gastieren häufiger in Europa."


def goal(framework, wording, **fields):
    return GoalVersionFactory(goal__framework=framework, wording=wording, **fields)


@pytest.fixture
def framework():
    made = FrameworkFactory()
    for wording in (HYDROGEN, THE_SAME, OTHER):
        goal(made, wording)
    return made


def search(framework):
    job = operations.seek_suggestions(by=coordinator(), framework=framework)
    worker.work_off()
    job.refresh_from_db()
    assert job.state == "done", job.last_error
    return job


def suggested(framework, **narrowed):
    page = queries.suggestion_page(
        framework, seen_by=person(Role.AUDITOR), narrowed=Narrowed(**narrowed), number=1
    )
    return [{pair.one.goal.reference, pair.other.goal.reference} for pair in page.pairs]


def references(*versions):
    return {version.goal.reference for version in versions}


def test_goals_that_say_the_same_are_found_with_why(framework):
    job = search(framework)

    page = queries.suggestion_page(framework, seen_by=coordinator(), narrowed=Narrowed())
    (pair,) = page.pairs
    assert {pair.one.version.wording, pair.other.version.wording} == {HYDROGEN, THE_SAME}
    assert pair.shared == ["Wasserstoffstrategie", "Chemieregion"]
    assert 30 <= pair.percent < 100
    assert job.result == {"goals": 3, "found": 1}
    assert page.search.last.goals == 3
    assert not page.search.is_outdated


def test_asking_for_a_search_stands_in_the_journal(framework):
    by = coordinator()

    operations.seek_suggestions(by=by, framework=framework)

    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor, entry.facts) == ("coordination.suggestions_sought", by, {})


def test_a_search_that_is_done_again_changes_nothing(framework):
    search(framework)
    first = suggested(framework)

    search(framework)

    assert suggested(framework) == first
    assert Suggestion.objects.count() == 1
    assert LikenessSearch.objects.count() == 1


def test_one_search_at_a_time(framework):
    operations.seek_suggestions(by=coordinator(), framework=framework)

    with pytest.raises(Refused, match=r"coordination\.search-under-way"):
        operations.seek_suggestions(by=coordinator(), framework=framework)

    assert Job.objects.count() == 1


def test_a_department_has_nothing_searched(framework):
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.seek_suggestions(by=editor(), framework=framework)


def test_a_changed_goal_is_no_longer_suggested_until_it_is_found_anew(framework):
    search(framework)
    version = GoalVersion.objects.get(wording=HYDROGEN)

    framework_acts.revise_goal(
        by=coordinator(), goal=version.goal, seen=1, title="Chemie", wording=HYDROGEN
    )

    assert suggested(framework) == []
    assert queries.search_state(framework, by=coordinator()).is_outdated
    search(framework)
    assert len(suggested(framework)) == 1


@pytest.mark.parametrize(
    "note", [framework_acts.relate_goals, framework_acts.dismiss_likeness], ids=lambda f: f.__name__
)
def test_a_pair_of_which_something_is_noted_is_never_suggested_again(framework, note):
    search(framework)
    one, other = GoalVersion.objects.exclude(wording=OTHER)

    note(by=coordinator(), one=one.goal, other=other.goal)

    assert suggested(framework) == []
    search(framework)
    assert suggested(framework) == []


def test_a_dismissed_pair_that_is_taken_back_is_suggested_again(framework):
    one, other = GoalVersion.objects.exclude(wording=OTHER)
    pair = {"one": one.goal, "other": other.goal}
    framework_acts.dismiss_likeness(by=coordinator(), **pair)
    search(framework)

    framework_acts.reconsider_likeness(by=coordinator(), **pair)

    assert suggested(framework) == [references(one, other)]


def test_a_goal_that_has_left_is_not_suggested(framework):
    search(framework)
    version = GoalVersion.objects.get(wording=HYDROGEN)

    framework_acts.withdraw_goal(by=coordinator(), goal=version.goal, reason="Entfällt.")

    assert suggested(framework) == []


def test_adopted_goals_of_earlier_terms_are_compared_with_it():
    first = FrameworkFactory()
    second = FrameworkFactory(predecessor=first)
    third = FrameworkFactory(predecessor=second)
    old = goal(first, HYDROGEN, stage="adopted")
    goal(first, HYDROGEN, stage="withdrawn")
    goal(FrameworkFactory(), HYDROGEN, stage="adopted")
    new = goal(third, THE_SAME)

    search(third)

    assert suggested(third) == [references(old, new)]
    assert suggested(third, where="within") == []
    assert suggested(third, where="across") == [references(old, new)]


def test_suggestions_are_narrowed_by_department_field_and_likeness(framework):
    search(framework)
    one = GoalVersion.objects.get(wording=HYDROGEN)
    elsewhere = GoalVersion.objects.get(wording=OTHER)

    assert suggested(framework, department=one.lead)
    assert not suggested(framework, department=elsewhere.lead)
    assert suggested(framework, field=one.field)
    assert not suggested(framework, field=elsewhere.field)
    assert suggested(framework, at_least=30)
    assert not suggested(framework, at_least=99)


def test_an_involved_department_counts_too(framework):
    helper = editor().department
    GoalVersion.objects.get(wording=HYDROGEN).involved.add(helper)
    search(framework)

    assert suggested(framework, department=helper)


def test_a_page_of_suggestions_costs_the_same_however_many(counted):
    def cost_of(count):
        framework = FrameworkFactory()
        for at in range(count):
            goal(framework, f"{HYDROGEN} Teil {at}", involved=[editor().department])
        search(framework)
        reader = coordinator()
        return counted(
            lambda: queries.suggestion_page(framework, seen_by=reader, narrowed=Narrowed())
        )

    assert cost_of(3) == cost_of(12)


@pytest.fixture
def counted():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call):
        call()
        with CaptureQueriesContext(connection) as found:
            call()
        return len(found)

    return count


def test_the_worker_looks_by_itself_after_what_is_missing(framework):
    operations.look_after_likeness()

    kinds = {job.kind for job in Job.objects.all()}
    assert kinds == {operations.SEARCH, operations.SIGN}
    while worker.work_off():
        pass
    assert GoalSignature.objects.count() == 3
    operations.look_after_likeness()
    assert not Job.objects.filter(state="pending").exists()


def test_it_searches_again_when_goals_have_changed_but_not_all_the_time(framework):
    search(framework)
    operations.look_after_likeness()
    while worker.work_off():
        pass
    goal(framework, "Ein neues Ziel zur Wasserstoffstrategie.")

    operations.look_after_likeness()
    assert not Job.objects.filter(state="pending", kind=operations.SEARCH).exists()

    earlier = timezone.now() - timedelta(hours=1)
    LikenessSearch.objects.update(searched_at=earlier)
    operations.look_after_likeness()
    assert Job.objects.filter(state="pending", kind=operations.SEARCH).exists()


def test_a_former_framework_is_left_alone(framework):
    framework.term.closed_on = timezone.localdate()
    framework.term.save()

    operations.look_after_likeness()

    assert not Job.objects.filter(kind=operations.SEARCH).exists()


def test_signatures_are_made_once_and_weighed_anew_when_there_are_many_more(framework):
    job = Job(kind=operations.SIGN)
    assert operations.sign_goals(job) == {"signed": 3}
    assert operations.sign_goals(job) == {"signed": 0}
    first = LikenessWeights.objects.get()
    goal(framework, "Noch eines.")
    assert operations.sign_goals(job) == {"signed": 1}
    assert LikenessWeights.objects.get() == first
    for at in range(6):
        goal(framework, f"Und noch eines, das {at}. von vielen.")

    assert operations.sign_goals(job) == {"signed": 10}

    assert LikenessWeights.objects.get() != first
    assert GoalSignature.objects.count() == 10
