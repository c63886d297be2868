"""Deadlines as iCalendar: valid, moving with the deadline, and for their owner alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import UserFactory, approver, coordinator, editor, person
from querschnitt.coordination import operations, queries
from querschnitt.coordination.calendar_file import calendar_file
from querschnitt.coordination.models import CalendarSubscription
from querschnitt.coordination.tests.factories import DUE, FrameworkFactory, collection
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

NEW = date(2035, 5, 31)


@pytest.fixture
def asked():
    return approver()


@pytest.fixture
def round(asked):
    framework = FrameworkFactory(title="Rahmen; mit, Zeichen\\ und Länge " + "ä" * 90)
    return collection(framework, asked, instructions="Canary.")


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def path_of(token):
    return f"/kalender/{token}.ics"


def test_an_entry_is_a_day_with_an_alarm_and_a_way_back(round, asked):
    content = calendar_file(queries.due_dates(asked))

    (event,) = events(content)
    assert event.decoded("dtstart") == DUE
    assert event.decoded("dtend") == DUE + timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event.decoded("dtstamp").utcoffset() == timedelta(0)
    assert str(event["uid"]) == f"round-{round.pk}@127.0.0.1"
    assert str(event["url"]) == f"http://127.0.0.1:8000/desk/runden/{round.pk}/"
    assert round.framework.title in str(event["description"])
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-15)
    assert alarm["action"] == "DISPLAY"


def test_the_file_is_as_the_standard_wants_it(round, asked):
    content = calendar_file(queries.due_dates(asked))

    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert not [problem for event in calendar.walk() for problem in event.errors]
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no character is cut in two


def test_the_same_deadlines_give_the_same_file(round, asked):
    first = calendar_file(queries.due_dates(asked))

    assert calendar_file(queries.due_dates(asked)) == first


def test_an_extension_moves_the_entry(round, asked):
    (before,) = events(calendar_file(queries.due_dates(asked)))

    operations.extend_round(by=coordinator(), round=round, due_on=NEW, reason="Canary.")

    (after,) = events(calendar_file(queries.due_dates(asked)))
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstart") == NEW
    assert after.decoded("last-modified") >= before.decoded("last-modified")


def test_what_is_done_is_due_no_more(round, asked):
    operations.nil_return(by=asked, round=round, on=DUE)

    assert queries.due_dates(asked) == []


def test_each_sees_their_own_deadlines(round, asked):
    assert [one.key for one in queries.due_dates(editor(department=asked.department))] == [
        f"round-{round.pk}"
    ]
    assert len(queries.due_dates(coordinator())) == 1
    assert queries.due_dates(approver()) == []
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.PRESS_OFFICER):
        assert queries.due_dates(person(role)) == []


def test_an_address_answers_without_a_sign_in_and_holds_no_draft(round, asked, client):
    token = operations.create_calendar_address(by=asked)

    answer = client.get(path_of(token))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert len(events(answer.content)) == 1
    assert b"Canary" not in answer.content
    assert not answer.cookies


def test_only_the_digest_is_kept_and_the_journal_knows_no_secret(asked):
    token = operations.create_calendar_address(by=asked)

    row = CalendarSubscription.objects.get()
    assert token not in str(row.__dict__)
    assert token not in str(JournalEntry.objects.order_by("-sequence").first().__dict__)


def test_what_is_no_address_is_answered_the_same_whatever_it_is(asked, client):
    revoked = operations.create_calendar_address(by=asked)
    operations.revoke_calendar_address(by=asked)
    replaced = operations.create_calendar_address(by=asked)
    operations.create_calendar_address(by=asked)
    gone = approver()
    of_gone = operations.create_calendar_address(by=gone)
    accounts.deactivate(by=person(Role.ADMINISTRATOR), user=gone)

    answers = [client.get(path_of(one)) for one in (revoked, replaced, of_gone, "x", "x" * 300)]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert client.post(path_of(replaced)).status_code == 405


def test_an_end_needs_a_beginning(asked):
    with pytest.raises(Refused, match="no-calendar-address"):
        operations.revoke_calendar_address(by=asked)

    operations.create_calendar_address(by=asked)
    operations.revoke_calendar_address(by=asked)
    with pytest.raises(Refused, match="no-calendar-address"):
        operations.revoke_calendar_address(by=asked)


def test_it_costs_as_many_queries_for_many_rounds(asked, django_assert_num_queries):
    collection(FrameworkFactory(), asked)
    with django_assert_num_queries(5):
        queries.due_dates(asked)
    for _number in range(8):
        collection(FrameworkFactory(), asked)

    with django_assert_num_queries(5):
        assert len(queries.due_dates(asked)) == 9


def test_no_absence_hides_what_is_due(round, asked):
    UserFactory._meta.model.objects.filter(pk=asked.pk).update(absent_from=timezone.localdate())

    assert len(queries.due_dates(asked)) == 1
