"""The frame of an annual report: what it takes from the framework, for which years, for whom."""

from datetime import date

import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import person
from querschnitt.coordination.tests.factories import FrameworkFactory
from querschnitt.documents.outline import check
from querschnitt.documents.typeset import Facts, Heading, Paragraph
from querschnitt.documents.writers import WRITERS
from querschnitt.framework.tests.browser import browser_of
from querschnitt.publication import assemble, operations, queries
from querschnitt.publication.composition.annual_frame import annual_frame
from querschnitt.publication.reporting_years import (
    likely_year,
    obstacle_to_reporting_on,
    reporting_years,
)

pytestmark = pytest.mark.django_db


def own(framework, rest=""):
    return f"/desk/rahmen/{framework.key}/jahresbericht/{rest}"


def years_of(start, end, decided_on="2022-07-12", this_year=2024):
    edition = {
        "framework": {"period": {"start": start, "end": end}},
        "adoption": {"decided_on": decided_on},
    }
    return reporting_years(edition, this_year=this_year)


def test_each_goal_has_its_wording_and_three_places_to_fill_in(version):
    edition = assemble.framework_edition(version)

    document = annual_frame(edition, year=2023, language="de")

    check(document)
    assert document.subtitle == "Jahresbericht 2023"
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    goals = edition["framework"]["goals"]
    assert [titles.count(one) for one in ("Was getan wurde", "Stand", "Nächste Schritte")] == [
        len(goals)
    ] * 3
    numbers = {block.number for block in document.blocks if isinstance(block, Heading)}
    assert {goal["reference"] for goal in goals} <= numbers
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert sum(text.startswith("[") for text in said) >= 3 * len(goals)
    assert any(isinstance(block, Facts) for block in document.blocks)


def test_the_years_are_those_in_which_the_framework_runs():
    assert years_of("2022-07-12", "2027") == range(2022, 2028)
    assert years_of("", "2026-03") == range(2022, 2027)
    assert years_of("2021", "") == range(2021, 2025)
    assert years_of("2030", "") == range(2030, 2031)


def test_the_last_year_that_is_over_is_offered():
    assert likely_year(range(2022, 2028), this_year=2024) == 2023
    assert likely_year(range(2022, 2028), this_year=2040) == 2027
    assert likely_year(range(2022, 2028), this_year=2022) == 2022


def test_another_year_is_refused_with_the_years_there_are():
    assert obstacle_to_reporting_on(2022, range(2022, 2028)) is None
    for year in (2021, 2028, -1, 10**12):
        obstacle = obstacle_to_reporting_on(year, range(2022, 2028))
        assert obstacle.code == "publication.year-outside"
        assert "2022" in obstacle.sentence
        assert "2027" in obstacle.sentence


@pytest.fixture
def desk(version):
    return browser_of(person(Role.COORDINATOR))


def test_a_coordinator_chooses_the_year_and_gets_every_format(desk, version):
    framework = version.framework
    assert own(framework) in desk.get(f"/desk/rahmen/{framework.key}/").text
    edition = queries.edition_in_force(framework)
    year = reporting_years(edition, this_year=date.today().year)[0]  # noqa: DTZ011

    page = desk.get(own(framework), {"jahr": year})

    assert page.status_code == 200
    for ending in WRITERS:
        assert own(framework, f"{year}.{ending}") in page.text
    file = desk.get(own(framework, f"{year}.txt"))
    assert file["Content-Type"] == WRITERS["txt"].media_type
    assert f"Jahresbericht {year}" in file.content.decode()


@pytest.mark.parametrize("year", ["1999", "", "x", "9" * 30, "٣", "2022.5"])
def test_a_year_outside_is_refused_and_stays_in_the_field(desk, version, year):
    page = desk.get(own(version.framework), {"jahr": year})

    assert page.status_code == 422
    assert f'value="{year}"' in page.text or year in {"", "٣"}


@pytest.mark.parametrize("rest", ["1999.pdf", "2022.exe", f"{'9' * 30}.pdf"])
def test_a_file_that_there_is_not_is_not_found(desk, version, rest):
    assert desk.get(own(version.framework, rest)).status_code == 404


def test_as_long_as_nothing_is_adopted_the_page_says_so(desk, version):
    draft = FrameworkFactory()

    page = desk.get(own(draft))

    assert page.status_code == 200
    assert "nicht beschlossen" in page.text
    assert desk.get(own(draft, "2022.pdf")).status_code == 404


def test_misprints_that_were_put_right_stay_right(version, press_officer):
    operations.publish(by=press_officer, framework_version=version)
    goal = assemble.framework_edition(version)["framework"]["goals"][0]
    wording = goal["wording"]["de"]
    operations.correct_editorially(
        by=press_officer,
        framework_version=version,
        goal_reference=goal["reference"],
        part="wording",
        before=wording,
        after=f"{wording[:-1]}!",
        note="Druckfehler",
    )

    edition = queries.edition_in_force(version.framework)

    assert edition["corrections"]
    document = annual_frame(edition, year=2022, language="de")
    assert f"{wording[:-1]}!" in repr(document.blocks)
