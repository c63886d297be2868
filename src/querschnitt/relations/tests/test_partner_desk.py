"""Partners on the desk: what is done with them, their chronicle, and the map beside their list."""

import pytest
from lxml import html

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of
from querschnitt.relations import europe_map
from querschnitt.relations.europe_map import Place, map_of
from querschnitt.relations.said import link
from querschnitt.relations.tests.factories import an_entry


@pytest.fixture
def reader(db):
    return browser_of(people.person(Role.AUDITOR))


def masovia(**values):
    return an_entry(
        "partners", title="Masowien", values={"nuts": "PL9", "since": "2003-10-13", **values}
    )


def of(partner):
    return {"partner": [link(f"partners/{partner.key}")]}


def tree_of(reader, url):
    answer = reader.get(url)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def test_a_partner_shows_what_was_agreed_and_is_done_with_it(reader):
    partner = masovia(chronicle=[{"on": "2013", "text": "Zehn Jahre"}])
    an_entry("agreements", title="Erklärung", links=of(partner),
             values={"kind": "other", "signed_on": "2003-10"})  # fmt: skip
    an_entry("twinnings", title="Magdeburg – Radom", links=of(partner))
    an_entry("projects", title="Drei Länder", links=of(partner))
    an_entry("events", title="Ausschuss", links=of(partner), values={"kind": "steering_committee"})

    tree = tree_of(reader, "/desk/beziehungen/partner/masowien/")

    ids = tree.xpath("//h3/@id")
    for id in ("lenkungsausschuss", "vereinbarungen", "partnerstaedte", "projekte", "chronik"):
        assert id in ids
    assert tree.xpath("//h3[@id='chronik']/following::dl[1]//dt/text()") == ["2013", "2003"]


def test_a_partner_costs_as_many_queries_with_many_agreements(reader, counted):
    partner = masovia()
    for register in ("agreements", "twinnings", "projects", "events", "trade"):
        an_entry(register, links=of(partner))
    few = counted(lambda: reader.get("/desk/beziehungen/partner/masowien/"))
    for _number in range(8):
        an_entry("agreements", links=of(partner))

    assert counted(lambda: reader.get("/desk/beziehungen/partner/masowien/")) == few


def test_the_map_stands_beside_the_list_of_partners(reader, counted):
    masovia()
    few = counted(lambda: reader.get("/desk/beziehungen/partner/"))
    for number in range(8):
        an_entry("partners", title=f"Provinz {number}", values={"country": "CN"})

    tree = tree_of(reader, "/desk/beziehungen/partner/")

    (found,) = tree.xpath("//svg//a")
    assert found.get("href") == "/desk/beziehungen/partner/masowien/"
    assert tree.xpath("//svg/title")
    assert tree.xpath("//svg/desc")
    assert "Provinz 3" in tree.xpath("string(//table[.//th[@scope='row']][last()])")
    assert counted(lambda: reader.get("/desk/beziehungen/partner/")) == few


@pytest.mark.parametrize(
    ("code", "is_drawn"),
    [("DEE", True), ("PL9", True), ("PL61", True), ("NL", True), ("RO213", False), ("", False),
     ("P", False), ("XX", False)],
)  # fmt: skip
def test_a_partner_is_drawn_where_its_outline_is_known(code, is_drawn):
    made = map_of([Place("Ort", "/ort/", code.split())])

    assert bool(made.drawn) == is_drawn
    assert [line.number for line in made.lines] == [1 if is_drawn else 0]


def test_a_partner_of_several_countries_is_one_with_one_number():
    made = map_of([Place("Baltikum", "/b/", ["EE", "LV", "LT"]), Place("Polen", "/p/", ["PL"])])

    assert [one.number for one in made.drawn] == [1, 2]
    assert made.drawn[0].outline.count("M") >= 3


def test_a_capital_region_within_another_is_no_hole_in_it():
    (drawn,) = map_of([Place("Masowien", "/m/", ["PL9"])]).drawn

    assert drawn.outline.count("M") == 1


def test_the_own_region_is_drawn_and_belongs_to_nobody_else():
    assert map_of([], "ST").own
    assert not map_of([], "").own


def test_the_outlines_lie_in_the_frame_and_name_their_source():
    geometry = europe_map._geometry()

    assert "EuroGeographics" in geometry["licence"]
    assert "Eurostat" in geometry["source"]
    assert europe_map.GEOMETRY.stat().st_size < 40_000
    for rings in (*geometry["countries"].values(), *geometry["regions"].values()):
        for ring in rings:
            numbers = [int(number) for number in ring.split()]
            assert len(numbers) >= 6
            assert len(numbers) % 2 == 0
            assert all(2500 <= x <= 6000 for x in numbers[::2])
            assert all(1400 <= y <= 5450 for y in numbers[1::2])
