"""Two frameworks side by side: what is known again, what moved, what is new or gone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from querschnitt.accounts.tests.factories import coordinator, editor
from querschnitt.coordination.comparison import Bond, Kind, Link, compare, matches_of
from querschnitt.coordination.tests.factories import adopted
from querschnitt.documents.writers import WRITERS
from querschnitt.framework.tests.browser import browser_of


def text(said):
    return {"de": said}


def goal(reference, wording, **said):
    given = {
        "title": text(""),
        "kind": "outcome",
        "chapter": None,
        "field": "europa",
        "explanation": text(""),
        "lead": None,
        "involves_all": False,
        "involved": [],
        "clauses": [],
        "other_mandate": text(""),
        "period": {"start": "", "end": ""},
    }
    return {"reference": reference, "wording": text(wording), **given, **said}


def framework(key, *goals, departments=("aa",), introduction=""):
    return {
        "schema": "querschnitt/framework/1",
        "key": key,
        "title": text("Rahmen"),
        "short_title": text(""),
        "period": {"start": "", "end": ""},
        "mandate": None,
        "introduction": text(introduction),
        "chapters": [],
        "departments": [{"key": one, "abbreviation": one.upper()} for one in departments],
        "fields": [],
        "goals": list(goals),
    }


def of_kind(found, kind):
    return [one.label for one in found.points if one.kind == kind and "goal:" in _point(one)]


def _point(one):
    return (one.later or one.earlier).point


HARBOUR = "Wir bauen den Hafen von Magdeburg aus."


def test_within_a_framework_a_goal_is_known_again_by_its_reference():
    before = framework("a", goal("O1", HARBOUR), goal("O2", "Fällt weg."))
    after = framework("a", goal("O1", "Etwas ganz anderes."), goal("O3", "Kommt neu."))

    found = compare(before, after)

    assert of_kind(found, Kind.CHANGED) == ["O1"]
    assert of_kind(found, Kind.NEW) == ["O3"]
    assert of_kind(found, Kind.DROPPED) == ["O2"]


def test_between_frameworks_the_same_reference_means_nothing():
    found = matches_of(framework("a", goal("O1", HARBOUR)), framework("b", goal("O1", "Kultur.")))

    assert found == []


def test_a_link_counts_more_than_likeness_and_is_followed_over_a_framework_between():
    before = framework("a", goal("O1", HARBOUR), goal("O2", "Schulen lernen Polnisch."))
    after = framework("c", goal("O8", "Kultur."), goal("O9", HARBOUR))
    links = [
        Link(("a", "O1"), ("b", "O5"), "carried_over"),
        Link(("b", "O5"), ("c", "O8"), "merged"),
    ]

    assert [(one.earlier, one.later, one.bond) for one in matches_of(before, after, links)] == [
        ("O1", "O8", Bond.MERGED)
    ]


def test_links_in_a_circle_come_to_an_end():
    sides = framework("a", goal("O1", HARBOUR)), framework("b", goal("O1", "Kultur."))
    links = [Link(("a", "O1"), ("b", "O1"), "merged"), Link(("b", "O1"), ("a", "O1"), "merged")]

    assert len(matches_of(*sides, links)) == 1


def test_without_links_likeness_is_only_supposed_and_says_how_alike():
    before = framework("a", goal("O1", HARBOUR), goal("O2", "Schulen lernen Polnisch."))
    after = framework(
        "b", goal("O7", "Der Magdeburger Hafen wird ausgebaut."), goal("O8", "Kunst.")
    )

    found = [one for one in compare(before, after).points if one.is_supposed]

    assert [(one.earlier.label, one.later.label) for one in found] == [("O1", "O7")]
    assert 30 <= found[0].alike < 100


def test_a_goal_in_another_field_has_moved_and_one_that_stayed_has_not():
    before = framework("a", goal("O1", HARBOUR), goal("O2", "Bleibt."))
    after = framework("a", goal("O1", HARBOUR, field="kultur"), goal("O2", "Bleibt."))

    assert [one.label for one in compare(before, after).points if one.is_moved] == ["O1"]


def test_a_goal_in_another_place_has_moved_alone():
    goals = [goal(f"O{n}", f"Ziel {n}.") for n in range(1, 6)]
    after = framework("a", *goals[1:], goals[0])

    assert [one.label for one in compare(framework("a", *goals), after).points if one.is_moved] == [
        "O1"
    ]


def test_the_same_text_has_no_differences():
    one = framework("a", goal("O1", HARBOUR), introduction="Wir.")

    assert {point.kind for point in compare(one, one).points} == {Kind.UNCHANGED}


def test_introduction_and_departments_are_compared_too():
    before = framework("a", departments=("aa", "bb"), introduction="Alt.")
    after = framework("a", departments=("bb", "cc"), introduction="Neu.")

    found = compare(before, after)

    assert "introduction" in {one.later.point for one in found.points if one.kind == Kind.CHANGED}
    assert (found.departments_gone, found.departments_new) == (["AA"], ["CC"])


@pytest.mark.django_db
def test_the_page_shows_two_versions_and_both_files():
    version = adopted()
    browser = browser_of(editor())
    key = f"version-{version.pk}"

    page = browser.get(reverse("coordination:comparison"), {"von": key, "bis": key})
    assert page.status_code == 200
    for ending in WRITERS:
        address = reverse("coordination:comparison_file", args=[ending])
        file = browser.get(address, {"von": key, "bis": key})
        assert file.status_code == 200, ending
        assert f"{address}?von={key}&amp;bis={key}" in page.text
        assert "attachment" in file["Content-Disposition"]


@pytest.mark.django_db
def test_what_is_asked_for_and_is_not_there_gives_a_page_all_the_same():
    answer = browser_of(editor()).get(
        reverse("coordination:comparison"), {"von": "version-999", "bis": "x", "art": "y"}
    )

    assert answer.status_code == 200


@pytest.mark.django_db
def test_the_page_of_ancestors_opens_for_everyone():
    version = adopted()
    url = reverse("coordination:lineage", args=[version.framework.key])

    assert browser_of(editor()).get(url).status_code == 200


@pytest.mark.django_db
def test_more_versions_to_choose_from_cost_no_further_query():
    browser, url = browser_of(coordinator()), reverse("coordination:comparison")
    adopted(), adopted()
    with CaptureQueriesContext(connection) as few:
        assert browser.get(url).status_code == 200
    adopted(), adopted()
    with CaptureQueriesContext(connection) as many:
        assert browser.get(url).status_code == 200

    assert len(many) == len(few)
