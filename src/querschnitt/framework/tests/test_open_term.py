import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import LegislativeTerm
from querschnitt.framework.tests.factories import TermFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_coordinator_opens_a_term():
    term = operations.open_term(by=coordinator(), number=8, starts_on="2021", source="Landtag")

    assert (term.number, term.starts_on, term.is_closed) == (8, "2021", False)
    assert JournalEntry.objects.get().act == "framework.term_opened"


def test_a_term_is_opened_once():
    TermFactory(number=8)

    with pytest.raises(Refused, match=r"framework\.already-there"):
        operations.open_term(by=coordinator(), number=8)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": 0}, "framework.bad-number"),
        ({"number": 10**20}, "framework.bad-number"),
        ({"number": 8, "starts_on": "2021-13"}, "framework.bad-date"),
        ({"number": 8, "starts_on": "2021", "ends_on": "2020"}, "framework.ends-before-it-begins"),
        ({"number": 8, "confidence": "total"}, "framework.bad-choice"),
        ({"number": 8, "remark": "\x00"}, "framework.control-characters"),
    ],
)
def test_what_cannot_be_kept_is_refused(fields, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        operations.open_term(by=coordinator(), **fields)

    assert not LegislativeTerm.objects.exists()


def test_a_department_opens_no_term():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        operations.open_term(by=approver(), number=8)
