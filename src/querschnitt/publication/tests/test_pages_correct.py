import pytest
from django.urls import reverse

from querschnitt.framework.tests.browser import browser_of, filled
from querschnitt.publication import operations
from querschnitt.publication.content import parsed_framework
from querschnitt.publication.models import Edition
from querschnitt.publication.tests import factories

pytestmark = pytest.mark.django_db
BEFORE = "Die Wasserstofstrategie gilt in allen Häusern."
AFTER = "Die Wasserstoffstrategie gilt in allen Häusern."
NOTE = "Ein Buchstabe fehlte."


@pytest.fixture
def version(db):
    made = factories.framework()
    factories.goal(made, "P1")
    factories.goal(made, "P2", wording=BEFORE)
    return factories.adopted(made)


@pytest.fixture
def address(version, press_officer):
    operations.publish(by=press_officer, framework_version=version)
    return reverse("publication:correct_editorially", args=[version.pk])


@pytest.fixture
def browser(press_officer):
    return browser_of(press_officer)


def shown(browser, address, goal="P2", part="wording"):
    return browser.get(address, {"goal_reference": goal, "part": part})


def test_the_text_is_chosen_shown_and_corrected(browser, address):
    assert "P2" in browser.get(address).text
    page = shown(browser, address)
    assert BEFORE in page.text
    form = filled(page, "correct")
    assert form["after"] == [BEFORE]

    answer = browser.post(address, {**form, "after": AFTER, "note": NOTE})

    newest = Edition.objects.order_by("-number").first()
    assert answer.url == reverse("publication:edition", args=[newest.pk])
    assert newest.is_minor
    assert parsed_framework(newest.content)["corrections"][0]["after"] == AFTER
    assert NOTE in browser.get(answer.url).text


def test_more_than_a_misprint_is_refused_with_its_sentence(browser, address):
    form = filled(shown(browser, address), "correct")
    other = "Die Wasserstoffstrategie gilt nicht in allen Häusern."

    answer = browser.post(address, {**form, "after": other, "note": NOTE})

    assert answer.status_code == 422
    assert other in answer.text
    assert BEFORE in answer.text
    assert Edition.objects.count() == 1


def test_a_text_that_was_corrected_meanwhile_is_shown_beside_the_typed_one(
    browser, address, version, press_officer
):
    form = filled(shown(browser, address), "correct")
    operations.correct_editorially(
        by=press_officer,
        framework_version=version,
        goal_reference="P2",
        part="wording",
        before=BEFORE,
        after=AFTER,
        note=NOTE,
    )
    mine = BEFORE.replace("Häusern", "Häusern des Landes"[:7])

    answer = browser.post(address, {**form, "after": f"{mine} ", "note": "Meine Notiz"})

    assert answer.status_code == 409
    assert AFTER in answer.text
    again = filled(answer, "correct")
    assert again["before"] == [AFTER]
    assert again["note"] == ["Meine Notiz"]
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    "bad",
    [
        {"note": ""},
        {"note": "x" * 2001},
        {"after": ""},
        {"after": BEFORE},
        {"after": "a\x00b"},
        {"goal_reference": "Z9"},
        {"goal_reference": "x" * 30},
        {"part": "period"},
        {"before": ""},
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(browser, address, bad):
    form = filled(shown(browser, address), "correct")

    answer = browser.post(address, {**form, "after": AFTER, "note": NOTE, **bad})

    assert answer.status_code == 422
    assert Edition.objects.count() == 1


def test_a_text_that_there_is_not_cannot_be_chosen(browser, address):
    assert shown(browser, address, part="explanation").status_code == 422
    assert shown(browser, address, goal="Z9").status_code == 200


def test_what_is_not_published_has_no_misprint_to_correct(browser, version):
    page = browser.get(reverse("publication:correct_editorially", args=[version.pk]))
    assert page.status_code == 403
