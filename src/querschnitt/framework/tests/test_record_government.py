import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.tests.factories import TermFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def record(by, **fields):
    given = {"key": "gov-2021", "term": TermFactory(), "name": "Landesregierung", **fields}
    return operations.record_government(by=by, **given)


def test_a_coordinator_records_a_government():
    government = record(coordinator(), coalition=["CDU", "SPD"], in_office_from="2021-09-16")

    assert (government.coalition, government.in_office_from) == (["CDU", "SPD"], "2021-09-16")
    assert JournalEntry.objects.get().act == "framework.government_recorded"


def test_a_key_is_given_once():
    record(coordinator())

    with pytest.raises(Refused, match=r"framework\.already-there"):
        record(coordinator())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"key": "Gov 2021"}, "framework.bad-key"),
        ({"key": "g" * 61}, "framework.bad-key"),
        ({"name": ""}, "framework.text-missing"),
        ({"coalition": [""]}, "framework.text-missing"),
        ({"in_office_from": "gestern"}, "framework.bad-date"),
    ],
)
def test_what_cannot_be_kept_is_refused(fields, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        record(coordinator(), **fields)


def test_a_department_records_no_government():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        record(approver())
