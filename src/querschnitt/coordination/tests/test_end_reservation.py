"""A reservation ends in one of two ways: it is settled, or withdrawn by who raised it."""

from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import operations
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DUE,
    FrameworkFactory,
    adopted,
    answered,
    closed,
    goal,
    opened,
    reserved,
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


def settle(reservation, **fields):
    return operations.settle_reservation(
        **{
            "by": coordinator(),
            "reservation": reservation,
            "settlement": "Paid from the budget of all.",
            "on": CLOSED,
            **fields,
        }
    )


def withdraw(reservation, by, **fields):
    return operations.withdraw_reservation(
        **{"by": by, "reservation": reservation, "on": CLOSED, **fields}
    )


def test_a_settlement_says_what_was_agreed(reservation):
    settle(reservation)

    reservation.refresh_from_db()
    assert reservation.state == "settled"
    assert reservation.settlement == "Paid from the budget of all."
    assert reservation.ended_on == CLOSED


def test_it_can_be_settled_after_the_round(round, reservation):
    closed(round)

    assert not settle(reservation).is_open


def test_a_settlement_without_words_is_refused(reservation):
    with pytest.raises(Refused, match=r"coordination\.settlement-missing"):
        settle(reservation, settlement=" ")


def test_the_department_withdraws_what_it_raised(reservation, officer):
    withdraw(reservation, approver(department=officer.department))

    reservation.refresh_from_db()
    assert reservation.state == "withdrawn"
    assert reservation.settlement == ""


def test_another_department_cannot_withdraw_it(reservation):
    with pytest.raises(Refused, match=r"coordination\.other-department"):
        withdraw(reservation, approver())


def test_what_has_ended_does_not_end_again(reservation, officer):
    settle(reservation)

    with pytest.raises(Refused, match=r"coordination\.reservation-ended"):
        withdraw(reservation, officer)
    with pytest.raises(Refused, match=r"coordination\.reservation-ended"):
        settle(reservation, settlement="Otherwise.")


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 5, 15), "date-too-early")],
)
def test_it_does_not_end_before_it_was_raised(reservation, on, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        settle(reservation, on=on)


def test_what_the_cabinet_overrode_stays_on_record(round, officer, reservation):
    closed(round)
    adopted(round.framework, reason_for_open_reservations="The goal cannot wait.")

    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        settle(reservation)
    with pytest.raises(Refused, match=r"coordination\.already-adopted"):
        withdraw(reservation, officer)


def test_both_are_journaled_without_words(round, officer):
    one = reserved(round, officer, "Canary raised.")
    settle(one, settlement="Canary settled.")
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

    settle(reservation)

    assert officer.department_id
    assert [r.state for r in type(reservation).objects.order_by("pk")] == ["settled", "open"]
