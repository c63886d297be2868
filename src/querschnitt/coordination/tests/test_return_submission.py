import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.models import AgendaItem, CabinetSubmission
from querschnitt.coordination.tests.cabinet_factories import (
    delivered,
    drafted,
    on_agenda,
    revised,
)
from querschnitt.coordination.tests.factories import cabinet_office
from querschnitt.coordination.tests.test_journal import CANARY
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def give_back(submission, **fields):
    return operations.return_submission(
        **{"by": cabinet_office(), "submission": submission, "reason": "Kosten fehlen.", **fields}
    )


def test_it_goes_back_with_the_reason_and_leaves_the_agenda():
    submission = delivered()
    on_agenda(submission)

    give_back(submission)

    submission.refresh_from_db()
    assert (submission.stage, submission.return_reason) == ("returned", "Kosten fehlen.")
    assert AgendaItem.objects.get().taken_off_reason == "Kosten fehlen."


def test_it_is_submitted_again_after_it_was_revised():
    submission = delivered()
    give_back(submission)
    revised(submission, costs="100 Euro.")

    again = delivered(submission)

    assert (again.stage, again.return_reason, again.papers.count()) == ("submitted", "", 2)


def test_it_needs_a_reason():
    with pytest.raises(Refused, match=r"coordination\.reason-missing"):
        give_back(delivered(), reason=" ")


def test_a_draft_is_not_returned():
    with pytest.raises(Refused, match=r"coordination\.submission-not-delivered"):
        give_back(drafted())


def test_only_the_cabinet_office_returns_it():
    with pytest.raises(Refused, match=r"coordination\.not-cabinet-office"):
        give_back(delivered(), by=coordinator())


def test_the_reason_stays_out_of_the_journal():
    give_back(delivered(), reason=CANARY)

    assert CANARY not in str([*JournalEntry.objects.values("facts", "subject_name")])
    assert CabinetSubmission.objects.get().return_reason == CANARY
