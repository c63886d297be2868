"""Opening a round on chosen points, signing a part, remarks and settlements in the browser."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination.models import CoSignature, Remark, Reservation, Round
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    answered,
    goal,
    opened,
    remarked,
    reserved,
    settled,
    shown_to,
)
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.tests.browser import browser_of, filled, send

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


@pytest.fixture
def people():
    return [approver(), approver()]


@pytest.fixture
def framework(people):
    framework = FrameworkFactory()
    for one in people:
        goal(framework, one.department, wording=f"Goal of {one.department.key}.")
    return framework


def first_page(browser, address, people, **fields):
    """Fill in the first page and send it."""
    told = {
        **filled(browser.get(address), "open-round"),
        "kind": "co_signature",
        "scope": "points",
        "departments": [one.department.key for one in people],
        "opened_on": "02.05.2022",
        "due_on": "31.05.2022",
        "instructions": "Sorgfältig getippt",
        **fields,
    }
    return browser.post(address, told)


def reference(person):
    return GoalVersion.objects.get(lead=person.department).goal.reference


def test_points_are_chosen_on_a_second_page(framework, people):
    browser, address = browser_of(coordinator()), url("open_round", framework.key)

    page = first_page(browser, address, people)

    assert page.status_code == 200
    assert not Round.objects.exists()
    entered = filled(page, "choose-points")
    assert entered["instructions"] == ["Sorgfältig getippt"]
    own = f"{people[0].department.key}|goal:{reference(people[0])}"
    other = f"{people[0].department.key}|goal:{reference(people[1])}"
    assert own in entered["points"]
    assert other not in entered["points"]

    answer = browser.post(address, {**entered, "points": [*entered["points"], other]})

    assert answer.status_code == 302
    asked = CoSignature.objects.get(department=people[0].department)
    assert {f"goal:{reference(one)}" for one in people} <= {*asked.points}
    assert Round.objects.get().instructions == "Sorgfältig getippt"


def test_a_department_without_a_point_is_refused_and_the_ticks_stay(framework, people):
    browser, address = browser_of(coordinator()), url("open_round", framework.key)
    entered = filled(first_page(browser, address, people), "choose-points")
    key = people[0].department.key
    kept = [value for value in entered["points"] if not value.startswith(f"{key}|")]

    answer = browser.post(address, {**entered, "points": kept})

    assert answer.status_code == 422
    assert {*filled(answer, "choose-points")["points"]} == {*kept}


def test_who_may_not_open_a_round_sees_no_second_page(framework, people):
    address = url("open_round", framework.key)
    coordinating, browser = browser_of(coordinator()), browser_of(people[0])
    typed = {**filled(coordinating.get(address), "open-round"), "scope": "points"}
    shown = browser.get(url("rounds")).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]

    answer = browser.post(address, {**typed, "csrfmiddlewaretoken": token})

    assert answer.status_code == 422
    assert "choose-points" not in answer.text


def test_every_point_for_nine_departments_can_be_ticked(people):
    framework = FrameworkFactory()
    for _ in range(120):
        goal(framework, people[0].department)
    nine = [people[0], *(approver() for _ in range(8))]
    browser, address = browser_of(coordinator()), url("open_round", framework.key)
    entered = filled(first_page(browser, address, nine), "choose-points")
    points = {value.partition("|")[2] for value in entered["points"]}
    everything = [f"{one.department.key}|{point}" for one in nine for point in points]
    assert len(everything) > 1000

    assert browser.post(address, {**entered, "points": everything}).status_code == 302


def test_a_department_signs_the_part_that_its_page_shows(framework, people):
    round = opened(framework, *people, scope="concerned")
    browser, address = browser_of(people[0]), url("cosign", round.pk)
    page = browser.get(address)
    assert filled(page, "cosign")["seen_digest"] == [shown_to(people[0].department, round)]

    sent = {"answer": "agreed", "reservation_kind": ""}
    assert send(browser, address, "cosign", **sent).status_code == 302

    GoalVersion.objects.filter(lead=people[1].department).update(wording="Elsewhere.")
    assert "kern-badge--danger" not in browser.get(url("round", round.pk)).text


def test_a_part_that_changes_meanwhile_is_shown_and_what_was_typed_stays(framework, people):
    round = opened(framework, *people, scope="concerned")
    browser, address = browser_of(people[0]), url("cosign", round.pk)
    point = f"goal:{reference(people[0])}"
    typed = {
        **filled(browser.get(address), "cosign"),
        "answer": "reservation",
        "reservation_kind": "budget",
        "reservation_text": "Teuer",
        "reservation_point": point,
    }
    GoalVersion.objects.filter(lead=people[0].department).update(wording="Ganz anders.")

    answer = browser.post(address, typed)

    assert answer.status_code == 409
    kept = filled(answer, "cosign")
    assert (kept["reservation_text"], kept["reservation_point"]) == (["Teuer"], [point])
    assert browser.post(address, kept).status_code == 302
    assert Reservation.objects.get().point == point


def test_a_remark_on_a_point_that_changed_is_answered_with_the_new_words(framework, people):
    round = opened(framework, *people)
    address = f"{url('remark', round.pk)}?punkt=goal:{reference(people[0])}"
    browser = browser_of(people[1])
    typed = {**filled(browser.get(address), "remark"), "text": "Getippt", "passage": "Goal"}
    GoalVersion.objects.filter(lead=people[0].department).update(wording="Goal, new words.")

    answer = browser.post(address, typed)

    assert answer.status_code == 409
    assert "Goal, new words." in answer.text
    assert browser.post(address, filled(answer, "remark")).status_code == 302
    assert Remark.objects.get().text == "Getippt"


def test_an_unknown_point_has_no_page(framework, people):
    round = opened(framework, *people)
    browser = browser_of(people[0])

    assert browser.get(f"{url('remark', round.pk)}?punkt=goal:nowhere").status_code == 404
    assert browser.get(url("remark", round.pk)).status_code == 404


def test_words_that_changed_meanwhile_are_shown_before_anybody_agrees(framework, people):
    reservation = reserved(opened(framework, *people), people[0])
    browser, address = browser_of(people[0]), url("confirm_settlement", reservation.pk)
    typed = {**filled(browser.get(address), "confirm"), "settlement": "Einverstanden"}
    settled(reservation, text="Etwas ganz anderes.")

    answer = browser.post(address, typed)

    assert answer.status_code == 409
    assert "Etwas ganz anderes." in answer.text
    assert "Einverstanden" in answer.text
    reservation.refresh_from_db()
    assert reservation.is_open


def test_remarks_are_filtered(framework, people):
    round = opened(framework, *people)
    remarked(round, people[0], text="Noch offen")
    browser, address = browser_of(people[0]), url("remarks", round.pk)

    assert "Noch offen" in browser.get(f"{address}?stand=offen").text
    assert "Noch offen" not in browser.get(f"{address}?stand=erledigt").text


def _cost(departments, goals, *names):
    people = [approver() for _ in range(departments)]
    framework = FrameworkFactory()
    for number in range(goals):
        goal(framework, people[number % departments].department)
    round = opened(framework, *people, scope="concerned")
    for one in people:
        reserved(round, one)
        remarked(round, one)
    GoalVersion.objects.filter(goal__framework=framework).update(wording="Changed.")
    browser = browser_of(people[0])
    counts = []
    for name in names:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url(name, round.pk)).status_code == 200
        counts.append(len(captured))
    return counts


def test_pages_of_a_round_cost_the_same_for_few_and_many():
    names = ("round", "cosign", "remarks", "synopsis")

    assert _cost(3, 20, *names) == _cost(12, 120, *names)


def test_an_answer_is_compared_by_its_department_and_those_who_read_drafts(framework, people):
    round = opened(framework, *people, scope="concerned")
    signed = answered(round, people[0])
    GoalVersion.objects.filter(lead=people[0].department).update(wording="Changed words.")

    assert "Changed words." in browser_of(people[0]).get(url("answer", signed.pk)).text
    assert browser_of(coordinator()).get(url("answer", signed.pk)).status_code == 200
    assert browser_of(people[1]).get(url("answer", signed.pk)).status_code == 404
