"""Closing a round on a position: coordinated if all have agreed, else it stays a draft."""

from datetime import date

import pytest
from django.urls import reverse

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import queries
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DUE,
    agreed,
    answered,
    closed,
    reserved,
)
from querschnitt.coordination.tests.positions import asked_on, drafted, reworded
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations as relations

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    return drafted()


@pytest.fixture
def signers():
    return [approver(), approver()]


def state_of(position):
    position.refresh_from_db()
    return position.state


def fact_of_closing():
    return JournalEntry.objects.get(act="coordination.round_closed").facts["is_coordinated"]


@pytest.mark.parametrize(
    ("answer", "fields"),
    [("agreed", {}), ("agreed_with_remarks", {"remarks": "Gut."}), ("not_concerned", {})],
)
def test_a_position_to_which_all_have_agreed_is_coordinated(position, signers, answer, fields):
    round = asked_on(position, *signers)
    answered(round, signers[0])
    answered(round, signers[1], answer, **fields)

    closed(round)

    assert (state_of(position), position.coordinated_on) == ("coordinated", CLOSED)
    assert "1" in position.coordination
    assert fact_of_closing() is True
    assert not JournalEntry.objects.filter(act="relations.position_coordinated").exists()


def test_without_an_answer_it_stays_a_draft(position, signers):
    round = asked_on(position, *signers)
    answered(round, signers[0])

    closed(round)

    missing = queries.round_overview(round, coordinator()).to_coordinate
    assert state_of(position) == "draft"
    assert [one.code for one in missing] == ["coordination.unanswered"]
    assert signers[1].department.abbreviation in missing[0].sentence
    assert fact_of_closing() is False


@pytest.mark.parametrize(
    ("on", "announced", "state"),
    [
        (CLOSED, True, "coordinated"),
        (CLOSED, False, "draft"),
        (DUE, True, "draft"),
    ],
)
def test_silence_is_consent_where_announced_and_after_the_deadline(
    position, signers, on, announced, state
):
    round = asked_on(position, *signers, silence_is_consent=announced)
    answered(round, signers[0])

    closed(round, on=on)

    assert state_of(position) == state


def test_the_page_before_closing_counts_silence_as_closing_would(position, signers):
    announced = asked_on(position, signers[0], silence_is_consent=True)
    assert queries.round_overview(announced, coordinator()).to_coordinate == []

    (missing,) = queries.round_overview(
        asked_on(drafted(), signers[0]), coordinator()
    ).to_coordinate
    assert missing.code == "coordination.unanswered"


def test_silence_says_nothing_on_a_text_that_was_not_sent_out(position, signers):
    round = asked_on(position, *signers, silence_is_consent=True)
    reworded(position)
    answered(round, signers[0])

    closed(round)

    assert state_of(position) == "draft"


def test_an_answer_on_an_earlier_wording_does_not_count(position, signers):
    round = asked_on(position, signers[0])
    answered(round, signers[0])
    reworded(position)

    closed(round)

    (missing,) = queries.round_overview(round, coordinator()).to_coordinate
    assert (state_of(position), missing.code) == ("draft", "coordination.signatures-outdated")


def test_an_open_reservation_keeps_it_a_draft_until_both_sides_have_written(position, signers):
    round = asked_on(position, signers[0])
    reservation = reserved(round, signers[0])
    (missing,) = queries.round_overview(round, coordinator()).to_coordinate
    assert missing.code == "coordination.open-reservations"

    agreed(reservation)
    closed(round)

    assert state_of(position) == "coordinated"


def test_it_stays_a_draft_with_an_open_reservation(position, signers):
    round = asked_on(position, signers[0])
    reserved(round, signers[0])

    closed(round)

    assert state_of(position) == "draft"


def test_what_another_round_left_open_still_counts(position, signers):
    first = asked_on(position, signers[0])
    reserved(first, signers[0])
    closed(first)
    second = asked_on(position, signers[1], opened_on=CLOSED, due_on=date(2022, 6, 15))
    answered(second, signers[1], on=date(2022, 6, 15))

    closed(second, on=date(2022, 6, 16))

    assert state_of(position) == "draft"


def test_the_page_says_what_closing_means_and_what_is_missing(position, signers):
    round = asked_on(position, signers[0])
    browser = browser_of(coordinator())
    own, closing = (
        reverse(f"coordination:{name}", args=[round.pk]) for name in ("round", "close_round")
    )
    abbreviation = signers[0].department.abbreviation
    assert f"Nicht beantwortet: {abbreviation}." in browser.get(own).text
    assert "bleibt die Stellungnahme ein Entwurf" in browser.get(closing).text

    answered(round, signers[0])
    assert "gilt die Stellungnahme als abgestimmt" in browser.get(closing).text
    assert send(browser, closing).status_code == 302
    assert state_of(position) == "coordinated"


def test_while_the_round_is_open_it_is_not_coordinated_or_set_aside_elsewhere(position, signers):
    asked_on(position, signers[0])
    by = coordinator()
    for act in (
        lambda: relations.coordinate_position(by=by, position=position, how="So.", on=CLOSED),
        lambda: relations.set_position_aside(by=by, position=position, reason="So."),
    ):
        with pytest.raises(Refused, match="position-in-round"):
            act()


def test_after_the_round_nothing_of_it_is_answered_or_settled_any_more(position, signers):
    round = asked_on(position, *signers)
    reservation = reserved(round, signers[0])
    answered(round, signers[1])
    agreed(reservation)
    closed(round)

    with pytest.raises(Refused, match="round-closed"):
        answered(round, signers[1])
    with pytest.raises(Refused, match=r"already-adopted|reservation-ended"):
        agreed(reservation)


def test_what_is_taken_up_again_is_asked_about_in_another_round(position, signers):
    first = asked_on(position, signers[0])
    answered(first, signers[0])
    closed(first)
    relations.take_position_up_again(by=coordinator(), position=position, reason="Neue Lage.")
    reworded(position)

    second = asked_on(position, signers[0], opened_on=CLOSED, due_on=date(2022, 6, 15))

    assert second.number == 2
    answered(second, signers[0], on=date(2022, 6, 15))
    closed(second, on=date(2022, 6, 16))
    assert state_of(position) == "coordinated"
