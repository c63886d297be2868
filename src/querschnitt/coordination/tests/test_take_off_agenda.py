import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.tests.cabinet_factories import decided_on, delivered, on_agenda
from querschnitt.coordination.tests.factories import cabinet_office
from querschnitt.coordination.tests.test_journal import CANARY
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def take_off(item, **fields):
    return operations.take_off_agenda(
        **{"by": cabinet_office(), "item": item, "reason": "Vertagt.", **fields}
    )


def test_the_submission_stays_before_the_cabinet():
    submission = delivered()

    item = take_off(on_agenda(submission))

    submission.refresh_from_db()
    assert submission.stage == "submitted"
    assert (item.taken_off_reason, item.taken_off_on is not None) == ("Vertagt.", True)


def test_it_is_taken_off_once():
    item = take_off(on_agenda())

    with pytest.raises(Refused, match=r"coordination\.off-agenda-already"):
        take_off(item)


def test_what_is_decided_stays_on():
    submission = delivered()
    item = on_agenda(submission)
    decided_on(submission)

    with pytest.raises(Refused, match=r"coordination\.item-decided"):
        take_off(item)


def test_it_needs_a_reason_that_stays_out_of_the_journal():
    item = on_agenda()
    with pytest.raises(Refused, match=r"coordination\.reason-missing"):
        take_off(item, reason=" ")

    take_off(item, reason=CANARY)

    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.taken_off_agenda"
    assert CANARY not in f"{entry.facts} {entry.subject_name}"


def test_only_the_cabinet_office_takes_it_off():
    with pytest.raises(Refused, match=r"coordination\.not-cabinet-office"):
        take_off(on_agenda(), by=coordinator())
