import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import Clause
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FrameworkFactory,
    GoalVersionFactory,
    MandateFactory,
)

pytestmark = pytest.mark.django_db

PASTED = "S. 12: Die Ziele werden gebündelt. [MWU]\r\n\r\nDer Austausch wächst. (Z. 30)"


def url(name, *args):
    return reverse(f"framework:{name}", args=args)


def test_a_pasted_text_is_shown_taken_apart_and_then_added():
    mandate, department = MandateFactory(), DepartmentFactory(abbreviation="MWU")
    browser, address = browser_of(coordinator()), url("add_clauses", mandate.key)

    preview = send(browser, address, text=PASTED)

    assert preview.status_code == 200
    assert "S. 12" in preview.text
    assert not Clause.objects.exists()
    assert "2 Vorgaben hinzufügen" in preview.text
    done = browser.post(address, filled(preview))
    assert done.headers["Location"] == url("mandate", mandate.key)
    first, second = mandate.clauses.all()
    assert (first.text, first.reference) == ("Die Ziele werden gebündelt.", "S. 12")
    assert [*first.departments.all()] == [department]
    assert (second.text, second.reference) == ("Der Austausch wächst.", "Z. 30")


def test_a_text_changed_after_the_preview_is_shown_again():
    mandate = MandateFactory()
    browser, address = browser_of(coordinator()), url("add_clauses", mandate.key)
    preview = send(browser, address, text="Eins.")

    again = browser.post(address, {**filled(preview), "text": "Eins.\n\nZwei."})

    assert again.status_code == 200
    assert not Clause.objects.exists()
    assert browser.post(address, filled(again)).status_code == 302
    assert Clause.objects.count() == 2


def test_what_is_there_already_is_marked_and_left_out():
    mandate = ClauseFactory(text="Eins.").mandate
    browser, address = browser_of(coordinator()), url("add_clauses", mandate.key)

    preview = send(browser, address, text="Eins.\nZwei.")

    assert "bereits erfasst" in preview.text
    browser.post(address, filled(preview))
    assert [clause.text for clause in mandate.clauses.order_by("number")] == ["Eins.", "Zwei."]
    nothing = send(browser, address, text="Eins.")
    assert browser.post(address, filled(nothing)).status_code in {200, 422}
    assert mandate.clauses.count() == 2


def test_what_is_wrong_is_named_by_paragraph_and_nothing_is_lost():
    mandate = MandateFactory()
    browser, address = browser_of(coordinator()), url("add_clauses", mandate.key)
    typed = f"Eins. [XYZ]\n\n{'x' * 5001}"

    page = send(browser, address, text=typed)

    assert page.status_code == 422
    assert "Absatz 1: Es gibt kein Ressort „XYZ“." in page.text
    assert "Absatz 2 ist länger als 5000 Zeichen." in page.text
    assert filled(page)["text"] == [typed]


def test_a_misprint_is_corrected_on_the_page():
    clause = ClauseFactory(text="Flasch.")
    address = url("revise_clause", clause.mandate.key, clause.number)

    assert send(browser_of(coordinator()), address, text="Falsch.").status_code == 302

    clause.refresh_from_db()
    assert clause.text == "Falsch."


def test_a_stale_correction_shows_both_texts_and_can_be_sent_again():
    clause = ClauseFactory(text="Alt.")
    browser = browser_of(coordinator())
    address = url("revise_clause", clause.mandate.key, clause.number)
    page = browser.get(address)
    Clause.objects.filter(pk=clause.pk).update(text="Von anderen.")

    answer = browser.post(address, {**filled(page), "text": "Von mir."})

    assert answer.status_code == 409
    assert "Von anderen." in answer.text
    assert filled(answer)["text"] == ["Von mir."]
    assert browser.post(address, filled(answer)).status_code == 302
    clause.refresh_from_db()
    assert clause.text == "Von mir."


def test_an_adopted_mandate_offers_no_correction():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    GoalVersionFactory(goal__framework=framework, stage="adopted")
    browser, key = browser_of(coordinator()), framework.mandate.key

    assert url("revise_clause", key, clause.number) not in browser.get(url("mandate", key)).text
    assert browser.get(url("revise_clause", key, clause.number)).status_code == 403


def test_a_clause_is_removed_shown_as_such_and_restored():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate)
    browser, where = browser_of(coordinator()), (framework.mandate.key, clause.number)
    assert send(browser, url("remove_clause", *where), reason="Nachtrag.").status_code == 422

    done = send(browser, url("remove_clause", *where), removed_on="05.2024", reason="Nachtrag.")

    assert done.status_code == 302
    for page in (url("mandate", where[0]), url("coverage", framework.key)):
        text = browser.get(page).text
        assert "gestrichen seit" in text
        assert "Nachtrag." in text
    assert send(browser, url("restore_clause", *where)).status_code == 302
    assert "Nachtrag." not in browser.get(url("mandate", where[0])).text


def test_a_removed_clause_is_offered_to_no_new_goal():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate, text="Einmalig gesagt.")
    operations.remove_clause(by=coordinator(), clause=clause, removed_on="2024", reason="Fort.")

    page = browser_of(approver()).get(url("draft_goal", framework.key))

    assert "Einmalig gesagt." not in page.text


def test_departments_are_offered_no_act_on_clauses():
    clause = ClauseFactory()
    browser, key = browser_of(approver()), clause.mandate.key
    page = browser.get(url("mandate", key)).text

    for name in ("revise_clause", "remove_clause"):
        assert url(name, key, clause.number) not in page
        assert browser.get(url(name, key, clause.number)).status_code == 403
    assert browser.get(url("add_clauses", key)).status_code == 403
