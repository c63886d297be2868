import json
from datetime import date, timedelta

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.models import CabinetSubmission, DeliveredPaper, ShownText
from querschnitt.coordination.tests.cabinet_factories import (
    SUBMITTED,
    deliberated,
    delivered,
    drafted,
    planned,
    shown,
)
from querschnitt.coordination.tests.factories import (
    DUE,
    FrameworkFactory,
    answered,
    cabinet_office,
    closed,
    goal,
    opened,
    ready_to_adopt,
    reserved,
)
from querschnitt.coordination.tests.test_journal import CANARY
from querschnitt.framework.models import Framework
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def with_dissent():
    """A framework on which two agree and one keeps its reservation."""
    people = [approver(), approver()]
    framework = FrameworkFactory()
    goal(framework)
    round = opened(framework, *people)
    reservation = reserved(round, people[0], "Das kostet zu viel.")
    answered(round, people[1])
    closed(round)
    return framework, reservation


def paper(submission):
    return json.loads(submission.papers.get().content)


def test_what_is_delivered_is_kept_with_its_digest_and_the_text():
    submission = delivered(drafted())

    row = submission.papers.get()
    assert submission.stage == "submitted"
    assert (row.signed_by, row.signed_on, row.submitted_on) == (
        "Erika Muster",
        SUBMITTED,
        SUBMITTED,
    )
    assert row.digest == digest(json.loads(row.content))
    assert row.text.digest == digest(json.loads(row.text.content))


def test_it_says_which_departments_took_part_with_what_result():
    people = [approver(), approver(), approver()]
    framework = FrameworkFactory()
    goal(framework)
    round = opened(framework, *people, silence_is_consent=True)
    answered(round, people[0])
    answered(round, people[1], "agreed_with_remarks", remarks="Fast gut.")
    closed(round)

    told = paper(delivered(drafted(framework)))["participation"]

    assert [one["answer"] for one in told] == ["agreed", "agreed_with_remarks", "pending"]
    assert [one["answered_on"] for one in told] == [DUE.isoformat(), DUE.isoformat(), ""]
    assert [one["is_consent_by_silence"] for one in told] == [False, False, True]
    assert "Fast gut." not in json.dumps(told)


def test_open_dissent_is_a_point_of_its_own_with_what_each_side_says():
    framework, reservation = with_dissent()
    submission = drafted(framework)
    deliberated(submission, "dissent_remains", note="Finanzministerium bleibt dabei.")

    told = paper(delivered(submission))

    assert [one["text"] for one in told["disputes"]] == ["Das kostet zu viel."]
    assert told["deliberations"][0]["note"] == "Finanzministerium bleibt dabei."
    assert told["disputes"][0]["department"] == reservation.cosignature.department.abbreviation


def test_dissent_that_nobody_tried_to_settle_stays_out_of_the_cabinet():
    framework, _reservation = with_dissent()

    with pytest.raises(Refused, match=r"coordination\.dissent-untried"):
        delivered(drafted(framework))

    assert not DeliveredPaper.objects.exists()


def test_an_attempt_at_a_higher_level_opens_the_way():
    framework, reservation = with_dissent()
    operations.escalate_reservation(
        by=coordinator(),
        reservation=reservation,
        level="directorate",
        note="Ohne Einigung.",
        held_on=date(2022, 6, 2),
    )

    told = paper(delivered(drafted(framework)))

    assert told["disputes"][0]["steps"][0]["note"] == "Ohne Einigung."


def test_a_written_reason_overrides_it_and_stands_in_the_paper():
    framework, _reservation = with_dissent()

    submission = delivered(drafted(framework), reason_for_untried_dissent="Die Zeit drängt.")

    assert paper(submission)["reason_for_untried_dissent"] == "Die Zeit drängt."


def test_a_reason_that_overrides_nothing_is_refused():
    with pytest.raises(Refused, match=r"coordination\.nothing-to-override"):
        delivered(reason_for_untried_dissent="Nur so.")


def test_an_open_round_stands_in_the_way():
    framework = FrameworkFactory()
    goal(framework)
    asked = approver()
    answered(opened(framework, asked), asked)

    with pytest.raises(Refused, match=r"coordination\.round-still-open"):
        delivered(drafted(framework))


@pytest.mark.parametrize(
    "part", ["file_reference", "facts", "costs", "proposed_decision", "speaking_notes"]
)
def test_no_part_may_be_missing(part):
    with pytest.raises(Refused, match=r"coordination\.submission-incomplete"):
        delivered(drafted(**{part: " "}))


def test_the_head_of_the_house_signs():
    with pytest.raises(Refused, match=r"coordination\.signature-missing"):
        delivered(signed_by=" ")


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"on": date(2999, 1, 1)}, r"coordination\.date-in-future"),
        ({"signed_on": SUBMITTED + timedelta(days=1)}, r"coordination\.date-too-early"),
    ],
)
def test_days_that_cannot_be_are_refused(days, code):
    with pytest.raises(Refused, match=code):
        delivered(**days)


def test_it_comes_eight_days_before_the_session():
    session = planned(SUBMITTED + timedelta(days=8))

    assert paper(delivered(session=session))["session"] == session.number

    early = planned(SUBMITTED + timedelta(days=7))
    with pytest.raises(Refused, match=r"coordination\.too-late"):
        delivered(drafted(), session=early)


@pytest.mark.parametrize("fields", [{"urgency_reason": "Eilt sehr."}, {"form": "information"}])
def test_what_is_urgent_or_only_informs_may_come_later(fields):
    session = planned(SUBMITTED + timedelta(days=1))

    delivered(drafted(**fields), session=session)

    assert DeliveredPaper.objects.exists()


def test_who_has_read_something_else_delivers_nothing():
    submission = drafted()
    seen = shown(submission)
    CabinetSubmission.objects.update(facts="Inzwischen anders.")

    with pytest.raises(Refused, match=r"coordination\.stale"):
        delivered(submission, seen_digest=seen)


def test_it_is_delivered_once_and_again_when_the_text_has_changed():
    people = (approver(), approver())
    framework = ready_to_adopt(*people)
    submission = delivered(drafted(framework))
    with pytest.raises(Refused, match=r"coordination\.submission-delivered"):
        delivered(submission)

    Framework.objects.update(introduction="Changed.")
    round = opened(framework, *people)
    for one in people:
        answered(round, one)
    closed(round)
    delivered(submission)

    first, second = submission.papers.all()
    assert (first.number, second.number) == (1, 2)
    assert first.text_id != second.text_id


def test_the_press_text_is_no_part_of_what_is_delivered():
    submission = delivered(drafted(press_text=CANARY))

    row = submission.papers.get()
    assert CANARY not in row.content
    assert json.loads(row.content)["has_press_text"] is True
    assert not ShownText.objects.filter(content__contains=CANARY)


def test_it_is_journaled_without_its_words():
    submission = drafted(facts=CANARY, proposed_decision=CANARY, urgency_reason=CANARY)
    before = JournalEntry.objects.count()

    delivered(submission, signed_by=CANARY)

    assert JournalEntry.objects.count() == before + 1
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.submission_delivered"
    assert CANARY not in f"{entry.facts} {entry.subject_name}"


def test_the_cabinet_office_does_not_submit():
    with pytest.raises(Refused, match=r"coordination\.not-coordinator"):
        delivered(by=cabinet_office())
