import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts import operations
from querschnitt.accounts.models import DepartmentSuccession, JournalEntry, Role
from querschnitt.accounts.succession import former_departments, heirs
from querschnitt.accounts.tests.factories import DepartmentFactory, person
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def record(department, successor, by=None, since="2021"):
    by = by or person(Role.COORDINATOR)
    return operations.record_succession(
        by=by, department=department, successor=successor, since=since
    )


@pytest.fixture
def gone():
    return DepartmentFactory(valid_until="2021", abbreviation="MULE")


def test_a_successor_is_entered_after_the_dissolution(gone):
    successor = DepartmentFactory(abbreviation="MWU")

    record(gone, successor)

    assert [*gone.successors.all()] == [successor]
    entry = JournalEntry.objects.get()
    assert entry.act == "accounts.succession_recorded"
    assert entry.facts == {"successors": ["MWU"], "since": "2021"}


def test_a_portfolio_may_go_to_several_and_on_from_there(gone):
    first, second, last = DepartmentFactory(), DepartmentFactory(), DepartmentFactory()
    between = DepartmentFactory(valid_until="2024")
    for old, new in ((gone, first), (gone, between), (between, second), (second, last)):
        if old != second:
            record(old, new)

    found = heirs()

    assert found[gone.pk] == [first, second]
    assert found[between.pk] == found[second.pk] == [second]
    assert found[last.pk] == [last]


def test_a_circle_of_successions_comes_to_an_end(gone):
    other = DepartmentFactory(valid_until="2022")
    record(gone, other)
    record(other, gone)

    assert heirs()[gone.pk] == []
    assert all(row.is_gap for row in former_departments())


@pytest.mark.parametrize("since", ["", "2021", "2021-09", "2021-09-16"])
def test_since_when_is_told_as_far_as_it_is_known(gone, since):
    assert record(gone, DepartmentFactory(), since=since).since == since


def test_what_cannot_be_is_refused(gone):
    successor = DepartmentFactory()
    with pytest.raises(Refused, match=r"accounts\.succeeds-itself"):
        record(gone, gone)
    with pytest.raises(Refused, match=r"accounts\.not-dissolved"):
        record(successor, DepartmentFactory())
    with pytest.raises(Refused, match=r"accounts\.date-in-future"):
        record(gone, successor, since="2999")
    record(gone, successor)
    with pytest.raises(Refused, match=r"accounts\.already-there"):
        record(gone, successor, since="2022")
    assert DepartmentSuccession.objects.count() == 1


@pytest.mark.parametrize("role", Role)
def test_administrators_and_coordinators_enter_successors(gone, role):
    by = person(role)

    if role in {Role.ADMINISTRATOR, Role.COORDINATOR}:
        assert record(gone, DepartmentFactory(), by=by)
    else:
        with pytest.raises(Refused, match=r"accounts\.not-keeper-of-departments"):
            record(gone, DepartmentFactory(), by=by)


def test_the_page_shows_every_former_department_and_marks_gaps(gone, signed_in):
    heir = DepartmentFactory(name="Ministerium der Zukunft")
    record(DepartmentFactory(valid_until="2016"), heir)
    client = signed_in(person(Role.COORDINATOR))

    page = client.get(reverse("accounts:successions"))

    assert page.status_code == 200
    assert "Für 1 früheres Ressort ist heute keine Zuständigkeit bekannt." in page.text
    assert "Ministerium der Zukunft" in page.text
    assert reverse("accounts:record_succession", args=[gone.key]) in page.text


def test_the_page_costs_the_same_however_many(signed_in, django_assert_num_queries):
    client = signed_in(person(Role.COORDINATOR))
    address = reverse("accounts:successions")

    def more(count):
        for _ in range(count):
            record(DepartmentFactory(valid_until="2021"), DepartmentFactory())

    more(2)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    more(20)
    with django_assert_num_queries(len(few)):
        client.get(address)
