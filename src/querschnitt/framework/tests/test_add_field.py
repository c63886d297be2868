import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import FieldFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_field_stands_after_the_others():
    FieldFactory(position=3)

    field = operations.add_field(by=coordinator(), key="economy", name="Wirtschaft")

    assert field.position == 4
    assert JournalEntry.objects.get().act == "framework.field_added"


def test_a_key_is_given_once():
    FieldFactory(key="economy")

    with pytest.raises(Refused, match=r"framework\.already-there"):
        operations.add_field(by=coordinator(), key="economy", name="Wirtschaft")


def test_a_department_adds_no_field():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.add_field(by=approver(), key="economy", name="Wirtschaft")
