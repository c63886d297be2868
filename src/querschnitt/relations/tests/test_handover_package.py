"""The archive for the next chair: what is in it, that it can be trusted, and who may have it."""

import hashlib
import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests import factories as people
from querschnitt.documents.house_style import PLAIN
from querschnitt.documents.writers import WRITERS
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job
from querschnitt.relations import handover_jobs, operations
from querschnitt.relations.handover_archive import Part, archive, parts_of
from querschnitt.relations.models import HandoverPackage, Presidency
from querschnitt.relations.queries.handing_over import handover_of
from querschnitt.relations.tests.a_conference import a_held_meeting
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 1)


def quick(monkeypatch):
    """Let no document be set in earnest; that is tested with the papers themselves."""
    written = {slug: type(w)(slug, w.label, w.media_type, _plain) for slug, w in WRITERS.items()}
    monkeypatch.setattr("querschnitt.relations.handover_archive.WRITERS", written)


def _plain(document, _style):
    return f"{document.title} {document.subtitle}".encode()


@pytest.fixture
def made(coordinator, monkeypatch):
    quick(monkeypatch)
    return a_held_meeting(coordinator)


def packed(made, by):
    handover = handover_of(made.presidency.pk, as_of=DAY)
    return archive(parts_of(handover, by=by, style=PLAIN), tell=lambda _done, _total: None)


def opened(data):
    return zipfile.ZipFile(BytesIO(data))


def ordered(made, by):
    package = operations.order_handover_package(by=by, presidency=made.presidency)
    handover_jobs.make(outbox.claim()[0])
    package.refresh_from_db()
    return package


def test_the_archive_holds_all_that_the_next_chair_needs(made, coordinator):
    names = opened(packed(made, coordinator)).namelist()

    place = f"sitzungen/01-{made.meeting.key}/"
    for name in (
        "uebersicht.html", "uebersicht.pdf", f"{place}einladung.pdf", f"{place}einladung.docx",
        f"{place}ergebnisprotokoll.pdf", f"{place}beschlussliste.docx", "beschluesse.pdf",
        "arbeitsmappen/sitzungen.xlsx", "arbeitsmappen/beschluesse.xlsx", "daten/uebergabe.json",
        "manifest.json", "SHA256SUMS",
    ):  # fmt: skip
        assert name in names, name


def test_its_data_tell_members_votes_papers_and_tasks(made, coordinator):
    data = json.loads(opened(packed(made, coordinator)).read("daten/uebergabe.json"))

    assert data["schema"] == "querschnitt/hand-over/1"
    assert [member["name"] for member in data["conference"]["members"]] == [
        "Sachsen-Anhalt", "Hessen", "Bund",
    ]  # fmt: skip
    assert [vote["choice"] for vote in data["resolutions"][0]["votes"]] == [
        "yes", "yes", "abstention",
    ]  # fmt: skip
    assert {paper["title"] for paper in data["papers"]} == {"Entwurf Hessens", "Bericht des Bundes"}
    assert {(task["what"], bool(task["done_on"])) for task in data["tasks"]} == {
        ("Brief an den Bund", False), ("Protokoll versenden", True),
    }  # fmt: skip
    assert data["meetings"][0]["agenda"][0]["papers"][1]["is_authoritative"]


def test_its_checksums_are_those_of_its_files(made, coordinator):
    archived = opened(packed(made, coordinator))
    manifest = json.loads(archived.read("manifest.json"))

    sums = {one["path"]: one["sha256"] for one in manifest["files"]}
    assert set(sums) == set(archived.namelist()) - {"manifest.json", "SHA256SUMS"}
    for path, told in sums.items():
        assert hashlib.sha256(archived.read(path)).hexdigest() == told
        assert f"{told}  {path}" in archived.read("SHA256SUMS").decode()


def test_the_same_state_of_affairs_gives_the_same_bytes(made, coordinator):
    first = packed(made, coordinator)

    assert packed(made, coordinator) == first
    made.meeting.agenda.update(title="Anders")
    assert packed(made, coordinator) != first


def test_its_workbooks_hold_nothing_of_other_conferences(made, coordinator):
    an_entry("meetings", title="Sitzung einer anderen Konferenz", by=coordinator)

    data = opened(packed(made, coordinator)).read("arbeitsmappen/sitzungen.xlsx")
    cells = [str(c.value) for sheet in load_workbook(BytesIO(data)) for row in sheet for c in row]

    assert "91. Europaministerkonferenz" in cells
    assert "Sitzung einer anderen Konferenz" not in cells


def test_what_is_still_open_goes_along_wherever_it_was_given(made, coordinator):
    an_entry(
        "resolutions", title="Noch offen", by=coordinator,
        values={"conference": f"conferences/{made.conference.key}", "result": "pending"},
    )  # fmt: skip
    an_entry(
        "resolutions", title="Von früher", by=coordinator,
        values={"conference": f"conferences/{made.conference.key}", "adopted_on": "2010"},
    )  # fmt: skip

    titles = {
        one.resolution.title for one in handover_of(made.presidency.pk, as_of=DAY).resolutions
    }

    assert titles == {"Zukunft Europas", "Noch offen"}


def test_a_job_makes_it_and_tells_how_far_it_is(made, coordinator):
    package = ordered(made, coordinator)

    assert package.state == HandoverPackage.State.MADE
    assert hashlib.sha256(bytes(package.data)).hexdigest() == package.data_digest
    job = Job.objects.get(pk=package.job_id)
    assert job.progress_done == job.progress_total > 10
    acts = JournalEntry.objects.order_by("-sequence").values_list("act", flat=True)
    assert [*acts[:2]] == [
        "relations.handover_package_made", "relations.handover_package_ordered",
    ]  # fmt: skip


def test_a_job_that_is_done_twice_changes_nothing(made, coordinator):
    package = ordered(made, coordinator)

    handover_jobs.make(Job.objects.get(pk=package.job_id))

    assert JournalEntry.objects.filter(act="relations.handover_package_made").count() == 1


def test_of_an_earlier_one_only_the_digest_stays(made, coordinator):
    first, second = ordered(made, coordinator), ordered(made, coordinator)

    first.refresh_from_db()
    assert (first.data, len(first.data_digest)) == (None, 64)
    assert second.data is not None


def test_while_one_is_being_made_no_other_is_ordered(made, coordinator):
    operations.order_handover_package(by=coordinator, presidency=made.presidency)

    with pytest.raises(Refused, match=r"relations\.package-in-work"):
        operations.order_handover_package(by=coordinator, presidency=made.presidency)


def test_one_that_could_not_be_made_is_ordered_again(made, coordinator):
    package = operations.order_handover_package(by=coordinator, presidency=made.presidency)
    Job.objects.filter(pk=package.job_id).update(state=Job.State.FAILED)

    again = operations.order_handover_package(by=coordinator, presidency=made.presidency)

    assert again.pk != package.pk


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRESS_OFFICER, Role.ADMINISTRATOR])
def test_who_does_not_write_the_presidency_orders_nothing(made, role):
    with pytest.raises(Refused, match=r"relations\.not-a-writer"):
        operations.order_handover_package(by=people.person(role), presidency=made.presidency)


def file_url(made, package):
    return reverse("relations:handover_package_file", args=[made.presidency.key, package.pk])


def page_url(made):
    return reverse("relations:handover_packages", args=[made.presidency.key])


def test_it_is_ordered_followed_and_downloaded_on_a_page(made, coordinator):
    browser, own = browser_of(coordinator), page_url(made)
    order = reverse("relations:order_handover_package", args=[made.presidency.key])
    assert order in browser.get(own).content.decode()

    assert send(browser, order).status_code == 302
    assert "wird hergestellt" in browser.get(own).content.decode()
    assert browser.get(order).status_code == 403
    handover_jobs.make(outbox.claim()[0])
    package = HandoverPackage.objects.get()

    assert file_url(made, package) in browser.get(own).content.decode()
    answer = browser.get(file_url(made, package))
    assert answer["Content-Type"] == "application/zip"
    assert answer.content == bytes(package.data)
    assert package.file_name in answer["Content-Disposition"]


def test_who_may_not_read_it_downloads_nothing(made, coordinator):
    package = ordered(made, coordinator)
    somebody = browser_of(people.editor())

    assert somebody.get(file_url(made, package)).status_code == 404
    told = somebody.get(page_url(made)).content.decode()
    assert file_url(made, package) not in told
    assert browser_of(people.person(Role.AUDITOR)).get(file_url(made, package)).status_code == 200


def test_an_earlier_one_and_that_of_another_presidency_are_not_there(made, coordinator):
    first, second = ordered(made, coordinator), ordered(made, coordinator)
    other = an_entry("presidencies", title="Ein anderer Vorsitz", by=coordinator)
    browser = browser_of(coordinator)

    assert browser.get(file_url(made, first)).status_code == 404
    url = reverse("relations:handover_package_file", args=[other.key, second.pk])
    assert browser.get(url).status_code == 404


def test_a_removed_presidency_is_only_seen_by_who_may_still_read_it(made, coordinator):
    Presidency.objects.filter(pk=made.presidency.pk).update(
        removed_at=timezone.now(), removal_reason="Doppelt"
    )

    assert browser_of(people.editor()).get(page_url(made)).status_code == 404
    assert browser_of(coordinator).get(page_url(made)).status_code == 200


def test_it_takes_as_many_queries_for_many_meetings_as_for_few(made, coordinator, counted):
    def everything():
        handover = handover_of(made.presidency.pk, as_of=DAY)
        for part in parts_of(handover, by=coordinator, style=PLAIN):
            part.write()

    few = counted(everything)
    for number in range(4):
        meeting = an_entry(
            "meetings", title=f"Sitzung {number}", by=coordinator,
            values={
                "conference": f"conferences/{made.conference.key}",
                "presidency": f"presidencies/{made.presidency.key}",
            },
        )  # fmt: skip
        item = meeting.as_meeting.agenda.create(position=1, title="Punkt")
        item.consultations.create(paper=made.report)

    assert counted(everything) == few


def test_an_archive_of_nothing_is_one_too():
    empty = archive([Part("leer.txt", "", lambda: b"")], tell=lambda _done, _total: None)

    assert opened(empty).testzip() is None
