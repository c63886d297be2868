"""The pages on which the design of documents is looked at and changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.accounts.models import HouseStyleVersion, Role
from querschnitt.accounts.tests.factories import person
from querschnitt.accounts.tests.house_styles import picture, set_style
from querschnitt.accounts.tests.shown_forms import submit
from querschnitt.documents.word_template import default_template
from querschnitt.documents.writers import WRITERS

pytestmark = pytest.mark.django_db

OWN = "/desk/verwaltung/gestaltung/"


@pytest.fixture
def desk(signed_in, administrator):
    return signed_in(administrator)


def file(name, data):
    return SimpleUploadedFile(name, data)


def test_an_administrator_sets_the_design_with_the_form_that_is_shown(desk):
    page = desk.get(f"{OWN}aendern/")

    done = submit(
        desk,
        page,
        "act",
        name="Regierung der Probe",
        colour="#003366",
        emblem=file("wappen.png", picture()),
        emblem_text="Wappen der Probe",
    )

    assert done.status_code == 302
    shown = desk.get(done.url).text
    assert "innerhalb weniger Minuten neu geschrieben" in shown
    assert "Regierung der Probe" in shown
    assert 'alt="Wappen der Probe"' in shown
    emblem = desk.get(f"{OWN}emblem.png")
    assert (emblem.status_code, emblem["Content-Type"]) == (200, "image/png")


def test_what_was_typed_stays_and_the_file_has_to_be_chosen_again(desk):
    page = desk.get(f"{OWN}aendern/")
    typed = {"name": "Getippt", "colour": "#ffff00", "emblem_text": "Text dazu"}

    refused = submit(desk, page, "act", **typed, emblem=file("wappen.png", picture()))

    assert refused.status_code == 422
    for value in typed.values():
        assert f'value="{value}"' in refused.text
    assert "noch einmal ausgewählt werden" in refused.text
    assert "1,07 zu 1" in refused.text
    assert not HouseStyleVersion.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("wappen.png", default_template, "als PNG oder JPEG"),
        ("wappen.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "als PNG oder JPEG"),
        ("wappen.png", lambda: picture((10_000, 10_000), mode="1"), "Bildpunkte"),
        ("wappen.png", lambda: b"\0" * (2 * 2**20 + 1), "höchstens 2 MB"),
    ],
    ids=["a document", "a drawing", "too many pixels", "too many bytes"],
)
def test_an_emblem_that_cannot_be_used_is_refused(desk, name, data, said):
    page = desk.get(f"{OWN}aendern/")

    refused = submit(desk, page, "act", emblem=file(name, data()), emblem_text="Wappen")

    assert refused.status_code == 422
    assert said in refused.text
    assert not HouseStyleVersion.objects.exists()


def test_entries_can_be_looked_at_without_changing_anything(desk):
    page = desk.get(f"{OWN}aendern/")
    entries = {"name": "Nur Vorschau", "preview": "1"}

    shown = submit(desk, page, "act", **entries)
    refused = submit(desk, page, "act", **entries, colour="#ffff00")

    assert (shown.status_code, shown.content[:5]) == (200, b"%PDF-")
    assert shown["Content-Disposition"].startswith("inline")
    assert refused.status_code == 422
    assert "Nur Vorschau" in refused.text
    assert not HouseStyleVersion.objects.exists()


def test_whoever_was_overtaken_sees_what_counts_and_keeps_the_entries(desk, administrator):
    page = desk.get(f"{OWN}aendern/")
    set_style(administrator, name="Von der anderen")

    stale = submit(desk, page, "act", name="Von mir")

    assert stale.status_code == 409
    assert "Von der anderen" in stale.text
    assert 'value="Von mir"' in stale.text
    assert submit(desk, stale, "act").status_code == 302
    assert HouseStyleVersion.objects.newest_first()[0].name == "Von mir"


def test_the_template_is_downloaded_changed_uploaded_removed_and_restored(desk):
    begun = desk.get(f"{OWN}standardvorlage.docx")
    assert begun.content[:2] == b"PK"
    assert desk.get(f"{OWN}wordvorlage.docx").status_code == 404

    page = desk.get(f"{OWN}wordvorlage/")
    done = submit(desk, page, "act", file=file("Amt.docx", begun.content))
    assert done.status_code == 302
    assert "Amt.docx" in desk.get(OWN).text
    assert desk.get(f"{OWN}wordvorlage.docx").content == begun.content

    first = HouseStyleVersion.objects.get()
    assert submit(desk, desk.get(f"{OWN}wordvorlage/entfernen/"), "act").status_code == 302
    assert desk.get(f"{OWN}wordvorlage.docx").status_code == 404
    assert desk.get(f"{OWN}wordvorlage.docx?fassung={first.pk}").content == begun.content
    back = desk.get(f"{OWN}fassungen/{first.pk}/wiederherstellen/")
    assert submit(desk, back, "act").status_code == 302
    assert desk.get(f"{OWN}wordvorlage.docx").content == begun.content


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bild.docx", picture, "keine Word-Datei"),
        ("vorlage.docx", lambda: b"\0" * (5 * 2**20 + 1), "höchstens 5 MB"),
        ("leer.docx", lambda: b"", ""),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_a_sentence(desk, name, data, said):
    page = desk.get(f"{OWN}wordvorlage/")

    refused = submit(desk, page, "act", file=file(name, data()))

    assert refused.status_code == 422
    assert said in refused.text
    assert not HouseStyleVersion.objects.exists()


@pytest.mark.parametrize("ending", WRITERS)
def test_everyone_looks_at_the_sample_document_in_each_format(signed_in, ending):
    answer = signed_in(person(Role.DEPARTMENT_EDITOR)).get(f"{OWN}musterdokument.{ending}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == WRITERS[ending].media_type
    assert answer["Content-Disposition"] == f'attachment; filename="musterdokument.{ending}"'


@pytest.mark.parametrize(
    "address",
    [
        "musterdokument.exe",
        "musterdokument.pdf?fassung=99",
        "musterdokument.pdf?fassung=x",
        "musterdokument.pdf?fassung=" + "9" * 30,
        "emblem.png",
        "wordvorlage.docx",
        f"fassungen/{'9' * 30}/wiederherstellen/",
    ],
)
def test_what_there_is_not_is_not_found(desk, address):
    assert desk.get(f"{OWN}{address}").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_everyone_reads_the_design_and_others_are_told_why_they_do_not_change_it(
    role, signed_in, administrator
):
    earlier = set_style(administrator)
    set_style(administrator, seen=earlier.pk, name="Neuer")
    browser, may = signed_in(person(role)), role == Role.ADMINISTRATOR

    page = browser.get(OWN)

    assert page.status_code == 200
    assert ("Nur die Administration" in page.text) != may
    assert (f"fassungen/{earlier.pk}/" in page.text) == may
    for act in ("aendern/", "wordvorlage/", f"fassungen/{earlier.pk}/wiederherstellen/"):
        assert browser.get(f"{OWN}{act}").status_code == (200 if may else 403)


def test_the_page_asks_the_database_as_often_for_many_versions(desk, administrator):
    def counted():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(OWN).status_code == 200
        return len(asked)

    version = set_style(administrator)
    version = set_style(administrator, seen=version.pk, name="0")
    few = counted()
    for number in range(1, 12):
        version = set_style(administrator, seen=version.pk, name=str(number))

    assert counted() == few


def test_the_design_is_found_from_the_departments_and_from_the_people(desk):
    assert OWN in desk.get("/desk/ressorts/").text
    assert OWN in desk.get("/desk/personen/").text
