"""Both parts of StratML: valid without exception, readable back, nothing lost without a word."""

import os
from pathlib import Path

import pytest
from lxml import etree

from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.stratml import CORE, REPORT, STRATML_CORE, STRATML_REPORT
from querschnitt.publication.formats.tests.contents import (
    EVERY,
    FULL,
    edition,
    framework,
    goal,
)

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[4] / "docs" / "reference" / "stratml.md"
# The schemas of the standard are no part of this repository; where they lie beside it, they count.
OFFICIAL = {
    "core": "StrategicPlanISOVersion20140401.xsd",
    "report": "PerformancePlanOrReport20160216.xsd",
}
SCHEMAS = Path(os.environ.get("STRATML_SCHEMAS", HERE.parents[5] / "shared/data/stratml"))
PARTS = {"core": (STRATML_CORE, CORE), "report": (STRATML_REPORT, REPORT)}


def written(content, part="core", language="de", **around):
    format_, _namespace = PARTS[part]
    told = {"document": "2022", "number": 3, "published_on": "2022-07-12", **around}
    manuscript = Manuscript(content, language, base_url="https://example.org", **told)
    return etree.fromstring(format_.render(manuscript))


def schema(part):
    path = SCHEMAS / OFFICIAL[part]
    if not path.is_file():
        pytest.skip("the schemas of the standard are not here")
    return etree.XMLSchema(file=str(path))


def grammar(part):
    return etree.RelaxNG(file=str(HERE / f"stratml_{part}.rng"))


def ours(part, path, tree):
    return tree.findall("/".join(f"{{{PARTS[part][1]}}}{name}" for name in path.split("/")))


NASTY = edition(
    framework(
        period={"start": "2022", "end": "2026-12-31"},
        title={"de": "Ziele & <Zeichen> \x00\x1f ]]> \ud800"},
        goals=[
            goal("1.2 (a)", wording={"de": "Zeile eins\nZeile zwei: mit Doppelpunkt"}),
            goal("1.2 [a]", wording={}, title={}),
            goal("Ä", wording={"de": "Wort " * 100}),
        ],
    )
)
CONTENTS = {**EVERY, "nasty": NASTY}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", CONTENTS)
def test_it_is_valid_by_the_standards_own_schema(part, name):
    official = schema(part)

    assert official.validate(written(CONTENTS[name], part)), official.error_log


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", CONTENTS)
def test_it_is_valid_by_our_grammar(part, name):
    rules = grammar(part)

    assert rules.validate(written(CONTENTS[name], part)), rules.error_log


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("fault", ["order", "foreign", "identifier", "date", "no goal"])
def test_our_grammar_finds_what_the_standard_forbids(part, fault):
    tree = written(FULL, part)
    space = f"{{{PARTS[part][1]}}}"
    core = tree.find(f"{space}StrategicPlanCore")
    first = core.find(f"{space}Goal")
    match fault:
        case "order":
            first.insert(0, first[-1])
        case "foreign":
            first.set("{http://www.w3.org/XML/1998/namespace}lang", "de")
        case "identifier":
            first.find(f"{space}Identifier").text = "2022-P1"
        case "date":
            tree.find(f".//{space}PublicationDate").text = "2022"
        case "no goal":
            for each in core.findall(f"{space}Goal"):
                core.remove(each)

    assert not grammar(part).validate(tree)
    if (SCHEMAS / OFFICIAL[part]).is_file():
        assert not schema(part).validate(tree)


@pytest.mark.parametrize("part", PARTS)
def test_every_identifier_is_there_once(part):
    identifiers = [e.text for e in written(NASTY, part).iter(f"{{{PARTS[part][1]}}}Identifier")]

    assert len(identifiers) >= 3
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("part", PARTS)
def test_goals_are_told_in_their_order_with_misprints_put_right(part):
    goals = ours(part, "StrategicPlanCore/Goal", written(FULL, part))

    said = [g.findtext(f"{{{PARTS[part][1]}}}SequenceIndicator") for g in goals]
    assert said == [g["reference"] for g in FULL["framework"]["goals"]]
    assert goals[0].findtext(f"{{{PARTS[part][1]}}}Description") == "Größe & <Maß> in P1."


def test_who_leads_is_a_role_in_part_two_and_a_word_in_part_one():
    core = etree.tostring(written(FULL, "core"), encoding="unicode")
    report = etree.tostring(written(FULL, "report"), encoding="unicode")

    assert "<Role>" not in core
    assert "STK: Federführung" in core
    assert "<RoleType>Performer</RoleType>" in report


def test_a_partial_date_is_no_date_of_the_standard_but_stays_as_it_is_known():
    tree = written(NASTY)

    said = tree.findtext(f"{{{CORE}}}OtherInformation")
    about = tree.find(f"{{{CORE}}}AdministrativeInformation")
    assert about.find(f"{{{CORE}}}StartDate") is None
    assert about.findtext(f"{{{CORE}}}EndDate") == "2026-12-31"
    assert "Framework-start: 2022\n" in said


def test_a_value_of_several_lines_stays_one_value():
    content = edition(framework(goals=[goal("P1", explanation={"de": "Eins\nLead: mwl\r\nDrei"})]))

    said = written(content).findtext(f".//{{{CORE}}}Goal/{{{CORE}}}OtherInformation")

    assert "Explanation: Eins\n  Lead: mwl\n  Drei\n" in said


def test_each_language_has_a_file_that_names_its_own_address():
    content = edition(framework(languages=["de", "fr"], title={"de": "Ziele", "fr": "Objectifs"}))

    german, french = (written(content, language=language) for language in ("de", "fr"))

    def source(tree):
        return tree.findtext(f".//{{{CORE}}}Source")

    assert german.findtext(f"{{{CORE}}}Name") == "Ziele"
    assert french.findtext(f"{{{CORE}}}Name") == "Objectifs"
    assert source(german) == "https://example.org/dokumente/2022-3.stratml-core.xml"
    assert source(french) == "https://example.org/dokumente/2022-3.fr.stratml-core.xml"
    assert "Language: fr" in french.findtext(f"{{{CORE}}}OtherInformation")


@pytest.mark.parametrize("part", PARTS)
def test_the_reference_page_lists_every_key_that_is_written(part):
    page = PAGE.read_text("utf-8")
    space = PARTS[part][1]
    values = [e.text for e in written(FULL, part).iter(f"{{{space}}}OtherInformation")]
    keys = {line.split(": ")[0] for value in values for line in value.splitlines()}

    def documented(key):
        return "".join("N" if c.isdigit() else c for c in key)

    missing = {
        key for key in keys if not key.startswith(" ") and f"`{documented(key)}`" not in page
    }
    assert not missing
