import pytest

from querschnitt.accounts import operations, rules
from querschnitt.accounts.models import Appointment, Department, JournalEntry, Office, Role
from querschnitt.accounts.tests.factories import DepartmentFactory, person
from querschnitt.lib.refusal import Refused


def found(by, **fields):
    return operations.found_department(
        **{
            "by": by,
            "key": "mf",
            "name": "Ministerium der Finanzen",
            "abbreviation": "MF",
            **fields,
        }
    )


def revise(by, department, **fields):
    told = {"name": department.name, "abbreviation": department.abbreviation}
    seen = rules.digest_of(department)
    return operations.revise_department(
        **{"by": by, "department": department, "seen_digest": seen, **told, **fields}
    )


def dissolve(by, department, **fields):
    told = {"until": "2021", "successors": [], "since": ""}
    return operations.dissolve_department(**{"by": by, "department": department, **told, **fields})


@pytest.mark.parametrize("role", Role)
def test_administrators_and_coordinators_keep_departments(db, role):
    by = person(role)

    if role in {Role.ADMINISTRATOR, Role.COORDINATOR}:
        assert found(by).key == "mf"
    else:
        department = DepartmentFactory()
        for act in (found, lambda by: revise(by, department), lambda by: dissolve(by, department)):
            with pytest.raises(Refused, match=r"accounts\.not-keeper-of-departments"):
                act(by)
        assert not JournalEntry.objects.exists()


def test_a_department_keeps_what_is_known_of_it(administrator):
    found(administrator, valid_from="2016", source="Organigramm", confidence="high", position=3)

    department = Department.objects.get()
    assert (department.valid_from, department.source, department.position) == (
        "2016", "Organigramm", 3,
    )  # fmt: skip
    assert JournalEntry.objects.get().act == "accounts.department_founded"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "accounts.no-name"),
        ({"key": "neu"}, "accounts.key-taken"),
        ({"valid_from": "12.07.2022"}, "accounts.bad-date"),
        ({"valid_from": "2022-13"}, "accounts.bad-date"),
    ],
)
def test_a_department_that_makes_no_sense_is_refused(administrator, fields, code):
    with pytest.raises(Refused, match=code):
        found(administrator, **fields)


def test_a_key_names_one_department(administrator):
    found(administrator)

    with pytest.raises(Refused, match=r"accounts\.key-taken"):
        found(administrator)


def test_a_revision_names_in_the_journal_what_it_changed(the_coordinator):
    department = DepartmentFactory(address="alt")

    revise(the_coordinator, department, name="Anders", address="neu")

    department.refresh_from_db()
    assert (department.name, department.address) == ("Anders", "neu")
    assert JournalEntry.objects.get().facts == {"changed": ["name", "address"]}


def test_a_stale_revision_overwrites_nothing(the_coordinator):
    department = DepartmentFactory()
    revise(the_coordinator, Department.objects.get(pk=department.pk), name="Der Erste")

    with pytest.raises(Refused, match=r"accounts\.stale"):
        revise(the_coordinator, department, name="Der Zweite")

    department.refresh_from_db()
    assert department.name == "Der Erste"


def test_a_dissolved_department_goes_into_its_successors(administrator):
    old, one, other = (DepartmentFactory() for _ in range(3))

    dissolve(administrator, old, until="2021-09-16", successors=[one, other], since="2021-09")

    old.refresh_from_db()
    assert not old.is_current
    assert [s.successor for s in old.successions.order_by("pk")] == [one, other]
    assert {s.since for s in old.successions.all()} == {"2021-09"}
    assert JournalEntry.objects.get().facts["successors"] == [one.abbreviation, other.abbreviation]
    with pytest.raises(Refused, match=r"accounts\.already-dissolved"):
        dissolve(administrator, old)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"until": ""}, "accounts.no-date"),
        ({"until": "2199"}, "accounts.date-in-future"),
        ({"until": "2015-12"}, "accounts.ends-before-it-begins"),
        ({"since": "2199"}, "accounts.date-in-future"),
    ],
)
def test_a_dissolution_that_makes_no_sense_is_refused(administrator, fields, code):
    with pytest.raises(Refused, match=code):
        dissolve(administrator, DepartmentFactory(valid_from="2016"), **fields)


def test_no_department_succeeds_itself(administrator):
    department = DepartmentFactory()

    with pytest.raises(Refused, match=r"accounts\.succeeds-itself"):
        dissolve(administrator, department, successors=[department])


def test_an_office_changes_hands(administrator):
    department = DepartmentFactory()
    told = {"by": administrator, "department": department, "title": "Ministerin"}
    first = operations.appoint(**told, person_name="Erika Muster", held_from="2016")
    operations.end_appointment(by=administrator, appointment=first, held_until="2021-09-16")
    operations.appoint(**told, person_name="Max Muster", held_from="2021-09-16")

    assert Office.objects.count() == 1
    assert list(Appointment.objects.order_by("pk").values_list("held_until", flat=True)) == [
        "2021-09-16", "",
    ]  # fmt: skip
    with pytest.raises(Refused, match=r"accounts\.already-ended"):
        operations.end_appointment(by=administrator, appointment=first, held_until="2022")


def test_a_term_of_office_has_an_order(administrator):
    told = {"by": administrator, "department": None, "title": "Ministerpräsident"}

    with pytest.raises(Refused, match=r"accounts\.ends-before-it-begins"):
        operations.appoint(**told, person_name="X", held_from="2021", held_until="2016")
    holder = operations.appoint(**told, person_name="X", held_from="2021")
    with pytest.raises(Refused, match=r"accounts\.date-in-future"):
        operations.end_appointment(by=administrator, appointment=holder, held_until="2199")
