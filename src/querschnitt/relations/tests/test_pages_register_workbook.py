"""A register as a workbook, from the list to the preview and back, as people click it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.relations import operations
from querschnitt.relations.models import Entry, EntryWorkbook, Partner
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry
from querschnitt.relations.tests.filled import Book
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db

PARTNERS = REGISTERS["partners"]
LIST = reverse("relations:register", args=[PARTNERS])
UPLOAD = reverse("relations:upload_entries", args=[PARTNERS])
NEW = {"Titel": "Böhmen", "Art der Beziehung": "Kontakt", "Land": "CZ"}


@pytest.fixture
def browser(coordinator):
    return browser_of(coordinator)


@pytest.fixture
def book(coordinator):
    an_entry("partners", title="Masowien", by=coordinator)
    return Book(PARTNERS, coordinator)


def sent(browser, data, name="partner.xlsx", **more):
    return browser.post(UPLOAD, {"file": SimpleUploadedFile(name, data)}, **more)


def text(answer):
    return answer.content.decode()


def test_the_list_leads_to_the_workbook(browser):
    page = text(browser.get(LIST))

    assert UPLOAD in page
    assert reverse("relations:register_workbook", args=[PARTNERS]) in page


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("ods", b"PK")])
def test_a_register_is_downloaded(browser, book, kind, start):
    address = reverse("relations:register_workbook", args=[PARTNERS])

    answer = browser.get(address, {"datei": kind})

    assert answer.content.startswith(start)
    assert f'filename="partner.{kind}"' in answer.headers["Content-Disposition"]
    assert browser.get(address, {"datei": "exe"}).status_code == 404


def test_a_workbook_is_uploaded_looked_at_and_taken_over(browser, book):
    preview = sent(browser, book.put(2, Hauptstadt="Warschau").put(3, **NEW).data, follow=True)
    assert "Böhmen" in text(preview)
    assert "Warschau" in text(browser.get(preview.request["PATH_INFO"], {"zeilen": "changed"}))
    assert Partner.objects.count() == 1

    fields = dict(preview.context["apply_fields"])
    done = browser.post(f"{preview.request['PATH_INFO']}uebernehmen/", fields, follow=True)

    assert "2 Einträge wurden geschrieben" in text(done)
    assert {one.title for one in Partner.objects.all()} == {"Masowien", "Böhmen"}


def test_what_is_wrong_is_shown_with_its_cell_and_can_be_downloaded(browser, book):
    preview = sent(browser, book.put(2, Land="Polen").data, follow=True)
    own = preview.request["PATH_INFO"]

    assert "Partner!" in text(preview)
    assert "Polen" in text(preview)
    assert "1 Zeile ist beanstandet" in text(preview)
    assert browser.get(f"{own}beanstandet/").content.startswith(b"PK")
    assert browser.post(f"{own}uebernehmen/", {"seen_digest": "x"}).status_code == 422


def test_the_refused_rows_come_back_corrected(browser, book, coordinator):
    own = sent(browser, book.put(2, Land="Polen").data, follow=True).request["PATH_INFO"]
    refused = Book(PARTNERS, coordinator)
    refused.load(browser.get(f"{own}beanstandet/").content)

    again = sent(browser, refused.put(2, Land="PL").data, follow=True)

    assert again.context["workbook"].unchanged_rows == 1


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(browser, book):
    answer = sent(browser, b"keine Arbeitsmappe")

    assert answer.status_code == 422
    assert "keine Arbeitsmappe" in text(answer)


def test_a_preview_that_is_outdated_is_shown_anew(browser, book, coordinator):
    preview = sent(browser, book.put(2, Hauptstadt="Warschau").data, follow=True)
    entry = Entry.objects.get()
    told = {**said_of(entry.as_partner), "summary": "Neu"}
    operations.revise_entry(by=coordinator, entry=entry, said=told, seen=1)

    own, fields = preview.request["PATH_INFO"], dict(preview.context["apply_fields"])
    answer = browser.post(f"{own}uebernehmen/", fields)

    assert answer.status_code == 409
    assert "1 Zeile ist beanstandet" in text(answer)


def test_a_workbook_is_discarded(browser, book):
    own = sent(browser, book.put(3, **NEW).data, follow=True).request["PATH_INFO"]
    assert own in text(browser.get(UPLOAD))

    assert browser.post(f"{own}verwerfen/", {}).status_code == 302
    assert browser.get(own).status_code == 404
    assert own not in text(browser.get(UPLOAD))


def test_who_only_reads_is_told_why_and_others_see_no_preview(browser, book):
    own = sent(browser, book.put(3, **NEW).data, follow=True).request["PATH_INFO"]
    auditor, editor = browser_of(people.person(Role.AUDITOR)), browser_of(people.editor())

    assert auditor.get(UPLOAD).status_code == 403
    assert sent(auditor, book.data).status_code == 403
    assert auditor.get(own).status_code == 200
    assert editor.get(own).status_code == 404
    assert EntryWorkbook.objects.count() == 1


def test_the_preview_costs_the_same_for_many_rows_as_for_few(browser, counted, coordinator):
    def taken(rows):
        EntryWorkbook.objects.pending().update(state="discarded")
        book = Book(PARTNERS, coordinator)
        for row in range(2, 2 + rows):
            book.put(row, **{**NEW, "Titel": f"Neu {row}"})
        own = sent(browser, book.data, follow=True).request["PATH_INFO"]
        return counted(lambda: browser.get(own))

    assert taken(2) == taken(40)
