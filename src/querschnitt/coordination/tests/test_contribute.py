from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import operations
from querschnitt.coordination.tests.factories import (
    DUE,
    LATE,
    FrameworkFactory,
    GoalVersionFactory,
    closed,
    collection,
    goal,
    opened,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return approver()


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def round(framework, officer):
    return collection(framework, officer, approver())


def contribute(round, by, **fields):
    return operations.contribute(**{"by": by, "round": round, "on": DUE, **fields})


def test_the_submitted_goals_are_the_contribution(framework, round, officer):
    goal(framework, officer.department)

    contribution = contribute(round, officer, remark="Gladly.")

    contribution.refresh_from_db()
    assert contribution.answer == "contributed"
    assert (contribution.answered_by, contribution.answered_on) == (officer, DUE)
    assert contribution.remark == "Gladly."
    assert round.contributions.filter(answer="pending").count() == 1


@pytest.mark.parametrize(("on", "is_late"), [(DUE, False), (LATE, True)])
def test_a_late_answer_is_an_answer_and_is_marked(framework, round, officer, on, is_late):
    goal(framework, officer.department)

    contribute(round, officer, on=on)

    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.contributed"
    assert entry.facts["is_late"] is is_late
    assert entry.facts["goals"] == 1


def test_without_a_submitted_goal_it_is_refused(framework, round, officer):
    goal(framework, approver().department)
    goal(framework, officer.department, stage="withdrawn")

    with pytest.raises(Refused, match=r"coordination\.nothing-submitted"):
        contribute(round, officer)


@pytest.mark.parametrize("stage", ["draft", "returned"])
def test_unfinished_goals_come_first(framework, round, officer, stage):
    goal(framework, officer.department)
    goal(framework, officer.department, stage=stage)

    with pytest.raises(Refused, match=r"coordination\.goals-unfinished"):
        contribute(round, officer)


def test_a_new_draft_of_a_submitted_goal_is_unfinished(framework, round, officer):
    submitted = goal(framework, officer.department)
    GoalVersionFactory(goal=submitted.goal, number=2, stage="draft")

    with pytest.raises(Refused, match=r"coordination\.goals-unfinished"):
        contribute(round, officer)


def test_a_second_answer_is_refused_and_changes_nothing(framework, round, officer):
    goal(framework, officer.department)
    contribute(round, officer, remark="First.")

    with pytest.raises(Refused, match=r"coordination\.already-answered"):
        contribute(round, officer, remark="Second.")

    assert round.contributions.get(department=officer.department).remark == "First."


def test_a_department_that_was_not_asked_cannot_answer(framework, round):
    stranger = approver()
    goal(framework, stranger.department)

    with pytest.raises(Refused, match=r"coordination\.not-asked"):
        contribute(round, stranger)


def test_a_closed_round_takes_no_answer(framework, round, officer):
    goal(framework, officer.department)
    closed(round)

    with pytest.raises(Refused, match=r"coordination\.round-closed"):
        contribute(round, officer)


def test_a_co_signature_round_takes_no_contribution(framework, officer):
    goal(framework, officer.department)

    with pytest.raises(Refused, match=r"coordination\.other-kind-of-round"):
        contribute(opened(framework, officer), officer)


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 5, 1), "date-too-early")],
)
def test_the_date_has_to_fit(framework, round, officer, on, code):
    goal(framework, officer.department)

    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        contribute(round, officer, on=on)
