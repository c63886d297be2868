from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination.models import CabinetSession
from querschnitt.coordination.tests.cabinet_factories import planned
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_session_is_entered_whether_it_is_to_come_or_past():
    planned(date(2022, 7, 12), number="24/2022", place="Magdeburg")
    planned(date(2099, 1, 5))

    first = CabinetSession.objects.get(number="24/2022")
    assert (first.held_on, first.place) == (date(2022, 7, 12), "Magdeburg")
    assert JournalEntry.objects.filter(act="coordination.session_planned").count() == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": " "}, r"coordination\.number-missing"),
        ({"number": " 1/2022 "}, r"coordination\.number-taken"),
        ({"number": "x" * 41}, r"framework\.text-too-long"),
    ],
)
def test_its_number_is_its_own(fields, code):
    planned(number="1/2022")

    with pytest.raises(Refused, match=code):
        planned(**fields)


def test_only_the_cabinet_office_enters_one():
    with pytest.raises(Refused, match=r"coordination\.not-cabinet-office"):
        planned(by=coordinator())
