"""The pages of foreign frameworks: upload, list, one import, preview, discard."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.documents import plain_reading
from querschnitt.framework.models import Framework, LegislativeTerm
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.publication import operations
from querschnitt.publication.forms import ImportForm
from querschnitt.publication.models import ImportedFramework
from querschnitt.publication.tests.foreign_files import plan, read_here
from querschnitt.tests.world_imports import edition

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("publication:imports"), reverse("publication:import_framework")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(plain_reading, "extract", read_here)


def file(data=None, name="plan.xml"):
    return SimpleUploadedFile(name, plan() if data is None else data)


def imported(data=None, by=None):
    return operations.import_framework(
        by=by or coordinator(), data=data or plan(), file_name="plan.xml"
    )


def many(goals, name="Plan"):
    one = "<Goal><Name>g</Name><Description>d</Description></Goal>\n"
    return plan(one * goals, name=name)


def test_a_file_that_is_sent_leads_to_the_page_of_the_import():
    answer = send(browser_of(coordinator()), NEW, file=file(plan(namespace="")))

    row = ImportedFramework.objects.get()
    assert answer.url == reverse("publication:import", args=[row.pk])


def test_a_bad_file_answers_422_with_the_sentence_and_nothing_is_kept():
    answer = send(browser_of(coordinator()), NEW, file=file(b"<html/>"))

    assert answer.status_code == 422
    assert "kein StratML" in answer.content.decode()
    assert not ImportedFramework.objects.exists()


def test_no_file_at_all_answers_422():
    assert send(browser_of(coordinator()), NEW).status_code == 422


def test_a_hundred_megabytes_are_refused_by_the_form():
    form = ImportForm({}, {"file": file()})
    form.files["file"].size = 100 * 1024 * 1024

    assert not form.is_valid()
    assert form.errors["file"].as_data()[0].code == "too-large"


def test_the_empty_list_says_so_and_offers_the_import():
    page = browser_of(coordinator()).get(LIST).content.decode()

    assert "noch kein Rahmen importiert" in page
    assert NEW in page


def test_an_auditor_reads_and_cannot_import():
    browser = browser_of(person("auditor"))
    row = imported()

    assert browser.get(LIST).status_code == 200
    assert browser.get(reverse("publication:import", args=[row.pk])).status_code == 200
    assert browser.get(NEW).status_code == 403


@pytest.mark.parametrize("role", ["press_officer", "cabinet_office", "administrator"])
def test_for_others_there_are_no_such_pages(role):
    browser, row = browser_of(person(role)), imported()

    for name in ("import", "take_over", "discard_import"):
        assert browser.get(reverse(f"publication:{name}", args=[row.pk])).status_code == 404, name
    assert browser.get(LIST).status_code == 404
    assert browser.get(NEW).status_code == 404


def test_the_page_shows_deviations_with_line_and_element_and_the_goals():
    row = imported(
        plan("\n<Goal><Name>Hafen &amp; Fluss</Name><Description>d</Description></Goal>")
    )

    page = browser_of(coordinator()).get(reverse("publication:import", args=[row.pk]))

    text = page.content.decode()
    assert "&lt;Goal&gt;" in text
    assert "Hafen &amp; Fluss" in text
    assert "es wurde G1 vergeben" in text
    assert f"?bis=fremd-{row.pk}" in text


def test_long_tables_are_paged_and_cost_no_further_query():
    browser = browser_of(coordinator())
    few, lot = imported(many(2, "A")), imported(many(120, "B"))
    with CaptureQueriesContext(connection) as small:
        assert browser.get(reverse("publication:import", args=[few.pk])).status_code == 200
    with CaptureQueriesContext(connection) as large:
        page = browser.get(reverse("publication:import", args=[lot.pk])).content.decode()

    assert len(large) == len(small)
    assert "1 bis 50 von 121" in page
    last = browser.get(
        reverse("publication:import", args=[lot.pk]), {"ziele": "3", "abweichungen": "3"}
    )
    assert "101 bis 121 von 121" in last.content.decode()
    beyond = browser.get(reverse("publication:import", args=[lot.pk]), {"ziele": "99"})
    assert beyond.status_code == 200


def test_the_list_is_paged_with_a_fixed_number_of_queries():
    browser, by = browser_of(coordinator()), coordinator()
    imported(by=by)
    with CaptureQueriesContext(connection) as small:
        browser.get(LIST)
    for number in range(30):
        imported(plan(name=f"Plan {number}"), by)
    with CaptureQueriesContext(connection) as large:
        page = browser.get(LIST).content.decode()

    assert len(large) == len(small)
    assert "?seite=2" in page
    assert "Beispielplan" in browser.get(LIST, {"seite": "2"}).content.decode()


def test_a_framework_is_taken_over_from_its_preview():
    by = coordinator()
    row = imported(edition("Rahmen von dort", "Wir bauen den Hafen aus."), by)
    browser, url = browser_of(by), reverse("publication:take_over", args=[row.pk])

    page = browser.get(url).content.decode()
    done = send(browser, url)

    assert "Wahlperiode" in page
    assert done.url == reverse("framework:framework", args=["fremd"])
    own = browser.get(reverse("publication:import", args=[row.pk])).content.decode()
    assert "Übernommen am" in own
    assert browser.get(url).status_code == 403


def test_a_preview_that_is_out_of_date_answers_409_with_what_is_now():
    by = coordinator()
    row = imported(edition("Rahmen von dort", "Wir bauen den Hafen aus."), by)
    browser, url = browser_of(by), reverse("publication:take_over", args=[row.pk])
    page = browser.get(url)
    LegislativeTerm.objects.create(number=8)

    answer = browser.post(url, filled(page))

    assert answer.status_code == 409
    assert "schon vorhanden" in answer.content.decode()
    assert not Framework.objects.exists()
    assert browser.post(url, filled(answer)).status_code == 302


def test_a_conflict_is_shown_and_the_button_is_not():
    by = coordinator()
    row = imported(edition("Rahmen von dort", "Wir bauen den Hafen aus."), by)
    LegislativeTerm.objects.create(number=8, starts_on="2020")

    page = browser_of(by).get(reverse("publication:take_over", args=[row.pk]))

    assert page.status_code == 403
    assert "Widerspruch" in page.content.decode()
    assert 'id="act"' not in page.content.decode()


def test_stratml_has_no_preview():
    row = imported()

    page = browser_of(coordinator()).get(reverse("publication:take_over", args=[row.pk]))

    assert page.status_code == 404


def test_an_import_is_discarded_with_a_reason():
    browser, row = browser_of(coordinator()), imported()
    url = reverse("publication:discard_import", args=[row.pk])

    assert send(browser, url, reason="").status_code == 422
    assert send(browser, url, reason="Falsche Datei.").status_code == 302
    page = browser.get(reverse("publication:import", args=[row.pk])).content.decode()
    assert "Falsche Datei." in page
    assert browser.get(url).status_code == 403


def test_lists_and_comparison_lead_here_for_those_who_may():
    browser, other = browser_of(coordinator()), browser_of(person("press_officer"))

    for name in ("framework:frameworks", "coordination:comparison"):
        assert LIST in browser.get(reverse(name)).content.decode()
        assert LIST not in other.get(reverse(name)).content.decode()


def test_the_comparison_offers_the_import_by_its_title():
    row = imported(plan(name="Plan der Nachbarn"))
    url = reverse("coordination:comparison")

    page = browser_of(coordinator()).get(url, {"von": f"fremd-{row.pk}", "bis": f"fremd-{row.pk}"})

    text = page.content.decode()
    assert "Plan der Nachbarn" in text
    assert "fremd, StratML, Teil 1" in text
    assert "Plan der Nachbarn" not in browser_of(person("press_officer")).get(url).content.decode()


def test_hostile_words_stay_words():
    words = "<![CDATA[<script>alert(1)</script>]]>"
    row = imported(plan(f"<Goal><Name>{words}</Name><Description>{words}</Description></Goal>"))

    page = browser_of(coordinator()).get(reverse("publication:import", args=[row.pk]))

    assert "<script>alert" not in page.content.decode()
