from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.coordination.models import AgendaItem, StateSecretariesConference
from querschnitt.coordination.tests.cabinet_factories import (
    decided_on,
    deliberated,
    delivered,
    drafted,
    on_agenda,
)
from querschnitt.coordination.tests.factories import CLOSED, cabinet_office
from querschnitt.coordination.tests.test_journal import CANARY
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_the_result_is_recorded_with_the_text_that_was_dealt_with():
    submission = drafted()

    row = deliberated(submission, "agreed_with_changes", chair="Chef der Staatskanzlei")

    assert (row.result, row.conference.chair) == ("agreed_with_changes", "Chef der Staatskanzlei")
    assert len(row.text_digest) == 64


def test_one_conference_deals_with_several_submissions():
    deliberated(drafted(), chair="Chef der Staatskanzlei", minutes="Zu 1.")
    deliberated(drafted(), minutes="Zu 2.")

    conference = StateSecretariesConference.objects.get()
    assert (conference.chair, conference.minutes) == ("Chef der Staatskanzlei", "Zu 1.\n\nZu 2.")


def test_what_goes_back_to_the_departments_leaves_the_cabinet_office():
    submission = delivered()
    on_agenda(submission)

    deliberated(submission, "back_to_departments", note="Bitte Kosten klären.")

    submission.refresh_from_db()
    assert (submission.stage, submission.return_reason) == ("returned", "Bitte Kosten klären.")
    assert AgendaItem.objects.get().taken_off_on is not None


def test_a_conference_has_one_result_for_a_submission():
    submission = drafted()
    deliberated(submission)

    with pytest.raises(Refused, match=r"coordination\.result-recorded"):
        deliberated(submission)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"held_on": date(2999, 1, 1)}, "date-in-future"),
        ({"result": "perhaps"}, "unknown-result"),
        ({"by": None}, "not-coordinator"),
    ],
)
def test_what_cannot_be_is_refused(fields, code):
    if "by" in fields:
        fields = {"by": cabinet_office()}
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        deliberated(drafted(), **fields)

    assert not StateSecretariesConference.objects.exists()


def test_what_is_decided_needs_no_deliberation():
    submission = delivered()
    decided_on(submission)

    with pytest.raises(Refused, match=r"coordination\.submission-ended"):
        deliberated(submission)


def test_neither_minutes_nor_note_reach_the_journal():
    deliberated(drafted(), note=CANARY, minutes=CANARY, held_on=CLOSED)

    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.state_secretaries_result_recorded"
    assert entry.facts["result"] == "agreed"
    assert CANARY not in f"{entry.facts} {entry.subject_name}"
