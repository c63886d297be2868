"""The files of an edition as its page on the desk shows them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.documents.pdf import TypesettingFailed
from querschnitt.framework.tests.browser import browser_of, send
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import worker
from querschnitt.outbox.models import Job
from querschnitt.publication import operations
from querschnitt.publication.formats.tests.bare import write_counted_files
from querschnitt.publication.models import UnwrittenFile
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(renderer, monkeypatch):
    return write_counted_files(monkeypatch)


@pytest.fixture
def edition(counted, version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)


@pytest.fixture
def failed(counted, edition):
    def fail(manuscript):
        if manuscript.part.key in ("P1", "P2"):
            raise TypesettingFailed("The document holds 5000000 bytes of text.")

    counted.before = fail
    do_jobs()
    counted.before = lambda manuscript: None
    return edition


def do_jobs():
    while worker.work_off():
        pass


def page_of(edition, by):
    return browser_of(by).get(reverse("publication:edition", args=[edition.pk])).text


def again(edition):
    return reverse("publication:write_files_again", args=[edition.pk])


def test_the_page_lists_the_files_with_their_sizes(edition, press_officer):
    do_jobs()

    page = page_of(edition, press_officer)

    assert 'href="/dokumente/2022-1.json"' in page
    assert "KB</td>" in page
    assert "4 Einzelblätter" in page
    assert "progress" not in page


def test_it_shows_how_far_the_worker_is(edition, press_officer):
    assert "Die Arbeit beginnt gleich" in page_of(edition, press_officer)
    Job.objects.update(progress_done=85, progress_total=240)

    assert "85 von 240 Dateien geschrieben" in page_of(edition, press_officer)


def test_an_edition_under_embargo_has_no_files_yet(counted, version, press_officer):
    edition = operations.publish(
        by=press_officer, framework_version=version, public_from=None, awaiting="die Rede"
    )

    page = page_of(edition, press_officer)

    assert "/dokumente/" not in page
    assert "Einzelbl" not in page


def test_what_failed_is_named_and_can_be_written_again(counted, failed, press_officer):
    page = page_of(failed, press_officer)
    assert "2 Dateien konnten nicht geschrieben werden" in page
    assert "/dokumente/2022/ziele/p1.txt" in page
    assert "5000000 bytes" in page
    counted.news()

    send(browser_of(press_officer), again(failed))
    do_jobs()

    assert counted.news() == ["P1", "P2"]
    assert not UnwrittenFile.objects.exists()
    assert again(failed) not in page_of(failed, press_officer)
    entry = JournalEntry.objects.get(act="publication.files_written_again")
    assert entry.facts == {"files": 2}


def test_when_the_writing_was_given_up_it_can_be_started_again(edition, press_officer):
    Job.objects.update(state=Job.State.FAILED)
    assert "wurde aufgegeben" in page_of(edition, press_officer)

    operations.write_files_again(by=press_officer, edition=edition)

    assert Job.objects.filter(state=Job.State.PENDING).count() == 1


def test_where_nothing_failed_there_is_nothing_to_write_again(edition, press_officer):
    do_jobs()

    with pytest.raises(Refused, match=r"publication\.no-failed-files"):
        operations.write_files_again(by=press_officer, edition=edition)
    assert browser_of(press_officer).get(again(edition)).status_code == 403


@pytest.mark.parametrize("by", [coordinator, lambda: person(Role.AUDITOR)])
def test_nobody_else_has_files_written_again(failed, by):
    with pytest.raises(Refused, match=r"publication\.not-entitled"):
        operations.write_files_again(by=by(), edition=failed)


def test_the_page_asks_as_much_of_a_large_edition_as_of_a_small_one(counted, press_officer):
    counts = []
    for key, goals in (("2012", 1), ("2016", 25)):
        framework = factories.framework(key, int(key) - 2005)
        for number in range(goals):
            factories.goal(framework, f"P{number}")
        version = factories.adopted(framework)
        edition = operations.publish(by=press_officer, framework_version=version)
        do_jobs()
        page_of(edition, press_officer)
        browser = browser_of(press_officer)
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("publication:edition", args=[edition.pk]))
        counts.append(len(asked))

    assert counts[0] == counts[1]
