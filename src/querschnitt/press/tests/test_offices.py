import pytest

from querschnitt.accounts.models import Appointment, Office
from querschnitt.press import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def minister():
    office = Office.objects.create(title="Minister für Europa")
    rows = [("Erika Muster", "2016-04", "2021-09-15"), ("Max Muster", "2021-09-16", "")]
    for person, since, until in rows:
        Appointment.objects.create(
            office=office, person_name=person, held_from=since, held_until=until
        )
    return office


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2016-03-31", []),
        ("2016-04", ["Erika Muster"]),
        ("2021-09-15", ["Erika Muster"]),
        ("2021-09-16", ["Max Muster"]),
        ("2021-09", ["Erika Muster", "Max Muster"]),
        ("2030-01-01", ["Max Muster"]),
        ("no day", []),
    ],
)
def test_an_office_is_held_by_whoever_held_it_that_day(minister, day, names):
    assert [one.person_name for one in queries.office_holders(day)] == names


def test_the_office_of_a_person_is_that_of_the_day(minister):
    assert queries.office_of(" erika muster ", "2020-01-01").office == minister
    assert queries.office_of("Erika Muster", "2022-01-01") is None
    assert queries.office_of("Nobody", "2020-01-01") is None
