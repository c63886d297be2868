"""The press room: pages, lists, feeds and files appear with the act, and go with it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.documents.house_style import HouseStyle
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import worker
from querschnitt.portal.addresses import SEGMENTS
from querschnitt.press import operations as press
from querschnitt.press.embargo import Embargo
from querschnitt.press.release_link import release_link
from querschnitt.press.saying import said_of, version_now
from querschnitt.press.tests.factories import a_release, press_office, said
from querschnitt.publication import operations
from querschnitt.publication.addresses import PRESS_ROOMS
from querschnitt.publication.composition.release import compose_release
from querschnitt.publication.formats.base import ReleaseManuscript
from querschnitt.publication.models import PublicRelease, StoredPage, UnwrittenFile
from querschnitt.publication.operations import releases as fast

pytestmark = pytest.mark.django_db


def stored() -> dict[str, tuple[int, str]]:
    """Return all stored pages of the press room, and the home page."""
    rows = StoredPage.objects.values_list("path", "status", "etag")
    return {
        path: (status, etag)
        for path, status, etag in rows
        if path.startswith("/de/presse/") or path == "/de/"
    }


def page(path: str) -> str:
    return bytes(StoredPage.objects.get(path=path).body).decode()


def at(release) -> str:
    return f"/de/presse/{release.year}/{release.number:03}/"


def corrected(release, note="Falsche Zahl.", **more):
    writer, releaser = press_office(), press_office()
    says = said_of(release) | more
    press.write_correction(by=writer, release=release, said=says, note=note, seen=release.version)
    release.refresh_from_db()
    return press.correct_release(by=releaser, release=release, seen=version_now(release).digest)


def with_files(title="Mit Bild", **more):
    """Return a published release with a picture and an attachment."""
    writer, releaser, department = press_office(), press_office(), DepartmentFactory()
    release = press.write_draft(by=writer, department=department, said=said(title))
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(drawn, "PNG")
    picture = press.add_file(
        by=writer, release=release, kind="image", name="foto.png", data=drawn.getvalue()
    )
    paper = press.add_file(
        by=writer, release=release, kind="attachment", name="Übersicht.pdf", data=b"%PDF-1.4 kurz"
    )
    says = said(
        title,
        images=[
            {"sha256": picture.sha256, "alternative": {"de": "Ein Saal"}, "credit": "Foto: Amt"}
        ],
        attachments=[{"sha256": paper.sha256, "label": "Übersicht der Ziele"}],
        **more,
    )
    press.revise_release(by=writer, release=release, said=says, seen=release.version)
    release.refresh_from_db()
    press.submit_release(by=writer, release=release)
    release.refresh_from_db()
    return press.approve_release(by=releaser, release=release, seen=version_now(release).digest)


# -- At once, and as everywhere else ---------------------------------------------------------------


def test_the_act_writes_the_bytes_of_a_full_rendering():
    operations.render_public(is_fresh=True)
    department = DepartmentFactory()
    a_release(stage="published", title="Erste Mitteilung", department=department)
    at_once = {}
    for act in (
        lambda: a_release(stage="published", title="Zweite", department=department),
        lambda: corrected(a_release(stage="published", department=department)),
        lambda: a_release(stage="withdrawn", title="Dritte", department=department),
    ):
        act()
        at_once = stored()
        operations.render_public(is_fresh=True)
        assert at_once == stored()
    assert len(at_once) > 20


def test_further_pages_and_files_are_made_for_one_release_alone(monkeypatch):
    department = DepartmentFactory()
    for number in range(3):
        a_release(stage="published", title=f"Mitteilung {number}", department=department)
    before = stored()

    new = a_release(stage="published", title="Noch eine", department=department)

    changed = {path for path, told in stored().items() if before.get(path) != told}
    for number in (1, 2, 3):
        assert not any(path.startswith(f"/de/presse/{new.year}/{number:03}/") for path in changed)


def test_what_has_changed_meanwhile_is_rendered_again(monkeypatch):
    asked, prepared = [], fast._prepared

    def with_another(editions, now):
        asked.append(now)
        result = prepared(editions, now)
        if len(asked) == 1:
            a_release(stage="published", title="Dazwischen")
        return result

    monkeypatch.setattr(fast, "_prepared", with_another)
    release = a_release(stage="published", title="Die zweite")

    assert release.number == 2
    assert "Dazwischen" in page("/de/presse/")
    assert "Die zweite" in page("/de/presse/")


def test_nothing_tells_of_a_release_that_waits():
    operations.render_public(is_fresh=True)
    waits = Embargo(until=timezone.now() + timedelta(hours=2))
    a_release(stage="approved", title="Streng geheim", embargo=waits)

    operations.render_public(is_fresh=True)

    assert not any("/presse/" in path for path in StoredPage.objects.values_list("path", flat=True))
    assert not PublicRelease.objects.exists()
    for body in StoredPage.objects.values_list("body", flat=True):
        assert b"Streng geheim" not in bytes(body)


# -- Corrections and withdrawals ------------------------------------------------------------------


def test_a_correction_shows_its_note_and_what_was_said_before():
    release = a_release(stage="published", title="Zehn Ziele")
    corrected(release, texts={"de": {**said()["texts"]["de"], "title": "Elf Ziele"}})

    now, before = page(at(release)), page(f"{at(release)}1/")

    assert "Elf Ziele" in now
    assert "Falsche Zahl." in now
    assert f"{at(release)}1/" in now
    assert "Zehn Ziele" in before
    assert f'rel="canonical" href="http://localhost:8000{at(release)}"' in before or (
        at(release) in before
    )
    assert "Elf Ziele" in page("/de/presse/")
    assert "Zehn Ziele" not in page("/de/presse/")


def test_a_withdrawn_release_says_why_everywhere(client: Client):
    release = with_files()
    corrected(release)
    press.withdraw_release(by=press_office(), release=release, reason="Ein Irrtum.")

    for path in (at(release), f"{at(release)}1/"):
        assert StoredPage.objects.get(path=path).status == 410
        assert "Ein Irrtum." in page(path)
    files = StoredPage.objects.filter(path__startswith=at(release)).exclude(path__endswith="/")
    assert files.count() == 7
    assert set(files.values_list("status", flat=True)) == {410}
    assert "Mit Bild" not in page("/de/presse/")
    assert "Mit Bild" not in page("/de/presse/neues.atom")
    assert "Mit Bild" not in page(f"/de/presse/{release.year}/")
    assert client.get(at(release)).status_code == 410
    assert b"Mit Bild" not in client.get("/de/presse/?q=Bild").content


def test_only_the_press_takes_a_release_back():
    release = a_release(stage="published")
    edition = release.document.editions.get()

    with pytest.raises(Refused, match=r"publication\.is-a-release"):
        operations.withdraw(by=press_office(), edition=edition, reason="Ein Irrtum.")


def test_a_picture_that_a_correction_takes_away_can_be_loaded_no_more():
    release = with_files()
    assert StoredPage.objects.get(path=f"{at(release)}bild-1.png").status == 200

    corrected(release, images=[])

    assert StoredPage.objects.get(path=f"{at(release)}bild-1.png").status == 410
    assert "bild-1.png" not in page(at(release))
    assert "bild-1.png" not in page(f"{at(release)}1/")


# -- Files -----------------------------------------------------------------------------------------


def test_a_release_can_be_loaded_in_every_form():
    release = with_files()
    stem = f"{at(release)}pressemitteilung-{release.number:03}-{release.year}"

    assert bytes(StoredPage.objects.get(path=f"{stem}.pdf").body).startswith(b"%PDF")
    assert bytes(StoredPage.objects.get(path=f"{stem}.docx").body).startswith(b"PK")
    assert "Mit Bild" in page(f"{stem}.txt")
    assert json.loads(page(f"{stem}.json"))["reference"] == release.reference
    attachment = StoredPage.objects.get(path=f"{at(release)}anlage-1-uebersicht.pdf")
    assert bytes(attachment.body) == b"%PDF-1.4 kurz"
    shown = page(at(release))
    for path in StoredPage.objects.filter(document__startswith="presse-").values_list("path"):
        assert f'href="{path[0]}"' in shown
    assert 'alt="Ein Saal"' in shown
    assert not UnwrittenFile.objects.exists()


def test_the_press_kit_holds_everything_and_is_always_the_same():
    release = with_files()
    kit = bytes(StoredPage.objects.get(path=f"{at(release)}pressemappe.zip").body)
    StoredPage.objects.filter(path__endswith=".zip").delete()
    operations.render_public(is_fresh=True)
    while worker.work_off():
        pass

    assert bytes(StoredPage.objects.get(path=f"{at(release)}pressemappe.zip").body) == kit
    with zipfile.ZipFile(io.BytesIO(kit)) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
        listed = archive.read(archive.namelist()[0]).decode()
    assert len(names) == 6
    assert {name.rpartition(".")[2] for name in names} == {"txt", "pdf", "docx", "png"}
    assert all(name in listed for name in names[1:])


def test_bytes_that_are_missing_keep_no_release_back(monkeypatch):
    monkeypatch.setattr("querschnitt.publication.release_bodies._sources", [])
    release = with_files()

    assert "bild-1.png" not in page(at(release))
    assert StoredPage.objects.get(path=at(release)).status == 200
    assert UnwrittenFile.objects.filter(path__endswith="bild-1.png").exists()


def test_a_source_is_a_link_where_it_has_an_address():
    release = a_release(
        stage="published", source="https://presse.example/a/?b=<c> ; Archiv <nur> Papier"
    )

    assert 'href="https://presse.example/a/?b="' in page(at(release))
    assert "Archiv &lt;nur&gt; Papier" in page(at(release))


def test_a_document_names_the_number_only_where_there_is_one():
    release = a_release(stage="published")
    content = json.loads(release.document.editions.get().content)

    def facts(**more):
        manuscript = ReleaseManuscript(
            content={**content, **more}, language="de", document="x", number=1,
            published_on="2026-11-23", base_url="https://portal.example", style=HouseStyle(),
        )  # fmt: skip
        return dict(compose_release(manuscript).title_facts)

    assert facts()["Pressemitteilung"] == release.reference
    assert "Pressemitteilung" not in facts(reference="")


# -- Languages -------------------------------------------------------------------------------------


def test_a_release_in_another_language_alone_is_marked():
    words = {"title": "Goals adopted", "subtitle": "", "lead": "News.", "body": "<p>Text.</p>"}
    release = a_release(stage="published", languages=["en"], texts={"en": words})

    assert '<article class="portal-release" lang="en">' in page(at(release))
    assert 'lang="en">Goals adopted</a>' in page("/de/presse/")


def test_further_languages_have_addresses_of_their_own():
    english = {"title": "Goals adopted", "subtitle": "", "lead": "News.", "body": "<p>Text.</p>"}
    texts = {**said()["texts"], "en": english}
    release = a_release(stage="published", languages=["de", "en"], texts=texts)

    assert "Goals adopted" not in page(at(release))
    assert "Goals adopted" in page(f"{at(release)}en/")
    assert f'hreflang="en" href="{at(release)}en/"' in page(at(release)) or (
        f'href="{at(release)}en/" lang="en" hreflang="en"' in page(at(release))
    )
    assert StoredPage.objects.filter(path__endswith=".en.pdf").exists()


@pytest.mark.parametrize("languages", [["de"], ["en"], ["de", "en"], ["en", "fr"], ["fr", "de"]])
def test_links_lead_to_the_page_in_their_language(languages):
    texts = {one: {**said()["texts"]["de"], "title": f"Titel {one}"} for one in languages}
    release = a_release(stage="published", languages=languages, texts=texts)
    content = json.loads(release.document.editions.get().content)

    for language in languages:
        path = release_link(content, language).removeprefix(settings.BASE_URL)
        assert f"<title>Titel {language}" in page(path)


def test_the_portal_and_its_links_speak_the_same_languages():
    assert {language: words.press for language, words in SEGMENTS.items()} == PRESS_ROOMS
