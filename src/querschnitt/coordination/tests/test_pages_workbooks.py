import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.coordination.tests.factories import closed
from querschnitt.coordination.tests.workbooks import GOALS, Book, Ground, apply, upload
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import Goal
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.framework.tests.conftest import counted  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

CANARY = "kanarienvogel-5f1c"


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def other():
    return editor()


@pytest.fixture
def ground(writer, other):
    return Ground(writer, other)


def sent(browser, ground, data):
    file = SimpleUploadedFile("ziele.xlsx", data)
    return send(browser, url("upload_workbook", ground.round.pk), file=file)


def test_the_whole_way_from_the_round_to_the_drafts(ground, writer):
    ground.goal(writer, "Wir tun dies.")
    browser = browser_of(writer)
    page = browser.get(url("round", ground.round.pk)).text
    download = url("workbook", ground.round.pk)
    assert download in page
    assert url("upload_workbook", ground.round.pk) in page

    filled_in = Book(browser.get(download).content).add("Ganz neu.")
    answer = sent(browser, ground, filled_in.put(2, Wortlaut="Wir tun mehr.").data)
    preview = browser.get(answer.url)
    assert "Ganz neu." in preview.text
    assert not Goal.objects.filter(versions__wording="Ganz neu.").exists()

    workbook = DeliveredWorkbook.objects.get()
    done = send(browser, url("apply_workbook", workbook.pk))

    assert done.url == url("delivered_workbook", workbook.pk)
    assert Goal.objects.filter(versions__wording="Ganz neu.").exists()
    stands = browser.get(url("round", ground.round.pk)).text
    assert "per Arbeitsmappe, noch nicht eingereicht" in stands
    approver_of = approver(department=writer.department)
    for goal in Goal.objects.filter(framework=ground.framework):
        seen = goal.versions.count()
        framework_acts.submit_goal(by=approver_of, goal=goal, seen=seen)
    stands = browser.get(url("round", ground.round.pk)).text
    assert "per Arbeitsmappe, noch" not in stands
    assert "per Arbeitsmappe" in stands


def test_the_preview_can_be_narrowed_and_leafed_through(ground, writer):
    for number in range(60):
        ground.goal(writer, f"Ziel {number}.")
    book = Book.of(ground.round, writer)
    for row in range(2, 58):
        book.put(row, Titel=f"Titel {row}")
    workbook = upload(ground.round, writer, book)
    browser = browser_of(writer)

    first = browser.get(url("delivered_workbook", workbook.pk))
    second = browser.get(url("delivered_workbook", workbook.pk) + "?zeilen=changed&seite=2")

    assert "Titel 2" in first.text
    assert "Titel 57" not in first.text
    assert "Titel 57" in second.text
    for odd in ("seite=0", "seite=-1", "seite=9999999", "seite=x", "zeilen=x", "seite=²"):
        assert browser.get(url("delivered_workbook", workbook.pk) + f"?{odd}").status_code == 200


def test_a_stale_preview_is_shown_anew_and_nothing_is_taken_over(ground, writer):
    version = ground.goal(writer, "Wir tun dies.")
    workbook = upload(ground.round, writer, Book.of(ground.round, writer).add("Neu."))
    browser = browser_of(writer)
    page = browser.get(url("apply_workbook", workbook.pk))
    framework_acts.revise_goal(by=writer, goal=version.goal, seen=1, title="Anders")

    answer = browser.post(url("apply_workbook", workbook.pk), filled(page))

    assert answer.status_code == 409
    assert not Goal.objects.filter(versions__wording="Neu.").exists()
    assert send(browser, url("apply_workbook", workbook.pk)).status_code == 302


def test_a_file_that_is_none_of_ours_is_told_in_the_form(ground, writer):
    answer = sent(browser_of(writer), ground, b"PK something")

    assert answer.status_code == 422
    assert not DeliveredWorkbook.objects.exists()


def test_an_upload_without_a_file_is_told_in_the_form(ground, writer):
    assert send(browser_of(writer), url("upload_workbook", ground.round.pk)).status_code == 422


def test_refused_rows_can_be_downloaded_corrected_and_uploaded(ground, writer):
    book = Book.of(ground.round, writer).add("Richtig.", row=2).add("Falsch.", row=3, Art="x")
    workbook = upload(ground.round, writer, book)
    browser = browser_of(writer)
    page = browser.get(url("delivered_workbook", workbook.pk))
    assert url("refused_rows", workbook.pk) in page.text

    refused = Book(browser.get(url("refused_rows", workbook.pk)).content)

    assert refused.cell(2, "Wortlaut") == "Falsch."
    assert refused.cell(2, "Was zu korrigieren ist").startswith("Ziele!D3: ")
    corrected = upload(ground.round, writer, refused.put(2, Art="Grundsatz"))
    assert (corrected.new_rows, corrected.refused_rows) == (1, 0)


def test_a_coordinator_downloads_and_looks_at_every_departments_workbook(ground, writer):
    workbook = upload(ground.round, writer, Book.of(ground.round, writer).add("Neu.", row=2))
    browser = browser_of(coordinator())
    ask = f"{url('workbook', ground.round.pk)}?ressort={writer.department.key}"

    assert browser.get(ask).status_code == 200
    assert ask in browser.get(url("round", ground.round.pk)).text
    assert "Neu." in browser.get(url("delivered_workbook", workbook.pk)).text
    assert browser.get(url("apply_workbook", workbook.pk)).status_code == 403
    assert browser.get(url("discard_workbook", workbook.pk)).status_code == 403


def test_nobody_else_sees_a_departments_workbook(ground, writer, other):
    ground.goal(writer, CANARY)
    workbook = upload(ground.round, writer, Book.of(ground.round, writer).put(2, Titel=CANARY))
    places = [
        f"{url('workbook', ground.round.pk)}?ressort={writer.department.key}",
        url("delivered_workbook", workbook.pk),
        url("apply_workbook", workbook.pk),
        url("discard_workbook", workbook.pk),
        url("refused_rows", workbook.pk),
    ]
    for someone in (other, person("press_officer"), person("cabinet_office"), editor()):
        browser = browser_of(someone)
        assert [browser.get(place).status_code for place in places] == [404] * len(places)
        assert CANARY not in browser.get(url("round", ground.round.pk)).text


def test_a_workbook_holds_no_goal_of_another_department(ground, writer, other):
    ground.goal(other, CANARY, involved=[writer.department])

    book = Book.of(ground.round, writer)

    assert CANARY not in str([[cell.value for cell in row] for row in book.book[GOALS]])


def test_a_department_that_was_not_asked_has_no_workbook(ground):
    browser = browser_of(editor())

    assert browser.get(url("workbook", ground.round.pk)).status_code == 404
    assert browser.get(url("upload_workbook", ground.round.pk)).status_code == 403


def test_after_the_round_the_page_says_why_nothing_can_be_uploaded(ground, writer):
    closed(ground.round)

    answer = browser_of(writer).get(url("upload_workbook", ground.round.pk))

    assert answer.status_code == 403


def test_what_is_discarded_is_gone(ground, writer):
    workbook = upload(ground.round, writer, Book.of(ground.round, writer).add("Neu.", row=2))
    browser = browser_of(writer)

    assert send(browser, url("discard_workbook", workbook.pk)).status_code == 302
    assert browser.get(url("delivered_workbook", workbook.pk)).status_code == 404


def test_a_preview_costs_the_same_queries_however_large(ground, writer, counted):  # noqa: F811
    def pages(rows):
        book = Book.of(ground.round, writer)
        for row in range(rows):
            book.add(f"Ziel {rows} {row}.", row=2 + row, Federführung=writer.department.key)
        workbook = upload(ground.round, writer, book)
        browser = browser_of(writer)
        place = url("delivered_workbook", workbook.pk)
        return counted(lambda: browser.get(place)), counted(
            lambda: browser.get(url("round", ground.round.pk))
        )

    assert pages(1) == pages(120)


def test_a_download_costs_the_same_queries_however_large(ground, writer, counted):  # noqa: F811
    def download():
        return counted(lambda: Book.of(ground.round, writer))

    ground.goal(writer, "Eins.", involved=[writer.department], clauses=ground.clauses)
    ground.delivered(writer.department)
    few = download()
    for number in range(30):
        ground.goal(writer, f"Ziel {number}.", clauses=ground.clauses[:2])
        ground.delivered(writer.department, f"Früher {number}.")

    assert download() == few


def test_taking_over_costs_the_same_queries_however_large(ground, writer, counted):  # noqa: F811
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(rows):
        book = Book.of(ground.round, writer)
        for row in range(rows):
            book.add(f"Ziel {rows} {row}.", Vorgaben="1; 2")
        workbook = upload(ground.round, writer, book)
        with CaptureQueriesContext(connection) as queries:
            apply(workbook, writer)
        return len(queries)

    assert cost(2) == cost(100)
