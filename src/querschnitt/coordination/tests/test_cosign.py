from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination.models import CoSignature, Reservation
from querschnitt.coordination.tests.factories import (
    DUE,
    LATE,
    FrameworkFactory,
    answered,
    closed,
    collection,
    goal,
    opened,
)
from querschnitt.framework.models import Framework
from querschnitt.framework.queries import digest_of_draft
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return approver()


@pytest.fixture
def framework():
    framework = FrameworkFactory()
    goal(framework)
    return framework


@pytest.fixture
def round(framework, officer):
    return opened(framework, officer, approver())


def rewrite(framework, text="What we want now."):
    Framework.objects.filter(pk=framework.pk).update(introduction=text)


@pytest.mark.parametrize("answer", ["agreed", "not_concerned"])
def test_an_answer_is_bound_to_the_text_that_was_seen(framework, round, officer, answer):
    answered(round, officer, answer)

    cosignature = round.cosignatures.get(department=officer.department)
    assert cosignature.answer == answer
    assert cosignature.subject_digest == digest_of_draft(framework)
    assert (cosignature.answered_by, cosignature.answered_on) == (officer, DUE)


def test_it_answers_for_one_department_alone(round, officer):
    answered(round, officer)

    assert round.cosignatures.filter(answer="pending").count() == 1


def test_remarks_go_with_an_agreement(round, officer):
    cosignature = answered(round, officer, "agreed_with_remarks", remarks=" Mind the commas. ")

    assert cosignature.remarks == "Mind the commas."
    assert not Reservation.objects.exists()


def test_a_reservation_is_raised_and_stays_open(round, officer):
    cosignature = answered(
        round, officer, "reservation", reservation_kind="budget", reservation_text="No money."
    )

    reservation = cosignature.reservations.get()
    assert (reservation.kind, reservation.text) == ("budget", "No money.")
    assert reservation.is_open


def test_an_objection_is_a_reservation_of_its_own_kind(round, officer):
    cosignature = answered(
        round, officer, "objection", reservation_kind="budget", reservation_text="Never."
    )

    assert cosignature.reservations.get().kind == "objection"


def test_the_journal_names_the_answer_and_the_text_but_quotes_nothing(round, officer):
    before = JournalEntry.objects.count()

    answered(
        round,
        officer,
        "reservation",
        remarks="Canary one.",
        reservation_kind="scrutiny",
        reservation_text="Canary two.",
        on=LATE,
    )

    assert JournalEntry.objects.count() == before + 1
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.cosigned"
    assert entry.facts["reservation"] == "scrutiny"
    assert entry.facts["is_late"] is True
    assert len(entry.facts["text_digest"]) == 64


def test_a_second_answer_is_refused_and_changes_nothing(round, officer):
    answered(round, officer, "agreed_with_remarks", remarks="First.")

    with pytest.raises(Refused, match=r"coordination\.already-answered"):
        answered(round, officer, "agreed_with_remarks", remarks="Second.")

    assert round.cosignatures.get(department=officer.department).remarks == "First."


def test_a_colleague_cannot_answer_a_second_time_either(round, officer):
    answered(round, officer)

    with pytest.raises(Refused, match=r"coordination\.already-answered"):
        answered(round, approver(department=officer.department))


def test_a_text_that_has_changed_since_is_not_signed(framework, round, officer):
    seen = digest_of_draft(framework)
    rewrite(framework)

    with pytest.raises(Refused, match=r"coordination\.stale"):
        answered(round, officer, seen_digest=seen)

    assert not CoSignature.objects.exclude(answer="pending").exists()
    assert not JournalEntry.objects.filter(act="coordination.cosigned").exists()


@pytest.mark.parametrize("seen", ["", "0" * 64, "ü"])
def test_a_text_that_never_was_is_not_signed(round, officer, seen):
    with pytest.raises(Refused, match=r"coordination\.stale"):
        answered(round, officer, seen_digest=seen)


def test_after_a_change_a_further_answer_stands_beside_the_first(framework, round, officer):
    first = answered(
        round, officer, "reservation", reservation_kind="budget", reservation_text="No money."
    )
    rewrite(framework)

    second = answered(round, officer, "agreed")

    first.refresh_from_db()
    assert (first.answer, first.attempt) == ("reservation", 1)
    assert (second.answer, second.attempt) == ("agreed", 2)
    assert second.subject_digest == digest_of_draft(framework) != first.subject_digest
    assert first.reservations.get().is_open
    assert CoSignature.objects.current().get(department=officer.department) == second


def test_back_at_the_first_text_a_further_answer_is_possible(framework, round, officer):
    answered(round, officer)
    rewrite(framework)
    answered(round, officer)
    rewrite(framework, "What we want.")

    assert answered(round, officer).attempt == 3


@pytest.mark.parametrize(
    ("answer", "fields", "code"),
    [
        ("", {}, "no-answer"),
        ("pending", {}, "no-answer"),
        ("perhaps", {}, "no-answer"),
        ("agreed_with_remarks", {"remarks": "  "}, "remarks-missing"),
        ("reservation", {"reservation_kind": "budget"}, "reason-missing"),
        ("reservation", {"reservation_text": "Why."}, "kind-missing"),
        ("reservation", {"reservation_text": "W", "reservation_kind": "x"}, "kind-missing"),
        ("reservation", {"reservation_text": "W", "reservation_kind": "objection"}, "kind-missing"),
        ("objection", {"reservation_text": " "}, "reason-missing"),
        ("agreed", {"reservation_text": "But."}, "reservation-without-effect"),
    ],
)
def test_an_answer_has_to_be_complete(round, officer, answer, fields, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        answered(round, officer, answer, **fields)


@pytest.mark.parametrize("text", ["x" * 5001, "a\x00b"])
def test_remarks_that_cannot_be_kept_are_refused(round, officer, text):
    with pytest.raises(Refused, match=r"framework\."):
        answered(round, officer, "agreed_with_remarks", remarks=text)


def test_a_department_that_was_not_asked_cannot_answer(round):
    with pytest.raises(Refused, match=r"coordination\.not-asked"):
        answered(round, approver())


def test_a_closed_round_takes_no_answer(round, officer):
    closed(round)

    with pytest.raises(Refused, match=r"coordination\.round-closed"):
        answered(round, officer)


def test_a_stale_object_does_not_reopen_a_closed_round(round, officer):
    closed(type(round).objects.get(pk=round.pk))
    assert round.is_open

    with pytest.raises(Refused, match=r"coordination\.round-closed"):
        answered(round, officer)


def test_a_collection_round_takes_no_co_signature(framework, officer):
    with pytest.raises(Refused, match=r"coordination\.other-kind-of-round"):
        answered(collection(framework, officer), officer)


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 5, 1), "date-too-early")],
)
def test_the_date_has_to_fit(round, officer, on, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        answered(round, officer, on=on)
