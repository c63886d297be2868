"""Reminders of agreements that run out: each once, on its day, to those whom it concerns."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of
from querschnitt.outbox.models import Message
from querschnitt.relations import operations
from querschnitt.relations.models import Agreement
from querschnitt.relations.renewal import reminder_day
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def clock(monkeypatch):
    def set_to(day):
        moment = datetime(day.year, day.month, day.day, 0, 5, tzinfo=BERLIN)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(date(2026, 1, 1))
    return set_to


def an_agreement(*, department="", **values):
    told = {"kind": "joint_declaration", **values}
    return an_entry("agreements", title="Erklärung", values=told, department=department)


def mails():
    return sorted(Message.objects.values_list("to", flat=True))


def revised(entry, by, **values):
    told = said_of(entry)
    told = {**told, "values": {**told["values"], **values}}
    return operations.revise_entry(by=by, entry=entry, said=told, seen=entry.number)


@pytest.mark.parametrize(
    ("runs_until", "remind_on", "day"),
    [
        ("2026-12-31", None, date(2026, 7, 4)),
        ("2026-12", None, date(2026, 6, 4)),
        ("2026", None, date(2025, 7, 5)),
        ("2026-12-31", date(2026, 11, 1), date(2026, 11, 1)),
        ("", date(2026, 11, 1), date(2026, 11, 1)),
        ("", None, None),
    ],
)
def test_the_day_is_the_one_that_was_set_or_lies_before_the_earliest_end(
    runs_until, remind_on, day
):
    assert reminder_day(runs_until, remind_on) == day


def test_a_department_is_reminded_on_the_day_and_once(approver, clock):
    an_agreement(department=approver.department.key, runs_until="2026-12-31")

    for day, count in ((date(2026, 7, 3), 0), (date(2026, 7, 4), 1), (date(2026, 9, 1), 1)):
        clock(day)
        operations.remind_of_renewals()
        assert mails().count(approver.email) == count


def test_it_is_reminded_again_of_another_end_and_of_another_day(coordinator, clock):
    entry = an_agreement(runs_until="2026-12-31")
    clock(date(2026, 7, 4))
    assert operations.remind_of_renewals() == 1

    entry = revised(entry, coordinator, runs_until="2026-12-01")
    assert operations.remind_of_renewals() == 1
    revised(entry, coordinator, remind_on="2026-10-01")
    assert operations.remind_of_renewals() == 0
    clock(date(2026, 10, 1))
    assert operations.remind_of_renewals() == 1
    assert operations.remind_of_renewals() == 0


def test_where_no_department_answers_the_coordinators_are_told(coordinator, clock):
    an_agreement(runs_until="2026-02-01")

    operations.remind_of_renewals()

    assert mails() == [coordinator.email]


def test_the_mail_names_an_address_and_no_text(coordinator, clock):
    entry = an_agreement(runs_until="2026-02-01")

    operations.remind_of_renewals()

    body = Message.objects.get().body
    assert f"/desk/beziehungen/vereinbarungen/{entry.key}/" in body
    assert "Erklärung" not in body + Message.objects.get().subject


def test_nobody_is_reminded_of_what_is_over_removed_or_endless(coordinator, clock):
    an_agreement(runs_until="2025-12-31")
    an_agreement()
    removed = an_agreement(runs_until="2026-02-01")
    operations.remove_entry(by=coordinator, entry=removed, reason="Doppelt")

    assert operations.remind_of_renewals() == 0
    assert not mails()


def test_the_page_of_an_agreement_says_when_and_whether(coordinator, clock):
    entry = an_agreement(runs_until="2026-12-31")
    browser, url = browser_of(coordinator), f"/desk/beziehungen/vereinbarungen/{entry.key}/"
    assert "04.07.2026" in browser.get(url).content.decode()

    clock(date(2026, 7, 4))
    operations.remind_of_renewals()

    assert Agreement.objects.get().reminded_at
    page = browser_of(people.coordinator(department=None)).get(url).content.decode()
    assert "wurde erinnert" in page
