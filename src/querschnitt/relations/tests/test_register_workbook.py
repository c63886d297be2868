"""A register as a workbook: what is downloaded comes back as it was, and says what is wrong."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations, workbook_reading
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry
from querschnitt.relations.tests.filled import Book, full
from querschnitt.relations.workbook_files import register_file
from querschnitt.relations.workbook_reading import checked_workbook

pytestmark = pytest.mark.django_db

PARTNERS = REGISTERS["partners"]


def checked(book, by):
    return checked_workbook(book.data, book.register, by=by).lines


def outcomes(book, by):
    return [line.outcome for line in checked(book, by)]


def sentences(line):
    return [(fault.cell, fault.sentence) for fault in line.faults]


@pytest.fixture
def partners(coordinator):
    an_entry("partners", title="Masowien", by=coordinator)
    an_entry("partners", title="Centre-Val de Loire", by=coordinator)
    return Book(PARTNERS, coordinator)


@pytest.mark.parametrize("slug", REGISTERS)
def test_a_register_comes_back_as_it_was(coordinator, slug):
    full(slug, coordinator)

    for written in WORKBOOK_WRITERS.values():
        data = register_file(REGISTERS[slug], by=coordinator, written=written)
        lines = checked_workbook(data, REGISTERS[slug], by=coordinator).lines

        assert lines
        assert {(line.outcome, *sentences(line)) for line in lines} == {("unchanged",)}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=2))
def test_whatever_a_text_says_comes_back_as_it_was(coordinator, texts):
    title, text = texts
    values = {"fields_of_cooperation": [text], "steering": text,
              "chronicle": [{"on": "2003", "text": text}]}  # fmt: skip
    try:
        an_entry("partners", title=f"Region {title}", by=coordinator, values=values, summary=text)
    except Refused:
        return

    assert {*outcomes(Book(PARTNERS, coordinator), coordinator)} == {"unchanged"}


def test_a_text_too_long_for_a_cell_comes_back_as_it_was(coordinator, partners):
    entry = an_entry("partners", title="Lang", by=coordinator, summary="Wort " * 8000)
    book = Book(PARTNERS, coordinator)
    assert {*outcomes(book, coordinator)} == {"unchanged"}

    book.put(book.row_of(entry.key), Beschreibung="Kurz")

    (line,) = [line for line in checked(book, coordinator) if line.outcome != "unchanged"]
    assert "zu lang für eine Zelle" in line.faults[0].sentence


def test_rows_are_new_changed_or_unchanged(coordinator, partners):
    partners.put(3, Titel="Woiwodschaft Masowien", Seit="13.10.2003")
    partners.put(4, Titel="Böhmen", **{"Art der Beziehung": "Kontakt", "Land": "CZ"})

    first, second, third = checked(partners, coordinator)

    assert [one.outcome for one in (first, second, third)] == ["unchanged", "changed", "new"]
    assert (second.before["title"], second.said["values"]["since"]) == ("Masowien", "2003-10-13")
    assert third.said["values"] == {"kind": "contact", "country": "CZ"}


def test_what_is_wrong_names_row_and_column(coordinator, partners):
    partners.put(3, Seit="irgendwann", Land="Polen", **{"Art der Beziehung": "Ehe"})
    partners.put(4, Land="CZ")

    _first, second, third = checked(partners, coordinator)

    assert [second.outcome, third.outcome] == ["refused", "refused"]
    assert {cell.split("!")[1][-1] for cell, _sentence in sentences(second)} == {"3"}
    assert any("Jahr" in sentence for _cell, sentence in sentences(second))
    assert any("Liste" in sentence for _cell, sentence in sentences(second))
    assert any("Titel" in sentence for _cell, sentence in sentences(third))


def test_rules_of_the_register_are_told_at_their_column(coordinator, partners):
    partners.put(3, Seit="2003", Bis="1999")

    line = checked(partners, coordinator)[1]

    (fault,) = line.faults
    assert (fault.value, "Ende" in fault.sentence) == ("1999", True)


def test_an_emptied_cell_takes_away_and_a_missing_column_leaves_alone(coordinator):
    an_entry(
        "partners", title="Masowien", by=coordinator, values={"capital": "Warschau"}, summary="Text"
    )
    book = Book(PARTNERS, coordinator)
    book.put(2, Hauptstadt=None)
    book.sheet.delete_cols(book.columns["Beschreibung"])

    (line,) = checked(book, coordinator)

    assert "capital" not in line.said["values"]
    assert line.said["summary"] == "Text"


def test_a_row_of_an_older_wording_is_told_and_one_that_was_not_touched_left(coordinator, partners):
    masovia = Entry.objects.get(title="Masowien")
    told = {**said_of(masovia.as_partner), "summary": "Neu"}
    operations.revise_entry(by=coordinator, entry=masovia, said=told, seen=1)
    assert {*outcomes(partners, coordinator)} == {"unchanged"}

    partners.put(3, Beschreibung="Anders")

    line = checked(partners, coordinator)[1]
    assert "Fassung 1" in line.faults[0].sentence


def test_the_same_key_or_the_same_new_entry_twice_is_told(coordinator, partners):
    key = partners.sheet.cell(2, 1).value
    for row in (4, 5):
        partners.put(row, Titel="Neu", **{"Art der Beziehung": "Kontakt", "Land": "CZ"})
    partners.put(6, Titel="Neu", Schlüssel=key)
    partners.put(7, Titel="Neu", Schlüssel="gibt-es-nicht")

    lines = checked(partners, coordinator)

    assert [line.outcome for line in lines[2:]] == ["new", "refused", "refused", "refused"]


def test_a_department_changes_its_own_rows_and_no_others(coordinator, editor):
    own = an_entry("partners", title="A", by=editor, department=editor.department.key)
    an_entry("partners", title="B", by=coordinator)
    book = Book(PARTNERS, editor)
    book.put(2, Beschreibung="Neu").put(3, Beschreibung="Neu")
    book.put(4, Titel="C", **{"Art der Beziehung": "Kontakt", "Land": "CZ"})

    lines = checked(book, editor)

    assert [line.outcome for line in lines] == ["changed", "refused", "new"]
    assert (lines[0].entry, lines[2].said["department"]) == (own.pk, editor.department.key)


def test_what_a_reader_may_not_read_is_left_out_and_stays_as_it_is(coordinator, editor):
    full("actors", coordinator, title="Akteur")
    book = Book(REGISTERS["actors"], editor)

    contact = REGISTERS["actors"].label("contact")
    assert book.sheet.cell(2, book.columns[contact]).value is None
    assert {*outcomes(book, editor)} == {"unchanged"}


def test_an_organisation_is_one_actor_only(coordinator):
    full("actors", coordinator, title="Akteur")
    book = Book(REGISTERS["actors"], coordinator)
    organisation = book.sheet.cell(2, book.columns["Organisation"]).value
    book.put(3, Titel="Noch einer", Organisation=organisation, **{"Art des Akteurs": "Verein"})

    line = checked(book, coordinator)[1]

    assert (line.outcome, len(line.faults)) == ("refused", 1)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda book: b"", "unreadable-workbook"),
        (lambda book: b"PK\x03\x04", "unreadable-workbook"),
        (lambda book: _without_title(book), "columns-missing"),
        (lambda book: _twice(book), "column-twice"),
        (lambda book: _of_another(book), "workbook-of-another-register"),
        (lambda book: _empty(book), "empty-workbook"),
    ],
)
def test_what_is_no_workbook_of_the_register_is_refused_as_a_whole(
    coordinator, partners, spoil, code
):
    with pytest.raises(Refused, match=rf"relations\.{code}"):
        checked_workbook(spoil(partners), PARTNERS, by=coordinator)


def _without_title(book):
    book.sheet.delete_cols(book.columns["Titel"])
    return book.data


def _twice(book):
    book.sheet.cell(1, book.sheet.max_column + 1).value = "Titel"
    return book.data


def _of_another(book):
    marks = next(sheet for sheet in book.book.worksheets if sheet.title == "_querschnitt")
    marks.cell(3, 2).value = "events"
    return book.data


def _empty(book):
    book.sheet.delete_rows(2, 5)
    return book.data


def test_more_rows_than_one_act_writes_are_refused(coordinator, partners, monkeypatch):
    monkeypatch.setattr(workbook_reading, "MOST_ROWS", 1)

    with pytest.raises(Refused, match=r"relations\.too-many-rows"):
        checked(partners, coordinator)


def test_text_that_looks_like_a_formula_stays_text(coordinator):
    an_entry("partners", title='=HYPERLINK("https://boese.example")', by=coordinator)

    cell = Book(PARTNERS, coordinator).sheet.cell(2, 3)

    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("https://boese.example")')


def test_reading_takes_as_many_queries_for_many_rows_as_for_few(coordinator, counted):
    def taken(rows):
        for number in range(rows):
            an_entry("agreements", title=f"Vereinbarung {number}", by=coordinator)
        book = Book(REGISTERS["agreements"], coordinator)
        partner = an_entry("partners", by=coordinator)
        for row in range(2, book.sheet.max_row + 1):
            if book.sheet.cell(row, 3).value:
                book.put(row, Partner=partner.title)
        data = book.data
        return counted(lambda: checked_workbook(data, book.register, by=coordinator))

    assert taken(2) == taken(9)


def test_whoever_reads_downloads(coordinator):
    an_entry("partners", title="Masowien", by=coordinator)

    assert Book(PARTNERS, people.person(Role.PRESS_OFFICER)).sheet.cell(2, 3).value == "Masowien"
