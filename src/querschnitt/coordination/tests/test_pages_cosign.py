import re

import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination.models import CoSignature, Reservation
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    adopted,
    answered,
    closed,
    goal,
    opened,
    reserved,
)
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries import digest_of_draft
from querschnitt.framework.tests.browser import browser_of, filled, send

pytestmark = pytest.mark.django_db
CANARY = "Kanarienvogel in der Antwort"
AGREED = {"answer": "agreed", "reservation_kind": ""}


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


@pytest.fixture
def asked():
    return approver()


@pytest.fixture
def round(asked):
    framework = FrameworkFactory()
    goal(framework, wording="Wir stärken die Partnerschaften.")
    return opened(framework, asked)


def change_text(round, wording="Wir stärken sie sehr."):
    GoalVersion.objects.filter(goal__framework=round.framework).update(wording=wording)


def test_the_page_shows_the_text_whose_digest_it_signs(round, asked):
    page = browser_of(asked).get(url("cosign", round.pk))

    assert "Wir stärken die Partnerschaften." in page.text
    assert "What we want." in page.text
    assert filled(page, "cosign")["seen_digest"] == [digest_of_draft(round.framework)]


def test_an_answer_is_recorded_under_the_text_that_was_shown(round, asked):
    browser = browser_of(asked)

    answer = send(browser, url("cosign", round.pk), "cosign", **AGREED)

    assert answer.url == url("round", round.pk)
    assert CoSignature.objects.get().subject_digest == digest_of_draft(round.framework)
    assert 'data-kept="cosign"' in browser.get(answer.url).text


def test_a_text_that_changed_meanwhile_is_shown_and_nothing_typed_is_lost(round, asked):
    browser, address = browser_of(asked), url("cosign", round.pk)
    typed = {**filled(browser.get(address), "cosign"), **AGREED, "remarks": "Sorgfältig getippt"}
    change_text(round)

    answer = browser.post(address, typed)

    assert answer.status_code == 409
    assert "Wir stärken sie sehr." in answer.text
    kept = filled(answer, "cosign")
    assert (kept["remarks"], kept["answer"]) == (["Sorgfältig getippt"], ["agreed"])
    assert CoSignature.objects.get().is_pending
    assert browser.post(address, kept).status_code == 302
    assert CoSignature.objects.get().subject_digest == digest_of_draft(round.framework)


def test_an_outdated_answer_is_named_and_another_can_be_given(round, asked):
    answered(round, asked)
    change_text(round)
    browser, address = browser_of(asked), url("cosign", round.pk)

    assert "kern-badge--danger" in browser.get(url("round", round.pk)).text
    assert send(browser, address, "cosign", **AGREED).status_code == 302

    assert CoSignature.objects.count() == 2


def test_a_second_answer_is_refused_with_its_sentence(round, asked):
    browser, address = browser_of(asked), url("cosign", round.pk)
    first = filled(browser.get(address), "cosign")
    browser.post(address, {**first, **AGREED})

    second = {"answer": "objection", "reservation_text": "Doch nicht"}
    again = browser.post(address, {**first, **second})

    assert again.status_code == 422
    assert "Doch nicht" in again.text
    assert CoSignature.objects.get().answer == "agreed"
    assert 'id="cosign"' not in browser.get(address).text


@pytest.mark.parametrize(
    "bad",
    [
        {"answer": ""},
        {"answer": "pending"},
        {"answer": "agreed_with_remarks", "remarks": " "},
        {"answer": "reservation", "reservation_text": ""},
        {"answer": "reservation", "reservation_text": "Zu teuer", "reservation_kind": ""},
        {"answer": "reservation", "reservation_text": "x", "reservation_kind": "objection"},
        {"answer": "objection", "reservation_text": ""},
        {"answer": "agreed", "reservation_text": "Doch etwas"},
        {"answer": "agreed_with_remarks", "remarks": "x" * 5001},
        {"answer": "agreed_with_remarks", "remarks": "a\x07b"},
        {"answer": "agreed", "seen_digest": ""},
        {"answer": "agreed", "on": "01.01.2099"},
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(round, asked, bad):
    answer = send(browser_of(asked), url("cosign", round.pk), "cosign", **{**AGREED, **bad})

    assert answer.status_code == 422
    assert filled(answer, "cosign")["remarks"] == [bad.get("remarks", "")]
    assert CoSignature.objects.get().is_pending


def test_a_digest_of_nothing_is_stale(round, asked):
    wrong = {**AGREED, "seen_digest": "0" * 64}
    assert send(browser_of(asked), url("cosign", round.pk), "cosign", **wrong).status_code == 409


def test_a_reservation_is_raised_and_settled_in_the_browser(round, asked):
    raised = {"answer": "reservation", "reservation_kind": "budget", "reservation_text": "Teuer"}
    send(browser_of(asked), url("cosign", round.pk), "cosign", **raised)
    reservation = Reservation.objects.get()
    browser, address = browser_of(coordinator()), url("settle_reservation", reservation.pk)
    page = browser.get(address)
    assert "Teuer" in page.text

    assert send(browser, address, "settle", settlement=" ").status_code == 422
    assert send(browser, address, "settle", settlement="x" * 5001).status_code == 422
    assert send(browser, address, "settle", settlement="Im Rahmen des Haushalts").status_code == 302
    department, own = browser_of(asked), url("confirm_settlement", reservation.pk)
    assert "Im Rahmen des Haushalts" in department.get(own).text
    assert send(department, own, "confirm", settlement="Einverstanden").status_code == 302

    reservation.refresh_from_db()
    assert reservation.state == "settled"
    told = department.get(url("reservation", reservation.pk)).text
    assert "Im Rahmen des Haushalts" in told
    assert "Einverstanden" in told
    again = browser.post(address, {**filled(page, "settle"), "settlement": "Noch einmal"})
    assert again.status_code == 422
    assert "Noch einmal" in again.text


def test_a_reservation_is_withdrawn_by_its_department_alone(round, asked):
    reservation = reserved(round, asked)
    address = url("withdraw_reservation", reservation.pk)

    assert browser_of(coordinator()).get(address).status_code == 403
    assert browser_of(approver()).get(address).status_code == 404
    assert send(browser_of(asked), address, "withdraw").status_code == 302

    reservation.refresh_from_db()
    assert reservation.state == "withdrawn"


def _pages(round, version=None):
    yield url("rounds")
    yield url("round", round.pk)
    yield url("cosign", round.pk)
    yield url("cabinet", round.framework.key)
    yield url("versions")
    if version:
        yield url("version", version.pk)


def test_remarks_and_reservations_stay_with_who_may_read_them(round, asked):
    reservation = reserved(round, asked, text=CANARY, remarks=f"{CANARY} am Rand")
    readers = [coordinator(), person(Role.AUDITOR), editor(department=asked.department)]
    others = [approver(), editor(), person(Role.PRESS_OFFICER), person(Role.ADMINISTRATOR)]
    acts = [url(f"{act}_reservation", reservation.pk) for act in ("settle", "withdraw")]

    def check(version=None):
        for other in others:
            browser = browser_of(other)
            for address in _pages(round, version):
                assert CANARY not in browser.get(address).text, address
            assert [browser.get(act).status_code for act in acts] == [404, 404]
        for reader in readers:
            assert CANARY in browser_of(reader).get(url("round", round.pk)).text

    check()
    closed(round)
    version = adopted(round.framework, reason_for_open_reservations="Es eilt.")
    check(version)
    assert CANARY in browser_of(readers[0]).get(url("version", version.pk)).text


def test_what_is_typed_is_shown_as_text_and_never_as_markup(round, asked):
    evil = "<script>alert(1)</script>"
    reserved(round, asked, text=evil)

    page = browser_of(asked).get(url("round", round.pk))

    assert evil not in page.text
    assert re.search(r"&lt;script&gt;", page.text)
