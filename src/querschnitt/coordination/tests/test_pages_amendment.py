"""The pages about amending an adopted framework, in a browser's eyes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination.models import Round
from querschnitt.coordination.tests.amending import adopted_framework
from querschnitt.framework import operations as framework_operations
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db

SECRET = "Noch geheim: wir verdoppeln."


@pytest.fixture
def amended():
    return adopted_framework()


def url(amended, act=""):
    return f"/desk/rahmen/{amended.framework.key}/fortschreibung/{act}"


def said(response):
    return response.content.decode()


def test_the_coordinator_opens_an_amendment_of_chosen_goals(amended):
    browser = browser_of(coordinator())
    form = {"goals": [amended.own.reference], "reason": "Die Lage ist anders."}

    answer = browser.post(url(amended, "eroeffnen/"), form)

    assert answer.headers["Location"] == url(amended)
    opened = amended.framework.amendments.get()
    assert [*opened.goals.all()] == [amended.own]
    assert "Die Lage ist anders." in said(browser.get(url(amended)))


def test_sending_it_twice_opens_one(amended):
    browser, form = browser_of(coordinator()), {"reason": "Die Lage ist anders."}
    browser.post(url(amended, "eroeffnen/"), form)

    answer = browser.post(url(amended, "eroeffnen/"), form)

    assert answer.status_code == 302
    assert amended.framework.amendments.count() == 1


def test_without_a_reason_everything_typed_is_kept(amended):
    form = {"goals": [amended.own.reference], "reason": ""}

    answer = browser_of(coordinator()).post(url(amended, "eroeffnen/"), form)

    assert answer.status_code == 422
    assert f'value="{amended.own.reference}" checked' in " ".join(said(answer).split()) or (
        "checked" in said(answer)
    )


def test_who_may_not_open_one_reads_why(amended):
    answer = browser_of(approver()).get(url(amended, "eroeffnen/"))

    assert answer.status_code == 403
    assert "<textarea" not in said(answer)


def test_the_page_shows_word_by_word_what_changes(amended):
    amended.open(amended.own, amended.third)
    amended.change(amended.own, "We do far more.")
    amended.drop(amended.third)

    page = said(browser_of(approver()).get(url(amended)))

    assert "<del>" in page
    assert "far more." in page
    assert amended.third.reference in page


def test_a_draft_of_the_amendment_stays_with_its_department(amended):
    amended.open(amended.own)
    writer = editor(department=amended.own.contributed_by)
    framework_operations.revise_goal(by=writer, goal=amended.own, seen=1, wording=SECRET)
    addresses = [
        url(amended),
        f"/desk/rahmen/{amended.framework.key}/",
        f"/desk/rahmen/{amended.framework.key}/ziele/{amended.own.reference}/",
        f"/desk/kabinett/{amended.framework.key}/",
        "/desk/",
    ]

    for reader in (approver(), person(Role.CABINET_OFFICE), person(Role.PRESS_OFFICER)):
        browser = browser_of(reader)
        for address in addresses:
            answer = browser.get(address)
            assert SECRET not in said(answer), address
            assert answer.status_code == 200, address
    own = said(browser_of(writer).get(addresses[2]))
    assert SECRET in own
    assert SECRET in said(browser_of(coordinator()).get(addresses[2]))


def test_others_read_the_wording_in_force_while_a_draft_is_written(amended):
    amended.open(amended.own)
    writer = editor(department=amended.own.contributed_by)
    framework_operations.revise_goal(by=writer, goal=amended.own, seen=1, wording=SECRET)

    page = said(
        browser_of(approver()).get(
            f"/desk/rahmen/{amended.framework.key}/ziele/{amended.own.reference}/"
        )
    )

    assert "We do own." in page


def test_the_frameworks_page_says_that_an_amendment_is_under_way(amended):
    amended.open(amended.own)
    amended.change(amended.own)

    page = said(browser_of(approver()).get(f"/desk/rahmen/{amended.framework.key}/"))

    assert "Die Lage hat sich geändert." in page
    assert url(amended) in page


def test_the_form_of_a_round_proposes_those_concerned(amended):
    amended.open(amended.own)
    amended.change(amended.own)

    page = browser_of(coordinator()).get(
        f"/desk/runden/{amended.framework.key}/neu/?art=co_signature"
    )

    form = page.context["form"]
    assert form.initial["departments"] == [amended.own.contributed_by.key]
    assert form.initial["scope"] == "points"


def test_the_departments_read_what_changes_before_they_sign(amended):
    amended.open(amended.own)
    amended.change(amended.own, "We do far more.")
    from querschnitt.coordination.tests.test_amend import a_round

    round = a_round(amended)

    page = said(browser_of(amended.person("own")).get(f"/desk/mitzeichnung/{round.pk}/"))

    assert "Die Lage hat sich geändert." in page
    assert "<del>" in page


def test_it_is_extended_and_given_up(amended):
    amended.open(amended.own)
    browser = browser_of(coordinator())

    browser.post(
        url(amended, "erweitern/"), {"goals": [amended.other.reference], "reason": "Auch das."}
    )
    answer = browser.post(url(amended, "aufgeben/"), {"reason": "Doch nicht."})

    assert answer.status_code == 302
    given_up = amended.framework.amendments.get()
    assert (given_up.state, given_up.reason) == ("given_up", "Auch das.")
    assert given_up.goals.count() == 2
    assert "Doch nicht." in said(browser.get(url(amended)))


def test_without_an_amendment_there_is_nothing_to_extend_or_give_up(amended):
    browser = browser_of(coordinator())

    assert browser.get(url(amended, "erweitern/")).status_code == 404
    assert browser.get(url(amended, "aufgeben/")).status_code == 404


def test_a_change_is_given_up_from_the_goals_page(amended):
    amended.open(amended.own)
    amended.change(amended.own)
    browser = browser_of(coordinator())
    goal = f"/desk/rahmen/{amended.framework.key}/ziele/{amended.own.reference}/"
    assert f"{goal}aenderung-verwerfen/" in said(browser.get(goal))

    browser.post(f"{goal}aenderung-verwerfen/", {"reason": "Doch nicht."})

    assert amended.own.versions.get(number=2).stage == "set_aside"


def test_the_pages_cost_the_same_however_much_changes(amended):
    amended.open(amended.own, amended.other, amended.third)
    amended.change(amended.own)
    browser = browser_of(coordinator())
    addresses = [url(amended), f"/desk/rahmen/{amended.framework.key}/"]
    counts = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as few:
            browser.get(address)
        counts[address] = len(few)
    amended.change(amended.other)
    amended.drop(amended.third)
    for _each in range(3):
        amended.add(amended.own.contributed_by)

    for address in addresses:
        with CaptureQueriesContext(connection) as many:
            browser.get(address)
        assert len(many) == counts[address], address


def test_the_round_is_of_the_amendment(amended):
    amended.open(amended.own)
    amended.change(amended.own)
    from querschnitt.coordination.tests.test_amend import a_round

    round = a_round(amended)

    page = said(browser_of(coordinator()).get(f"/desk/runden/{round.pk}/"))

    assert url(amended) in page
    assert Round.objects.filter(amendment__number=1).get() == round
