from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.models import AgendaItem
from querschnitt.coordination.tests.cabinet_factories import (
    decided_on,
    delivered,
    drafted,
    on_agenda,
)
from querschnitt.coordination.tests.factories import cabinet_office
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def withdraw(submission, **fields):
    return operations.withdraw_submission(
        **{"by": coordinator(), "submission": submission, "reason": "Überholt.", **fields}
    )


@pytest.mark.parametrize("made", [drafted, delivered])
def test_it_ends_with_the_reason_and_stays_on_record(made):
    submission = made()

    withdraw(submission)

    submission.refresh_from_db()
    assert (submission.stage, submission.withdrawal_reason) == ("withdrawn", "Überholt.")
    assert submission.ended_on is not None
    assert JournalEntry.objects.latest("sequence").act == "coordination.submission_withdrawn"


def test_it_leaves_the_agenda():
    submission = delivered()
    on_agenda(submission)

    withdraw(submission)

    assert AgendaItem.objects.get().taken_off_on is not None


def test_what_is_decided_cannot_be_withdrawn():
    submission = delivered()
    decided_on(submission)

    with pytest.raises(Refused, match=r"coordination\.submission-ended"):
        withdraw(submission)


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"reason": " "}, "reason-missing"), ({"on": date(2999, 1, 1)}, "date-in-future")],
)
def test_it_needs_a_reason_and_a_day_that_can_be(fields, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        withdraw(drafted(), **fields)


def test_only_those_who_coordinate_withdraw_it():
    with pytest.raises(Refused, match=r"coordination\.not-coordinator"):
        withdraw(drafted(), by=cabinet_office())
