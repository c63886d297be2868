"""What only the pages of deadlines do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.accounts.tests.shown_forms import submit
from querschnitt.coordination import deadlines
from querschnitt.coordination.models import CalendarSubscription, DeadlineRule, Round
from querschnitt.coordination.tests.factories import DUE, FrameworkFactory, collection, goal
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return approver()


@pytest.fixture
def round(asked):
    return collection(FrameworkFactory(), asked)


@pytest.fixture
def coordinating():
    return browser_of(coordinator())


def test_my_deadlines_lead_to_where_they_are_met(round, asked):
    page = browser_of(asked).get("/desk/fristen/")

    assert page.status_code == 200
    assert f"/desk/runden/{round.pk}/" in page.text


def test_a_month_shows_its_holidays_and_what_is_due(round, asked, settings):
    settings.LAND = "ST"
    browser = browser_of(asked)

    may, october = (browser.get(f"/desk/fristen/?monat={name}") for name in ("2022-05", "2022-10"))

    assert "Christi Himmelfahrt" in may.text
    assert may.text.count(f"/desk/runden/{round.pk}/") == 2
    assert "Reformationstag" in october.text
    assert october.text.count(f"/desk/runden/{round.pk}/") == 1


@pytest.mark.parametrize(
    "told", ["", "2026-13", "0000-00", "9999-12", "2026-1", "abcdefg", "2026-02-30", "-026-01"]
)
def test_a_month_that_is_none_is_this_one(asked, told):
    page = browser_of(asked).get("/desk/fristen/", {"monat": told})

    assert page.status_code == 200
    assert page.context["month"].first == timezone.localdate().replace(day=1)


def test_the_page_costs_as_many_queries_for_many_rounds(asked):
    browser = browser_of(asked)
    counts = []
    for more in (1, 6):
        for _number in range(more):
            collection(FrameworkFactory(), asked)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get("/desk/fristen/")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_a_rule_is_set_on_its_page_and_what_was_typed_is_kept(coordinating):
    page = coordinating.get("/desk/fristen/regeln/collection/")

    refused = submit(coordinating, page, "act", days="20", remind_before="bald")
    assert refused.status_code == 422
    assert 'value="bald"' in refused.text
    done = submit(coordinating, refused, "act", remind_before="7, 2", remind_after="")

    assert done.status_code == 302
    rule = DeadlineRule.objects.get()
    assert (rule.days, rule.remind_before, rule.remind_after) == (20, [7, 2], [])


@pytest.mark.parametrize("kind", ["lunch", "x" * 50])
def test_there_are_no_other_rules(coordinating, kind):
    assert coordinating.get(f"/desk/fristen/regeln/{kind}/").status_code == 404


def test_opening_a_round_proposes_the_deadline_of_the_rule_with_its_reason(coordinating, settings):
    settings.LAND = "ST"
    framework = FrameworkFactory()
    usual = deadlines.deadline(deadlines.USUAL["collection"], timezone.localdate(), "ST")

    page = coordinating.get(f"/desk/runden/{framework.key}/neu/?art=collection")

    assert f'value="{usual.due_on:%d.%m.%Y}"' in page.text
    assert usual.reason in page.text


def test_a_short_deadline_is_refused_with_the_rule_and_nothing_is_lost(coordinating, asked):
    framework = FrameworkFactory()
    page = coordinating.get(f"/desk/runden/{framework.key}/neu/?art=collection")
    soon = deadlines.working_days_after(timezone.localdate(), 4, "")

    refused = submit(
        coordinating, page, "open-round", due_on=f"{soon:%d.%m.%Y}", instructions="Bitte."
    )
    assert refused.status_code == 422
    assert "Bitte." in refused.text
    done = submit(coordinating, refused, "open-round", urgency_reason="Sitzung verlegt.")

    assert done.status_code == 302
    assert Round.objects.get().urgency_reason == "Sitzung verlegt."
    told = browser_of(asked).get(f"/desk/runden/{Round.objects.get().pk}/")
    assert "Sitzung verlegt." in told.text


def test_an_extension_keeps_what_was_typed_and_shows_on_the_round(coordinating, round):
    page = coordinating.get(f"/desk/runden/{round.pk}/frist/")

    refused = submit(coordinating, page, "act", due_on="16.05.2022", reason="Ferien.")
    assert refused.status_code == 422
    assert "Ferien." in refused.text
    done = submit(coordinating, refused, "act", due_on="31.05.2035")

    assert done.status_code == 302
    shown = coordinating.get(f"/desk/runden/{round.pk}/").text
    assert "Ferien." in shown
    round.refresh_from_db()
    assert (DUE, round.due_on) == (date(2022, 5, 16), date(2035, 5, 31))


def test_a_calendar_address_is_shown_once_and_can_be_ended(asked):
    browser = browser_of(asked)
    page = browser.get("/desk/fristen/kalender/")

    shown = submit(browser, page, "calendar")

    address = shown.context["address"]
    assert address.startswith("http://127.0.0.1:8000/kalender/")
    assert address in shown.text
    assert address not in browser.get("/desk/fristen/kalender/").text
    end = browser.get("/desk/fristen/kalender/beenden/")
    assert submit(browser, end, "act").status_code == 302
    assert not CalendarSubscription.objects.filter(revoked_at=None).exists()


def test_the_file_is_downloaded_by_who_has_signed_in(asked, round, client):
    answer = browser_of(asked).get("/desk/fristen.ics")

    assert answer["Content-Disposition"] == 'attachment; filename="fristen.ics"'
    assert b"BEGIN:VEVENT" in answer.content
    assert client.get("/desk/fristen.ics").status_code == 302


def test_home_says_how_far_away_a_deadline_is(asked, round):
    page = browser_of(asked).get("/desk/")

    overdue = deadlines.distance(DUE, timezone.localdate(), "")
    assert overdue in page.text


def test_home_names_departments_without_anybody(coordinating, asked, round):
    assert asked.department.name not in coordinating.get("/desk/").text

    type(asked).objects.filter(pk=asked.pk).update(is_active=False)

    assert asked.department.name in coordinating.get("/desk/").text


def test_a_short_deadline_can_be_given_its_reason_where_points_are_chosen(coordinating, asked):
    framework = FrameworkFactory()
    goal(framework)
    page = coordinating.get(f"/desk/runden/{framework.key}/neu/?art=co_signature")
    soon = deadlines.working_days_after(timezone.localdate(), 4, "")
    points = submit(
        coordinating,
        page,
        "open-round",
        due_on=f"{soon:%d.%m.%Y}",
        scope="points",
        departments=[asked.department.key],
    )
    chosen = {"points": f"{asked.department.key}|general"}

    refused = submit(coordinating, points, "choose-points", **chosen)
    assert refused.status_code == 422
    done = submit(coordinating, refused, "choose-points", urgency_reason="Eilt.", **chosen)

    assert done.status_code == 302
    assert Round.objects.get().urgency_reason == "Eilt."
