"""A workbook of a register is taken over as a whole, or nothing of it."""

import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests import factories as people
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import worker
from querschnitt.relations import operations
from querschnitt.relations.models import Entry, EntryWorkbook, Partner
from querschnitt.relations.operations import workbooks
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.rules import workbooks as rules
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry
from querschnitt.relations.tests.filled import Book
from querschnitt.relations.workbook_reading import checked_workbook

pytestmark = pytest.mark.django_db

PARTNERS = REGISTERS["partners"]
NEW = {"Art der Beziehung": "Kontakt", "Land": "CZ"}


@pytest.fixture
def masovia(coordinator):
    return an_entry("partners", title="Masowien", by=coordinator)


@pytest.fixture
def book(coordinator, masovia):
    return Book(PARTNERS, coordinator).put(2, Hauptstadt="Warschau").put(3, Titel="Böhmen", **NEW)


def uploaded(book, by):
    checked = checked_workbook(book.data, PARTNERS, by=by)
    return operations.upload_workbook(
        by=by, register=PARTNERS, data=book.data, file_name="partner.xlsx", checked=checked
    )


def taken_over(workbook, by, **more):
    told = {"seen_digest": workbook.basis_digest, **more}
    return operations.take_over_workbook(by=by, workbook=workbook, **told)


def test_nothing_is_written_by_uploading(coordinator, book):
    workbook = uploaded(book, coordinator)

    assert (workbook.new_rows, workbook.changed_rows, workbook.refused_rows) == (1, 1, 0)
    assert [one.title for one in Partner.objects.all()] == ["Masowien"]


def test_one_act_writes_all_rows(coordinator, book, masovia):
    done = taken_over(uploaded(book, coordinator), coordinator)

    assert {(one.title, one.capital) for one in Partner.objects.all()} == {
        ("Masowien", "Warschau"), ("Böhmen", ""),
    }  # fmt: skip
    assert [one.act for one in masovia.revisions.all()] == ["from_workbook", "added"]
    assert JournalEntry.objects.filter(act="relations.workbook_applied").count() == 1
    assert (done.state, done.data) == ("applied", None)


def test_the_same_workbook_a_second_time_changes_nothing(coordinator, book):
    taken_over(uploaded(book, coordinator), coordinator)

    again = uploaded(Book(PARTNERS, coordinator), coordinator)

    assert (again.unchanged_rows, again.rows_to_apply) == (2, 0)
    with pytest.raises(Refused, match=r"relations\.nothing-to-apply"):
        taken_over(again, coordinator)


def test_refused_rows_keep_all_back(coordinator, book):
    workbook = uploaded(book.put(4, Titel="Ohne Land"), coordinator)

    with pytest.raises(Refused, match=r"relations\.rows-refused"):
        taken_over(workbook, coordinator)

    assert Partner.objects.count() == 1


def test_more_than_one_act_writes_is_not_taken_over(coordinator, book, monkeypatch):
    monkeypatch.setattr(rules, "MOST_WRITTEN", 1)

    with pytest.raises(Refused, match=r"relations\.too-many-changes"):
        taken_over(uploaded(book, coordinator), coordinator)

    assert Partner.objects.count() == 1


def test_an_entry_that_was_changed_meanwhile_is_not_overwritten(coordinator, book, masovia):
    workbook = uploaded(book, coordinator)
    told = {**said_of(masovia), "title": "Woiwodschaft Masowien"}
    operations.revise_entry(by=coordinator, entry=masovia, said=told, seen=1)

    with pytest.raises(Refused, match=r"relations\.stale"):
        taken_over(workbook, coordinator)

    assert {one.title for one in Entry.objects.all()} == {"Woiwodschaft Masowien"}


def test_who_saw_an_older_preview_takes_nothing_over(coordinator, book):
    workbook = uploaded(book, coordinator)

    with pytest.raises(Refused, match=r"relations\.stale"):
        taken_over(workbook, coordinator, seen_digest="0" * 64)


def test_a_workbook_that_stands_checked_anew_is_taken_over(coordinator, book, masovia):
    workbook = uploaded(book, coordinator)
    told = {**said_of(masovia), "summary": "Neu"}
    operations.revise_entry(by=coordinator, entry=masovia, said=told, seen=1)
    checked = checked_workbook(bytes(workbook.data), PARTNERS, by=coordinator)

    again = operations.renew_workbook(by=coordinator, workbook=workbook, checked=checked)

    assert (again.refused_rows, again.new_rows) == (1, 1)


def test_another_upload_takes_the_place_of_the_one_before(coordinator, book):
    first = uploaded(book, coordinator)
    second = uploaded(book.put(3, Hauptstadt="Prag"), coordinator)

    first.refresh_from_db()
    assert (first.state, first.data, first.rows.count()) == ("discarded", None, 0)
    assert [*EntryWorkbook.objects.pending()] == [second]


def test_the_same_upload_again_is_the_same_workbook(coordinator, book):
    data = book.data
    checked = checked_workbook(data, PARTNERS, by=coordinator)
    told = {"by": coordinator, "register": PARTNERS, "data": data, "file_name": "partner.xlsx"}

    first, second = (operations.upload_workbook(**told, checked=checked) for _time in range(2))

    assert first == second


def test_what_was_discarded_is_gone(coordinator, book):
    workbook = operations.discard_workbook(by=coordinator, workbook=uploaded(book, coordinator))

    assert (workbook.data, workbook.rows.count()) == (None, 0)
    with pytest.raises(Refused, match=r"relations\.workbook-gone"):
        taken_over(workbook, coordinator)


def test_a_large_workbook_is_taken_over_by_the_worker(coordinator, book, monkeypatch):
    monkeypatch.setattr(workbooks, "BIG", 1)

    workbook = taken_over(uploaded(book, coordinator), coordinator)
    assert (workbook.state, Partner.objects.count()) == ("confirmed", 1)
    worker.work_off()

    workbook.refresh_from_db()
    assert (workbook.state, Partner.objects.count()) == ("applied", 2)


def test_a_workbook_that_the_worker_cannot_take_over_is_given_back(
    coordinator, book, masovia, monkeypatch
):
    monkeypatch.setattr(workbooks, "BIG", 1)
    workbook = taken_over(uploaded(book, coordinator), coordinator)
    told = {**said_of(masovia), "summary": "Neu"}
    operations.revise_entry(by=coordinator, entry=masovia, said=told, seen=1)

    worker.work_off()

    workbook.refresh_from_db()
    assert (workbook.state, bool(workbook.refusal), workbook.refused_rows) == ("ready", True, 1)


def test_who_only_reads_uploads_nothing(coordinator, book):
    with pytest.raises(Refused, match=r"relations\.not-a-writer"):
        uploaded(book, people.person(Role.AUDITOR))


def test_only_who_uploaded_it_or_coordinates_takes_it_over(coordinator, editor):
    an_entry("partners", title="A", by=editor, department=editor.department.key)
    workbook = uploaded(Book(PARTNERS, editor).put(2, Hauptstadt="Warschau"), editor)

    with pytest.raises(Refused, match=r"relations\.workbook-of-another-person"):
        taken_over(workbook, people.editor(department=editor.department))
    assert not EntryWorkbook.objects.visible_to(people.editor()).exists()
    assert taken_over(workbook, coordinator).state == "applied"
