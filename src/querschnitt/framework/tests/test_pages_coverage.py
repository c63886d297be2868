from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator, editor
from querschnitt.framework import operations
from querschnitt.framework.tests.browser import browser_of
from querschnitt.framework.tests.factories import (
    ClauseFactory,
    FrameworkFactory,
    GoalVersionFactory,
    drafted_goal,
)

pytestmark = pytest.mark.django_db

VIEWS = ("clauses", "goals", "departments")


@pytest.fixture
def framework():
    framework = FrameworkFactory()
    clause = ClauseFactory(mandate=framework.mandate, number=1, reference="S. 12")
    clause.departments.add(DepartmentFactory(abbreviation="MWU"))
    GoalVersionFactory(
        goal__framework=framework, goal__reference="D1", wording="=2+5 Austausch.", clauses=[clause]
    )
    GoalVersionFactory(goal__framework=framework, goal__reference="D2", other_mandate="Landtag.")
    left = ClauseFactory(mandate=framework.mandate, number=2, text="Bundessache.")
    operations.exclude_clause(by=coordinator(), framework=framework, clause=left, reason="Bund.")
    return framework


def address(framework, view="", name="coverage", **query):
    query = "&".join(f"{key}={value}" for key, value in {"view": view, **query}.items() if value)
    return reverse(f"framework:{name}", args=[framework.key]) + f"?{query}"


def sheets(answer):
    book = openpyxl.load_workbook(BytesIO(answer.content))
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_the_three_views_tell_the_same_story(framework):
    browser = browser_of(coordinator())
    pages = {view: browser.get(address(framework, view)).text for view in VIEWS}

    assert "Bund." in pages["clauses"]
    assert "S. 12" in pages["clauses"]
    assert "Stützt sich auf einen anderen Auftrag" in pages["goals"]
    assert "Landtag." in pages["goals"]
    for page in pages.values():
        assert "/ziele/D1/" in page
        assert "2 Vorgaben, 2 Ziele" in page


def test_what_cannot_be_understood_narrows_nothing(framework):
    browser = browser_of(coordinator())

    for query in ({"department": "x"}, {"state": "y"}, {"kind": "z"}, {"field": "9" * 30}):
        page = browser.get(address(framework, **query))
        assert page.status_code == 200
        assert "/ziele/D1/" in page.text
    assert browser.get(address(framework, "none")).status_code == 200


def test_the_spreadsheet_holds_what_the_page_shows(framework):
    browser = browser_of(coordinator())

    answer = browser.get(address(framework, name="coverage_workbook", state="excluded"))

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert f"abdeckung-{framework.key}.xlsx" in answer["Content-Disposition"]
    found = sheets(answer)
    [row] = [row for row in found["Nach Vorgaben"] if row[0] == 2]
    assert row[2] == "Bundessache."
    assert "Bund." in row
    assert "Eingegrenzt – Stand: nicht aufgegriffen" in {row[0] for row in found["Nach Zielen"]}
    assert not [row for row in found["Nach Vorgaben"] if row[0] == 1]


def test_what_looks_like_a_formula_stays_text(framework):
    browser = browser_of(coordinator())

    found = sheets(browser.get(address(framework, name="coverage_workbook")))

    assert "=2+5 Austausch." in {row[1] for row in found["Nach Zielen"]}


@pytest.mark.parametrize("name", ["coverage", "coverage_workbook"])
def test_drafts_of_others_are_in_no_view_and_no_file(framework, name):
    secret = drafted_goal(
        editor(), framework=framework, wording="Kanarienvogel.", other_mandate="Geheimnis."
    )
    for view in VIEWS:
        for query in ({}, {"text": "Kanarienvogel"}, {"state": "other"}):
            body = browser_of(approver()).get(address(framework, view, name, **query)).content
            if name == "coverage_workbook":
                body = str(openpyxl_text(body)).encode()
            assert b"Geheimnis" not in body
            assert f"/ziele/{secret.goal.reference}/".encode() not in body
            assert body.count(b"Kanarienvogel") <= query.get("text", "").count("K") * 20
    own = browser_of(coordinator()).get(address(framework, "goals")).text
    assert "Geheimnis" in own


def openpyxl_text(body):
    book = openpyxl.load_workbook(BytesIO(body))
    return [[*sheet.iter_rows(min_row=3, values_only=True)] for sheet in book.worksheets]


@pytest.mark.parametrize("view", [*VIEWS, "workbook"])
def test_every_view_costs_the_same_however_much_there_is(
    framework, view, django_assert_num_queries, counted
):
    browser = browser_of(coordinator())
    url = address(framework, view)
    if view == "workbook":
        url = address(framework, name="coverage_workbook")

    def more(count):
        for _ in range(count):
            clause = ClauseFactory(mandate=framework.mandate, number=None or _free(framework))
            clause.departments.set([DepartmentFactory(), DepartmentFactory()])
            GoalVersionFactory(
                goal__framework=framework, clauses=[clause], involved=[DepartmentFactory()]
            )

    more(3)
    few = counted(lambda: browser.get(url))
    more(30)
    with django_assert_num_queries(few):
        assert browser.get(url).status_code == 200


def _free(framework):
    return framework.mandate.clauses.order_by("-number").first().number + 1
