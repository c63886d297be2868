import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import operations
from querschnitt.coordination.models import CabinetSubmission
from querschnitt.coordination.tests.cabinet_factories import drafted
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    adopted,
    cabinet_office,
    ready_to_adopt,
)
from querschnitt.coordination.tests.test_journal import CANARY
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_submission_is_begun_long_before_all_is_known():
    framework = FrameworkFactory()

    submission = drafted(framework, facts="", proposed_decision="")

    assert (submission.number, submission.stage) == (1, "draft")
    assert CabinetSubmission.objects.get().framework == framework


def test_it_is_journaled_without_its_words():
    drafted(facts=CANARY, press_text=CANARY, file_reference=CANARY)

    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.submission_drafted"
    assert CANARY not in f"{entry.facts} {entry.subject_name}"


def test_one_is_under_way_at_a_time():
    framework = ready_to_adopt()
    drafted(framework)

    with pytest.raises(Refused, match=r"coordination\.submission-under-way"):
        drafted(framework)


def test_another_follows_one_that_was_withdrawn():
    framework = ready_to_adopt()
    first = drafted(framework)
    operations.withdraw_submission(by=first.drafted_by, submission=first, reason="Zu früh.")

    assert drafted(framework).number == 2


def test_what_is_adopted_needs_none():
    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        drafted(adopted().framework)


@pytest.mark.parametrize("person", [approver, cabinet_office])
def test_only_those_who_coordinate_write_one(person):
    with pytest.raises(Refused, match=r"coordination\.not-coordinator"):
        drafted(by=person())


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"form": "sometimes"}, r"coordination\.unknown-form"),
        ({"facts": "x" * 5001}, r"framework\.text-too-long"),
        ({"press_text": "a\x00b"}, r"framework\.control-characters"),
        ({"file_reference": "x" * 81}, r"framework\.text-too-long"),
    ],
)
def test_what_makes_no_sense_is_refused(bad, code):
    with pytest.raises(Refused, match=code):
        drafted(**bad)
