from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, person
from querschnitt.framework.models import LegislativeTerm
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.publication import operations
from querschnitt.publication.forms import PublishForm
from querschnitt.publication.models import Edition
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db
NOW = {"when": "now"}


def url(name, *args):
    return reverse(f"publication:{name}", args=args)


@pytest.fixture
def browser(press_officer):
    return browser_of(press_officer)


@pytest.fixture
def edition(version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)


def test_an_adopted_version_is_offered_and_published(browser, version):
    address = url("publish", version.pk)
    assert address in browser.get(url("editions")).text

    answer = send(browser, address, **NOW, change_note="Erste Ausgabe")

    edition = Edition.objects.get()
    assert answer.url == url("edition", edition.pk)
    page = browser.get(answer.url).text
    assert edition.digest in page
    assert "Erste Ausgabe" in page
    assert f"/dokumente/2022-{edition.number}.json" in page
    assert f"/de/2022/{edition.number}/" in page
    assert address not in browser.get(url("editions")).text
    assert browser.get(address).status_code == 403


def test_an_edition_waits_for_an_hour_in_germany(browser, version):
    day = timezone.localdate() + timedelta(days=400)
    typed = {"when": "at", "day": f"{day:%d.%m.%Y}", "hour": "10:30"}

    send(browser, url("publish", version.pk), **typed)

    moment = Edition.objects.get().public_from
    expected = datetime(day.year, day.month, day.day, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert moment == expected
    assert "10:30" in browser.get(url("editions")).text


def test_an_event_releases_an_edition(browser, version):
    send(browser, url("publish", version.pk), when="event", awaiting="die Rede hat begonnen")
    edition = Edition.objects.get()
    assert edition.public_from is None
    assert "die Rede hat begonnen" in browser.get(url("edition", edition.pk)).text
    address = url("release", edition.pk)
    page = browser.get(address)

    assert send(browser, address).url == url("edition", edition.pk)

    edition.refresh_from_db()
    assert edition.public_from <= timezone.now()
    assert browser.post(address, filled(page)).status_code == 422


@pytest.mark.parametrize(
    "bad",
    [
        {"when": ""},
        {"when": "soon"},
        {"when": "at"},
        {"when": "at", "day": "01.01.2030", "hour": "25:00"},
        {"when": "at", "day": "01.01.2020", "hour": "10:00"},
        {"when": "event"},
        {"when": "event", "awaiting": "x" * 201},
        {"when": "now", "change_note": "x" * 2001},
        {"when": "now", "change_note": "a\x07b"},
        {"when": "at", "day": "28.03.2027", "hour": "02:30"},
        {"when": "at", "day": "31.10.2027", "hour": "02:30"},
    ],
)
def test_what_makes_no_sense_publishes_nothing_and_is_kept(browser, version, bad):
    typed = {"change_note": "Mühsam getippt", **bad}

    answer = send(browser, url("publish", version.pk), **typed)

    assert answer.status_code == 422
    assert not Edition.objects.exists()
    assert filled(answer)["change_note"] == [typed["change_note"]]


@pytest.mark.parametrize(
    ("day", "hour", "is_possible"),
    [
        ("28.03.2027", "01:59", True),
        ("28.03.2027", "02:00", False),
        ("28.03.2027", "02:59", False),
        ("28.03.2027", "03:00", True),
        ("31.10.2027", "01:59", True),
        ("31.10.2027", "02:00", False),
        ("31.10.2027", "02:59", False),
        ("31.10.2027", "03:00", True),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_refused(day, hour, is_possible):
    form = PublishForm({"when": "at", "day": day, "hour": hour})
    assert form.is_valid() is is_possible
    assert is_possible or form.has_error("hour", "no-such-hour")


def test_a_withdrawal_gives_its_reason_and_happens_once(browser, edition):
    address = url("withdraw", edition.pk)
    page = browser.get(address)
    assert send(browser, address, reason="  ").status_code == 422
    assert send(browser, address, reason="x" * 2001).status_code == 422

    assert send(browser, address, reason="Falsche Fassung").status_code == 302

    edition.refresh_from_db()
    assert edition.withdrawal_reason == "Falsche Fassung"
    shown = browser.get(url("edition", edition.pk)).text
    assert "Falsche Fassung" in shown
    assert "/dokumente/" not in shown
    again = browser.post(address, {**filled(page), "reason": "Noch einmal"})
    assert again.status_code == 422
    assert "Noch einmal" in again.text


def test_others_read_editions_and_why_they_cannot_act(version, edition):
    browser = browser_of(approver())
    assert browser.get(url("editions")).status_code == 200
    assert browser.get(url("edition", edition.pk)).status_code == 200
    for name, pk in [
        ("withdraw", edition.pk),
        ("release", edition.pk),
        ("publish", version.pk),
        ("correct_editorially", version.pk),
    ]:
        page = browser.get(url(name, pk))
        assert page.status_code == 403, name
        assert 'id="act"' not in page.text


def test_a_demonstration_never_becomes_public(browser):
    version = factories.adopted_framework("2099", 9, is_demonstration=True)
    assert "Demonstration</span>" in browser.get(url("editions")).text
    assert browser.get(url("publish", version.pk)).status_code == 403


def test_goals_known_from_elsewhere_are_published(browser, version):
    address = url("publish_reported_goals", version.framework.key)
    assert browser.get(address).status_code == 403
    factories.goal(version.framework, "R1", stage="reported", wording="Berichtet.")
    assert address in browser.get(url("editions")).text

    assert send(browser, address, **NOW).status_code == 302

    assert Edition.objects.get().document.kind == "reported_goals"
    assert browser.get(address).status_code == 403


def test_a_term_is_closed_once_by_those_who_coordinate(edition):
    address = url("close_term", 8)
    assert browser_of(factories.press_officer()).get(address).status_code == 403
    browser = browser_of(coordinator())
    page = browser.get(address)
    assert send(browser, address, on="01.01.2099").status_code == 422

    assert send(browser, address).status_code == 302

    assert LegislativeTerm.objects.get(number=8).is_closed
    assert Edition.objects.count() == 2
    assert browser.post(address, filled(page)).status_code == 422
    assert browser.get(url("close_term", 99)).status_code == 404


@pytest.mark.parametrize("number", [4711, 10**30])
@pytest.mark.parametrize(
    "name", ["edition", "release", "withdraw", "publish", "correct_editorially"]
)
def test_what_is_not_there_is_not_found(browser, name, number):
    assert browser.get(url(name, number)).status_code == 404
    assert browser.get(url("publish_reported_goals", "unknown")).status_code == 404


def test_the_list_costs_as_many_queries_for_three_editions_as_for_forty(version, edition):
    browser = browser_of(person(Role.AUDITOR))

    def add(count):
        last = Edition.objects.order_by("-sequence").first()
        for step in range(1, count + 1):
            Edition.objects.create(
                sequence=last.sequence + step,
                document=last.document,
                number=last.number + step,
                framework_version=version,
                content=last.content,
                content_digest=last.content_digest,
                published_by=factories.press_officer(),
                published_at=timezone.now(),
                previous_digest=last.digest,
                digest=f"{last.sequence + step:064d}",
                public_from=timezone.now(),
            )

    def queries():
        browser.get(url("editions"))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url("editions")).status_code == 200
        return len(asked)

    add(2)
    few = queries()
    add(37)
    assert queries() == few
