import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import operations
from querschnitt.coordination.tests.factories import DUE, FrameworkFactory, collection, goal
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
    return collection(framework, officer)


def nil_return(round, by, **fields):
    return operations.nil_return(**{"by": by, "round": round, "on": DUE, **fields})


def test_it_says_that_there_is_nothing_to_contribute(round, officer):
    nil_return(round, officer, remark="Not our field.")

    contribution = round.contributions.get()
    assert contribution.answer == "nil_return"
    assert contribution.remark == "Not our field."
    assert JournalEntry.objects.latest("sequence").act == "coordination.nil_returned"


def test_a_department_with_submitted_goals_cannot_give_one(framework, round, officer):
    goal(framework, officer.department)

    with pytest.raises(Refused, match=r"coordination\.goals-submitted"):
        nil_return(round, officer)


def test_a_second_answer_is_refused(round, officer):
    nil_return(round, officer)

    with pytest.raises(Refused, match=r"coordination\.already-answered"):
        nil_return(round, officer)


def test_a_remark_that_cannot_be_kept_is_refused(round, officer):
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        nil_return(round, officer, remark="x" * 5001)
