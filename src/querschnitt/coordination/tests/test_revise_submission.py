import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.coordination import operations
from querschnitt.coordination.cabinet_paper import typed_digest
from querschnitt.coordination.models import CabinetSubmission
from querschnitt.coordination.tests.cabinet_factories import delivered, drafted, revised
from querschnitt.coordination.tests.factories import cabinet_office
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_parts_are_rewritten_and_others_kept():
    submission = drafted(press_text="Presse")

    revised(submission, facts="Es geht um mehr.")

    kept = CabinetSubmission.objects.get()
    assert (kept.facts, kept.press_text) == ("Es geht um mehr.", "Presse")
    assert JournalEntry.objects.latest("sequence").act == "coordination.submission_revised"


def test_who_has_read_an_older_text_overwrites_nothing():
    submission = drafted()
    seen = typed_digest(submission)
    revised(submission, facts="Inzwischen anders.")

    with pytest.raises(Refused, match=r"coordination\.stale"):
        revised(submission, facts="Aus Versehen.", seen_digest=seen)

    assert CabinetSubmission.objects.get().facts == "Inzwischen anders."


def test_what_was_delivered_is_not_rewritten():
    with pytest.raises(Refused, match=r"coordination\.submission-delivered"):
        revised(delivered(), facts="Anders.")


def test_it_is_rewritten_when_the_framework_has_changed():
    submission = delivered()
    Framework.objects.update(introduction="Changed.")

    revised(submission, facts="Angepasst.")

    paper = submission.papers.get()
    assert "Angepasst." not in paper.content


def test_it_is_rewritten_once_it_was_returned():
    submission = delivered()
    operations.return_submission(by=cabinet_office(), submission=submission, reason="Zu lang.")

    revised(submission, facts="Kürzer.")

    assert CabinetSubmission.objects.get().facts == "Kürzer."


def test_a_withdrawn_one_stays_as_it_is():
    submission = drafted()
    operations.withdraw_submission(by=submission.drafted_by, submission=submission, reason="Nein.")

    with pytest.raises(Refused, match=r"coordination\.submission-ended"):
        revised(submission, facts="Doch.")


def test_only_those_who_coordinate_rewrite_it():
    with pytest.raises(Refused, match=r"coordination\.not-coordinator"):
        revised(drafted(), by=cabinet_office(), facts="Anders.")
