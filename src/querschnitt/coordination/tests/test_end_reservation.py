"""A reservation ends in one of two ways: it is settled, or withdrawn by who raised it."""

import json
from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination import operations
from querschnitt.coordination.settlement import settlement_digest
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DUE,
    FrameworkFactory,
    adopted,
    agreed,
    answered,
    closed,
    confirmed,
    goal,
    opened,
    reserved,
    settled,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return approver()


@pytest.fixture
def round(officer):
    framework = FrameworkFactory()
    goal(framework)
    return opened(framework, officer)


@pytest.fixture
def reservation(round, officer):
    return reserved(round, officer)


def withdraw(reservation, by, **fields):
    return operations.withdraw_reservation(
        **{"by": by, "reservation": reservation, "on": CLOSED, **fields}
    )


def test_both_sides_say_what_was_agreed_and_that_ends_it(reservation):
    assert settled(reservation).is_open

    confirmed(reservation)

    reservation.refresh_from_db()
    assert reservation.state == "settled"
    assert reservation.settlement == "Paid from the budget of all."
    assert reservation.department_settlement == "We can live with that."
    assert reservation.settlement_by.is_coordinator
    assert reservation.department_settlement_by.department == reservation.cosignature.department
    assert reservation.ended_on == CLOSED


def test_the_department_may_write_first(reservation):
    assert confirmed(reservation).is_open

    assert settled(reservation).state == "settled"


@pytest.mark.parametrize("side", [settled, confirmed])
def test_a_side_may_word_its_text_anew_until_both_stand(reservation, side):
    side(reservation, text="First words.")
    side(reservation, text="Better words.")

    reservation.refresh_from_db()
    assert reservation.is_open
    assert "Better words." in {reservation.settlement, reservation.department_settlement}


@pytest.mark.parametrize("side", [settled, confirmed])
def test_nobody_agrees_to_words_they_have_not_read(reservation, side):
    seen = settlement_digest(reservation)
    settled(reservation, text="Something else.")

    with pytest.raises(Refused, match=r"coordination\.stale"):
        side(reservation, seen_digest=seen)

    reservation.refresh_from_db()
    assert reservation.is_open
    assert (reservation.settlement, reservation.department_settlement) == ("Something else.", "")


def test_where_the_department_is_dissolved_the_chancellery_ends_it(reservation):
    department = reservation.cosignature.department
    department.valid_until = "2022"
    department.save()

    assert settled(reservation).state == "settled"


def test_it_can_be_settled_after_the_round(round, reservation):
    closed(round)

    assert not agreed(reservation).is_open


@pytest.mark.parametrize("side", [settled, confirmed])
def test_a_settlement_without_words_is_refused(reservation, side):
    with pytest.raises(Refused, match=r"coordination\.settlement-missing"):
        side(reservation, text=" ")


@pytest.mark.parametrize("side", [settled, confirmed])
def test_words_that_cannot_be_kept_are_refused(reservation, side):
    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        side(reservation, text="x" * 5001)


def test_both_texts_stand_in_the_record_of_the_adoption(round, reservation):
    agreed(reservation)
    closed(round)

    record = json.loads(adopted(round.framework).record)

    (told,) = record["rounds"][0]["cosignatures"][0]["reservations"]
    assert told["settlement"] == "Paid from the budget of all."
    assert told["department_settlement"] == "We can live with that."


def test_the_department_withdraws_what_it_raised(reservation, officer):
    withdraw(reservation, approver(department=officer.department))

    reservation.refresh_from_db()
    assert reservation.state == "withdrawn"
    assert reservation.settlement == ""


def test_another_department_cannot_withdraw_it(reservation):
    with pytest.raises(Refused, match=r"coordination\.other-department"):
        withdraw(reservation, approver())


def test_what_has_ended_does_not_end_again(reservation, officer):
    agreed(reservation)

    for act in (withdraw, settled, confirmed):
        with pytest.raises(Refused, match=r"coordination\.reservation-ended"):
            act(reservation, officer) if act is withdraw else act(reservation)


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 5, 15), "date-too-early")],
)
def test_it_does_not_end_before_it_was_raised(reservation, on, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        settled(reservation, on=on)


def test_what_the_cabinet_overrode_stays_on_record(round, officer, reservation):
    closed(round)
    adopted(round.framework, reason_for_open_reservations="The goal cannot wait.")

    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        settled(reservation)
    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        confirmed(reservation)
    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        withdraw(reservation, officer)


def test_both_are_journaled_without_words(round, officer):
    one = reserved(round, officer, "Canary raised.")
    agreed(one)
    entry = JournalEntry.objects.latest("sequence")

    assert entry.act == "coordination.reservation_settled"
    assert entry.facts["kind"] == "budget"
    assert "Canary" not in str(entry.facts) + entry.subject_name


def test_a_withdrawal_is_journaled(reservation, officer):
    withdraw(reservation, officer)

    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.reservation_withdrawn"
    assert entry.facts["department"] == officer.department.abbreviation


def test_a_department_may_raise_several_over_time(round, officer, reservation):
    type(round.framework).objects.update(introduction="Changed.")
    answered(round, officer, "objection", reservation_text="Still no.", on=DUE)

    agreed(reservation)

    assert officer.department_id
    assert [r.state for r in type(reservation).objects.order_by("pk")] == ["settled", "open"]
