from datetime import date, timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts import operations, queries
from querschnitt.accounts.models import JournalEntry, Role, User
from querschnitt.accounts.tests.factories import UserFactory, approver, editor, person
from querschnitt.accounts.tests.shown_forms import submit
from querschnitt.lib.refusal import Refused

TODAY = timezone.localdate()
WEEK = timedelta(days=7)


@pytest.fixture
def one(db):
    return approver()


def note(user, **fields):
    told = {"by": user, "absent_from": TODAY, "absent_until": TODAY + WEEK}
    return operations.note_absence(user=user, **{**told, **fields})


def test_a_person_enters_their_own_absence(one):
    other = editor(department=one.department)

    note(one, substitute=other)

    one.refresh_from_db()
    assert (one.absent_from, one.absent_until) == (TODAY, TODAY + WEEK)
    assert one.substitute == other
    entry = JournalEntry.objects.get(act="accounts.absence_noted")
    assert entry.facts["substitute"] == other.name


def test_it_is_ended_by_entering_nothing(one):
    note(one)
    operations.note_absence(by=one, user=one)

    assert User.objects.get(pk=one.pk).absent_from is None
    with pytest.raises(Refused, match="nothing-changed"):
        operations.note_absence(by=one, user=one)


def test_an_administrator_enters_it_for_others_and_nobody_else_does(one, administrator):
    note(one, by=administrator)

    for role in Role:
        if role != Role.ADMINISTRATOR:
            with pytest.raises(Refused, match="not-own-absence"):
                note(one, by=person(role), absent_until=None)


@pytest.mark.parametrize(
    "fields",
    [
        {"absent_from": None},
        {"absent_until": TODAY - WEEK},
    ],
)
def test_days_that_make_no_sense_are_refused(one, fields):
    with pytest.raises(Refused, match="absence"):
        note(one, **fields)


def test_only_somebody_of_the_same_house_and_side_stands_in(one):
    stranger, gone = editor(), editor(department=one.department, is_active=False)
    officer = UserFactory(role=Role.COORDINATOR, department=one.department)
    for substitute in (stranger, gone, officer, one):
        with pytest.raises(Refused, match="not-a-substitute"):
            note(one, substitute=substitute)
    coordinators = [person(Role.COORDINATOR) for _number in range(2)]

    assert note(coordinators[0], substitute=coordinators[1]).substitute == coordinators[1]


def test_who_is_told_of_what_waits_for_a_department(one):
    department = one.department
    assert queries.recipients_of(department) == [one]

    first, second = editor(department=department), editor(department=department)
    note(one, substitute=second)
    assert queries.recipients_of(department) == [second]
    assert queries.stands_in_for(second) == [User.objects.get(pk=one.pk)]

    note(second, absent_until=None)
    assert queries.recipients_of(department) == [first]

    operations.deactivate(by=person(Role.ADMINISTRATOR), user=first)
    assert queries.recipients_of(department) == []


@pytest.mark.parametrize(
    ("first", "last", "is_absent"),
    [
        (TODAY, TODAY, True),
        (TODAY, None, True),
        (TODAY - WEEK, TODAY, True),
        (TODAY - WEEK, TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_both_days_count(one, first, last, is_absent):
    note(one, absent_from=first, absent_until=last)

    assert bool(queries.recipients_of(one.department)) != is_absent


def test_for_many_departments_it_costs_one_query(db, django_assert_num_queries):
    people = [approver() for _number in range(5)]

    with django_assert_num_queries(1):
        found = queries.recipients_by_department([one.department_id for one in people])

    assert found == {one.department_id: [one] for one in people}


def test_the_page_keeps_what_was_typed_and_offers_colleagues_alone(one, signed_in):
    colleague, stranger = editor(department=one.department), editor()
    browser = signed_in(one)
    page = browser.get("/desk/konto/abwesenheit/")
    assert colleague.name in page.text
    assert stranger.name not in page.text

    refused = submit(browser, page, "act", absent_from="01.05.2030", absent_until="30.04.2030")
    assert refused.status_code == 422
    assert "01.05.2030" in refused.text
    done = submit(browser, refused, "act", absent_until="02.05.2030", substitute=str(colleague.pk))

    assert done.status_code == 302
    assert User.objects.get(pk=one.pk).absent_until == date(2030, 5, 2)
    assert colleague.name in browser.get("/desk/konto/").text
