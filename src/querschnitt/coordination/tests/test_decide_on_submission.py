"""Adopting what was submitted; ``test_adopt`` holds what every adoption needs."""

import json
from datetime import date

import pytest

from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import adoption, operations
from querschnitt.coordination.before_cabinet import is_free, loaded
from querschnitt.coordination.models import CabinetSubmission, FrameworkVersion
from querschnitt.coordination.queries.submissions import submission_page
from querschnitt.coordination.tests.cabinet_factories import (
    decided_on,
    delivered,
    drafted,
    on_agenda,
    planned,
)
from querschnitt.coordination.tests.factories import (
    DECIDED,
    adopted,
    answered,
    cabinet_office,
    closed,
    opened,
    ready_to_adopt,
)
from querschnitt.framework.models import Framework
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_the_submission_is_decided_and_names_the_decision():
    submission = delivered()

    version = decided_on(submission)

    submission.refresh_from_db()
    assert (submission.stage, submission.decision) == ("decided", version.decision)
    assert submission.ended_on == DECIDED


def test_the_frozen_record_says_what_lay_before_the_cabinet():
    submission = delivered()
    item = on_agenda(submission)

    version = decided_on(submission)

    told = json.loads(version.record)["submission"]
    assert told["digest"] == submission.papers.get().digest
    assert (told["session"], told["agenda_item"]) == (item.session.number, item.number)
    assert adoption.digest_of(version) == version.digest


def test_a_decision_without_a_paper_is_recorded_as_before():
    assert "submission" not in json.loads(adopted().record)


def test_nobody_decides_past_a_submission_that_is_under_way():
    framework = ready_to_adopt()
    drafted(framework)

    with pytest.raises(Refused, match=r"coordination\.submission-under-way"):
        adopted(framework)

    assert not FrameworkVersion.objects.exists()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: drafted(), "submission-not-delivered"),
        (lambda: delivered(drafted(form="information")), "information-only"),
    ],
)
def test_only_what_lies_before_the_cabinet_for_a_decision_is_decided(made, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        decided_on(made())


def test_a_text_that_changed_after_the_submission_is_not_decided():
    people = (approver(), approver())
    framework = ready_to_adopt(*people)
    submission = delivered(drafted(framework))
    Framework.objects.update(introduction="Changed.")
    round = opened(framework, *people)
    for one in people:
        answered(round, one)
    closed(round)

    with pytest.raises(Refused, match=r"coordination\.submission-outdated"):
        decided_on(submission)

    assert decided_on(delivered(submission)).number == 1


def test_the_day_is_that_of_the_session():
    submission = delivered()
    on_agenda(submission, planned(date(2022, 7, 5)))

    with pytest.raises(Refused, match=r"coordination\.not-on-that-day"):
        decided_on(submission)

    assert decided_on(submission, decided_on=date(2022, 7, 5)).number == 1


def test_another_frameworks_submission_is_no_ground():
    submission = delivered()

    with pytest.raises(Refused, match=r"coordination\.submission-under-way"):
        adopted(ready_to_adopt(), submission=submission)


def test_how_the_decision_differs_from_the_proposal_is_told_word_by_word():
    submission = delivered()

    decided_on(submission, wording="Das Kabinett beschließt den geänderten Rahmen.")

    told = submission_page(submission.pk, cabinet_office()).difference
    assert ("insert", "geänderten ") in told
    assert not [text for kind, text in told if kind == "delete"]


def test_a_decision_as_proposed_differs_in_nothing():
    submission = delivered()

    decided_on(submission, wording="Das Kabinett beschließt den Rahmen.")

    assert submission_page(submission.pk, cabinet_office()).difference == []


def test_the_press_text_is_free_with_the_decision_and_locked_again_when_it_is_annulled():
    submission = delivered(drafted(press_text="Presse"))
    assert not is_free(loaded().get())

    version = decided_on(submission)
    assert is_free(loaded().get())

    operations.annul(by=cabinet_office(), version=version, decided_on=DECIDED, reason="Irrtum.")
    assert not is_free(loaded().get())
    assert CabinetSubmission.objects.get().stage == "decided"


def test_after_an_annulment_another_submission_is_written():
    version = decided_on(delivered())
    operations.annul(by=cabinet_office(), version=version, decided_on=DECIDED, reason="Irrtum.")

    assert drafted(version.framework).number == 2
