import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import ClauseFactory, MandateFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_clause_takes_the_next_number():
    first = ClauseFactory(number=4)

    clause = operations.add_clause(by=coordinator(), mandate=first.mandate, text="Noch eine.")

    assert clause.number == 5
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.clause_added", {"clause": 5})


def test_a_number_is_given_once():
    first = ClauseFactory(number=4)

    with pytest.raises(Refused, match=r"framework\.already-there"):
        operations.add_clause(by=coordinator(), mandate=first.mandate, text="Noch.", number=4)


def test_a_department_adds_no_clause():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.add_clause(by=approver(), mandate=MandateFactory(), text="Noch eine.")
