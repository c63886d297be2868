from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination.models import Contribution, Round
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    adopted,
    cabinet_office,
    collection,
    goal,
    opened,
    ready_to_adopt,
)
from querschnitt.framework.tests.browser import browser_of, filled, send

pytestmark = pytest.mark.django_db
TYPED = {"due_on": "30.12.2030", "instructions": "Bitte bis zur Frist."}


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


@pytest.fixture
def framework():
    return FrameworkFactory()


@pytest.fixture
def asked():
    return approver()


def test_opening_a_round_asks_all_departments_unless_some_are_unticked(framework, asked):
    other = approver()
    browser = browser_of(coordinator(department=other.department))

    answer = send(browser, url("open_round", framework.key), "open-round", **TYPED)

    opened_round = Round.objects.get()
    assert answer.url == url("round", opened_round.pk)
    assert opened_round.kind == Round.Kind.COLLECTION
    assert {one.department for one in opened_round.contributions.all()} == {
        asked.department,
        other.department,
    }
    assert "Bitte bis zur Frist." in browser.get(answer.url).text


@pytest.mark.parametrize(
    "bad",
    [
        {"due_on": ""},
        {"due_on": "31.02.2030"},
        {"due_on": "01.01.2020"},
        {"kind": "coffee"},
        {"departments": []},
        {"departments": ["unknown"]},
        {"instructions": "x" * 5001},
        {"instructions": "a\u202eb"},
    ],
)
def test_what_makes_no_sense_opens_nothing_and_stays_in_the_form(framework, asked, bad):
    browser = browser_of(coordinator(department=asked.department))

    answer = send(browser, url("open_round", framework.key), "open-round", **{**TYPED, **bad})

    assert answer.status_code == 422
    assert not Round.objects.exists()
    shown = filled(answer, "open-round")
    assert shown["instructions"] == [bad.get("instructions", TYPED["instructions"])]


def test_only_those_who_coordinate_find_the_form(framework, asked):
    browser = browser_of(asked)
    address = url("open_round", framework.key)

    page = browser.get(address)

    assert page.status_code == 403
    assert 'id="open-round"' not in page.text
    typed = {**TYPED, "kind": "collection", "departments": asked.department.key}
    token = filled(page, "/desk/abmelden/")
    assert browser.post(address, {**token, **typed}).status_code == 422
    assert not Round.objects.exists()


def test_a_round_says_who_is_missing_and_what_is_late(framework, asked):
    other = approver()
    round = collection(framework, asked, other)
    browser = browser_of(asked)

    page = browser.get(url("round", round.pk))

    assert page.status_code == 200
    assert asked.department.abbreviation in page.text
    assert url("nil_return", round.pk) in page.text
    assert browser.get(url("rounds")).status_code == 200


def test_a_round_closes_once_and_by_those_who_coordinate_alone(framework, asked):
    round = collection(framework, asked)
    address = url("close_round", round.pk)
    browser = browser_of(coordinator())
    page = browser.get(address)
    assert asked.department.abbreviation in page.text

    assert send(browser, address).url == url("round", round.pk)

    round.refresh_from_db()
    assert round.closed_on
    again = browser.post(address, filled(page))
    assert again.status_code == 422
    assert browser_of(asked).get(address).status_code == 403


def test_a_department_gives_its_nil_return_once(framework, asked):
    round = collection(framework, asked)
    browser, address = browser_of(asked), url("nil_return", round.pk)
    page = browser.get(address)

    answer = send(browser, address, "answer", remark="Wir haben keine.")

    assert answer.url == url("round", round.pk)
    again = browser.post(address, {**filled(page, "answer"), "remark": "Zweite Antwort"})
    assert again.status_code == 422
    assert "Zweite Antwort" in again.text
    assert Contribution.objects.get().remark == "Wir haben keine."


def test_contributing_shows_the_goals_and_what_keeps_them(framework, asked):
    round = collection(framework, asked)
    draft = goal(framework, asked.department, stage="draft", wording="Noch ein Entwurf.")
    browser, address = browser_of(asked), url("contribute", round.pk)

    page = browser.get(address)

    assert page.status_code == 403
    assert "Noch ein Entwurf." in page.text
    type(draft).objects.filter(pk=draft.pk).update(stage="submitted")
    assert send(browser, address, "answer").status_code == 302
    assert Contribution.objects.get().answer == "contributed"


@pytest.mark.parametrize("bad", [{"remark": "x" * 5001}, {"remark": "a\x00b"}, {"on": "morgen"}])
def test_a_bad_answer_is_kept_on_the_page_and_nowhere_else(framework, asked, bad):
    round = collection(framework, asked)

    answer = send(browser_of(asked), url("nil_return", round.pk), "answer", **bad)

    assert answer.status_code == 422
    assert Contribution.objects.get().is_pending


def test_who_was_not_asked_cannot_answer(framework, asked):
    round = collection(framework, asked)
    assert browser_of(approver()).get(url("nil_return", round.pk)).status_code == 403
    assert browser_of(editor()).get(url("contribute", round.pk)).status_code == 403


@pytest.mark.parametrize("number", [4711, 10**30])
@pytest.mark.parametrize(
    "name",
    [
        "round",
        "close_round",
        "contribute",
        "nil_return",
        "cosign",
        "settle_reservation",
        "withdraw_reservation",
        "version",
        "annul",
    ],
)
def test_what_is_not_there_is_not_found(name, number):
    assert browser_of(coordinator()).get(url(name, number)).status_code == 404


def test_an_act_of_the_other_kind_of_round_is_not_found(framework, asked):
    goal(framework)
    browser = browser_of(asked)
    assert browser.get(url("contribute", opened(framework, asked).pk)).status_code == 404
    assert browser.get(url("cosign", collection(framework, asked).pk)).status_code == 404
    assert browser.get(url("cabinet", "unknown")).status_code == 404
    assert browser.get(url("open_round", "unknown")).status_code == 404


def test_nothing_happens_by_looking(framework, asked):
    round = collection(framework, asked)
    browser = browser_of(coordinator())

    for name in ("close_round", "nil_return", "contribute"):
        browser.get(url(name, round.pk))

    round.refresh_from_db()
    assert round.is_open
    assert Contribution.objects.get().is_pending


def test_strangers_are_asked_to_sign_in(client, framework):
    for address in (url("rounds"), url("versions"), url("cabinet", framework.key)):
        assert client.get(address).url.startswith("/desk/anmelden/")


def _round_of_its_own(departments):
    framework = FrameworkFactory()
    today = timezone.localdate()
    round = Round.objects.create(
        framework=framework,
        kind="collection",
        number=1,
        opened_on=today,
        due_on=today + timedelta(days=9),
        opened_by=coordinator(),
        opened_at=timezone.now(),
    )
    Contribution.objects.bulk_create(
        Contribution(round=round, department=department) for department in departments
    )


def _queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_as_many_queries_for_three_rounds_as_for_forty(asked):
    browser = browser_of(coordinator())
    departments = [asked.department, approver().department]
    for _ in range(3):
        _round_of_its_own(departments)
    few = _queries(browser, url("rounds"))
    for _ in range(37):
        _round_of_its_own(departments)

    assert _queries(browser, url("rounds")) == few


def test_the_versions_cost_as_many_queries_for_three_as_for_forty():
    browser = browser_of(person(Role.AUDITOR))
    people, office = (approver(), approver()), cabinet_office()
    for _ in range(3):
        adopted(ready_to_adopt(*people), by=office)
    few = _queries(browser, url("versions"))
    for _ in range(37):
        adopted(ready_to_adopt(*people), by=office)

    assert _queries(browser, url("versions")) == few


def test_a_round_costs_as_many_queries_for_three_departments_as_for_forty(asked):
    browser = browser_of(coordinator())
    few, many = FrameworkFactory(), FrameworkFactory()
    people = [approver() for _ in range(40)]
    small, large = collection(few, *people[:3]), collection(many, *people)

    assert _queries(browser, url("round", small.pk)) == _queries(browser, url("round", large.pk))
