"""Goals' sheets and departments' parts: written after publishing, kept, and gone in time."""

import itertools
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import Role
from querschnitt.accounts.queries import house_style
from querschnitt.accounts.tests.factories import person
from querschnitt.documents.pdf import TypesettingFailed
from querschnitt.outbox import operations as outbox
from querschnitt.outbox import worker
from querschnitt.outbox.models import Job
from querschnitt.publication import file_jobs, operations, renderers
from querschnitt.publication.files import Plan
from querschnitt.publication.formats.base import WHOLE
from querschnitt.publication.formats.tests.bare import write_counted_files
from querschnitt.publication.models import StoredPage, UnwrittenFile
from querschnitt.publication.operations.rendering import public_editions
from querschnitt.publication.rendering import rendered_page
from querschnitt.publication.tests import amended, factories

pytestmark = pytest.mark.django_db
SHEETS = [f"/dokumente/2022/ziele/{one}.txt" for one in ("p1", "p2", "x1")]


class Listing:
    """A renderer of one page for each document, which lists the files of its editions."""

    def render(self, editions, now, releases=()):
        for slug, inside in itertools.groupby(editions, key=lambda edition: edition.document):
            paths = [file.path for edition in inside for file in edition.files]
            yield rendered_page(f"/de/{slug}/", "\n".join(paths))

    def press_room(self, editions, now, releases, lines, changed):
        return []

    def project_releases(self, releases):
        return []

    def project(self, editions, now):
        return ()


@pytest.fixture
def counted(renderer, monkeypatch):
    monkeypatch.setattr(renderers, "_renderers", [Listing()])
    return write_counted_files(monkeypatch)


@pytest.fixture
def edition(counted, version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)


def do_jobs():
    while worker.work_off():
        pass


def files(status=200):
    rows = StoredPage.objects.filter(status=status, path__startswith="/dokumente/")
    return set(rows.values_list("path", flat=True))


def listed(slug="2022"):
    return bytes(StoredPage.objects.get(path=f"/de/{slug}/").body).decode().split()


def department_of(version):
    return version.framework.goals.first().versions.first().lead.key


def test_publishing_writes_the_whole_and_leaves_the_parts_to_the_worker(counted, edition):
    assert counted.news() == ["2022-1"]
    assert sorted(listed()) == ["/dokumente/2022-1.json", "/dokumente/2022-1.txt"]

    do_jobs()

    assert len(counted.news()) == 4
    assert files().issuperset(SHEETS)
    assert set(SHEETS) < set(listed())
    assert Job.objects.get().state == Job.State.DONE


def test_a_department_has_its_part(edition, version):
    do_jobs()

    path = f"/dokumente/2022/ressorts/{department_of(version)}.txt"
    assert b"Wasserstoffstrategie" in bytes(StoredPage.objects.get(path=path).body)


def test_done_twice_nothing_is_written_again(counted, edition):
    do_jobs()
    counted.news()
    before = dict(StoredPage.objects.values_list("path", "rendered_at"))

    operations.render_again_at_midnight()
    outbox.enqueue(kind="publication.write_files")
    do_jobs()

    assert counted.news() == []
    assert dict(StoredPage.objects.values_list("path", "rendered_at")) == before


def test_after_a_correction_only_the_corrected_goal_is_written_again(counted, press_officer):
    framework = factories.framework()
    factories.goal(framework, "P1", wording="Wir stärken Eurpoa.")
    factories.goal(framework, "P2", wording="Wir bleiben, wie wir sind.")
    version = factories.adopted(framework)
    operations.publish(by=press_officer, framework_version=version)
    do_jobs()
    counted.news()

    operations.correct_editorially(
        by=press_officer, framework_version=version, goal_reference="P1", part="wording",
        before="Wir stärken Eurpoa.", after="Wir stärken Europa.", note="Schreibfehler",
    )  # fmt: skip
    outdated = listed()
    do_jobs()

    assert counted.news() == ["2022-2", "P1"]
    assert SHEETS[0] not in outdated
    assert SHEETS[1] in outdated
    assert SHEETS[0] in listed()


def test_an_amendment_leaves_the_sheet_of_an_unchanged_goal_alone(counted, press_officer):
    first, people = amended.first_version()
    operations.publish(by=press_officer, framework_version=first)
    do_jobs()
    counted.news()

    second = amended.amend(first.framework, people)
    operations.publish(by=press_officer, framework_version=second, change_note="Neues")
    do_jobs()

    departments = {who.department.key for who in people.values()}
    assert set(counted.news()) - departments == {"2022-2", "P1", "P3"}
    said = bytes(StoredPage.objects.get(path=SHEETS[1]).body).decode()
    assert first.digest in said
    assert second.digest not in said
    # What only the first edition has stays readable.
    assert SHEETS[2] in listed()


def test_when_a_document_is_withdrawn_all_its_parts_are_gone_at_once(edition, press_officer):
    do_jobs()
    paths = files()

    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    assert len(paths) == 6
    assert (files(), files(status=410)) == (set(), paths)


def test_parts_that_were_never_written_are_gone_as_well(edition, press_officer):
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")
    do_jobs()

    assert files(status=410).issuperset(SHEETS)
    assert not files()


def test_no_word_of_a_withdrawn_edition_stays_in_a_part(counted, press_officer):
    first, people = amended.first_version()
    operations.publish(by=press_officer, framework_version=first)
    second = amended.amend(first.framework, people)
    edition = operations.publish(by=press_officer, framework_version=second, change_note="Neues")
    do_jobs()
    assert b"mehr P1" in bytes(StoredPage.objects.get(path=SHEETS[0]).body)

    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    assert not StoredPage.objects.filter(path=SHEETS[0]).exists()
    assert StoredPage.objects.get(path="/dokumente/2022/ziele/p3.txt").status == 410
    assert StoredPage.objects.get(path=SHEETS[1]).status == 200
    do_jobs()
    assert b"Wir wollen P1" in bytes(StoredPage.objects.get(path=SHEETS[0]).body)


def test_an_older_sheet_stays_until_the_new_one_is_there(counted, press_officer):
    first, people = amended.first_version()
    operations.publish(by=press_officer, framework_version=first)
    do_jobs()

    second = amended.amend(first.framework, people)
    operations.publish(by=press_officer, framework_version=second, change_note="Neues")

    assert b"Wir wollen P1" in bytes(StoredPage.objects.get(path=SHEETS[0]).body)
    assert SHEETS[0] not in listed()


def test_under_embargo_there_is_no_part_before_the_release(counted, version, press_officer):
    edition = operations.publish(
        by=press_officer,
        framework_version=version,
        public_from=timezone.now() + timedelta(days=1),
    )
    do_jobs()
    assert not files()
    assert not counted.written

    operations.release(by=press_officer, edition=edition)
    do_jobs()

    assert files().issuperset(SHEETS)


def test_what_is_withdrawn_while_it_is_written_is_not_kept(counted, edition, press_officer):
    def withdraw(manuscript):
        counted.before = lambda manuscript: None
        operations.withdraw(by=press_officer, edition=edition, reason="Versehen")

    counted.before = withdraw
    do_jobs()

    assert not files()
    assert files(status=410).issuperset(SHEETS)


def test_of_two_publications_in_quick_succession_the_later_one_counts(counted, press_officer):
    first, people = amended.first_version()
    second = amended.amend(first.framework, people)
    version = factories.adopted_framework("2016", 7)

    def publish(manuscript):
        counted.before = lambda manuscript: None
        operations.publish(by=press_officer, framework_version=version)

    operations.publish(by=press_officer, framework_version=second, change_note="Neues")
    counted.before = publish
    do_jobs()

    assert {"/dokumente/2022/ziele/p3.txt", "/dokumente/2016/ziele/x1.txt"} < files()
    assert set(listed()) | set(listed("2016")) == files()
    counted.news()
    do_jobs()
    assert counted.news() == []


def test_what_was_written_before_a_crash_is_not_written_again(counted, edition, monkeypatch):
    monkeypatch.setattr(file_jobs, "BATCH", 1)
    counted.news()

    def crash(manuscript):
        if manuscript.part.key == "X1":
            raise MemoryError

    counted.before = crash
    with pytest.raises(MemoryError):
        file_jobs.write_files(outbox.claim()[0])
    assert counted.news() == ["P1", "P2"]
    counted.before = lambda manuscript: None

    operations.render_again_at_midnight()
    do_jobs()

    assert len(counted.news()) == 2
    assert files().issuperset(SHEETS)


def test_progress_counts_all_files_also_those_that_were_there(counted, edition, monkeypatch):
    monkeypatch.setattr(file_jobs, "BATCH", 1)
    seen = []
    counted.before = lambda _: seen.append(Job.objects.values_list("progress_done", flat=True)[0])

    do_jobs()

    assert seen == [2, 3, 4, 5]
    assert Job.objects.values_list("progress_done", "progress_total").get() == (6, 6)


def too_large(manuscript):
    if manuscript.part == WHOLE or manuscript.part.key == "P2":
        raise TypesettingFailed("too large")


def test_a_file_that_is_too_large_keeps_nothing_from_being_public(counted, version, press_officer):
    counted.before = too_large

    operations.publish(by=press_officer, framework_version=version)
    do_jobs()

    assert "/dokumente/2022-1.json" in listed()
    assert SHEETS[0] in listed()
    assert set(UnwrittenFile.objects.values_list("path", flat=True)) == {
        "/dokumente/2022-1.txt",
        SHEETS[1],
    }


def test_what_failed_is_tried_again_only_when_somebody_asks(counted, version, press_officer):
    tried = []
    counted.before = lambda manuscript: (tried.append(manuscript.part.key), too_large(manuscript))
    edition = operations.publish(by=press_officer, framework_version=version)
    do_jobs()
    tried.clear()

    operations.render_again_at_midnight()
    do_jobs()
    assert tried == []

    counted.before = lambda manuscript: None
    operations.write_files_again(by=press_officer, edition=edition)
    do_jobs()
    assert not UnwrittenFile.objects.exists()
    assert {"/dokumente/2022-1.txt", SHEETS[1]} < set(listed())


def test_with_another_design_all_files_are_made_again_and_stay_listed(counted, edition):
    do_jobs()
    counted.news()
    by = person(Role.ADMINISTRATOR)
    style = house_style()

    accounts.set_house_style(
        by=by, seen=0, name=style.name, colour="#003300", typeface=style.typeface, emblem=b"",
        emblem_text="", without_emblem=True,
    )  # fmt: skip
    operations.publish_what_is_due()
    assert set(SHEETS) < set(listed())
    assert counted.news() == []
    do_jobs()

    assert len(counted.news()) == 5


@pytest.mark.parametrize("count", [3, 30])
def test_what_there_should_be_costs_two_questions_however_many_goals(counted, press_officer, count):
    framework = factories.framework()
    for number in range(count):
        factories.goal(framework, f"P{number}")
    version = factories.adopted(framework)
    operations.publish(by=press_officer, framework_version=version)
    editions = public_editions(now=timezone.now())

    with CaptureQueriesContext(connection) as asked:
        plan = Plan(editions, house_style())
        assert len(plan.missing) == count
        assert len(plan.kept) == count + 2

    assert len(asked) == 3
