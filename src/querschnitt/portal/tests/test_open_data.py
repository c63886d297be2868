"""The page about the open data leads to all of it, and pages say what can be subscribed to."""

from dataclasses import replace
from urllib.parse import urldefrag

import pytest

from querschnitt.portal.pages import open_data
from querschnitt.portal.renderer import PortalRenderer
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.reading_pages import Markup
from querschnitt.portal.tests.subscribed import with_files

pytestmark = pytest.mark.django_db


def render(editions):
    return {page.path: page for page in PortalRenderer().render(editions, examples.NOW)}


@pytest.fixture
def site():
    return render(with_files(examples.whole_site()))


def markup(site, path):
    return Markup(site[path].body.decode())


def alternates(page):
    return {
        attributes["href"]: attributes["type"]
        for tag, attributes in page.tags
        if tag == "link" and attributes.get("rel") == "alternate" and "type" in attributes
    }


def test_every_page_leads_there(site):
    assert "/de/daten/" in markup(site, "/de/").links
    assert "/de/daten/" in markup(site, "/de/ziele/2022-x1/").links
    assert "/de/termine/" in markup(site, "/de/").links


def test_it_tells_the_licence_and_lists_each_document_with_its_files(site, settings):
    page = markup(site, "/de/daten/")

    assert "Datenlizenz Deutschland – Zero – Version 2.0" in page.text
    assert "http://dcat-ap.de/def/licenses/dl-zero-de/2.0" in page.text
    assert {
        "https://www.govdata.de/dl-de/zero-2-0",
        "/dokumente/2022-2.pdf",
        "/dokumente/2016-1.json",
        "/daten/datensatz/2022.ttl",
        "/daten/katalog.rdf",
        "/daten/katalog.jsonld",
        "/daten/aenderungen.json",
        "/de/neues.atom",
        "/de/neues.rss",
        "/de/termine/",
    } <= set(page.links)
    assert not any("2012" in link for link in page.links)


def test_each_of_its_links_leads_somewhere(site):
    for link in markup(site, "/de/daten/").links:
        target = urldefrag(link)[0]
        if target.startswith("/") and not target.startswith(("/dokumente/", "/api/", "/schemas/")):
            assert site[target].status in {200, 301}, link


def test_it_says_what_the_operator_has_not_entered(settings):
    settings.PUBLISHER = replace(settings.PUBLISHER, name="", email="")
    settings.GOVERNMENT_NAME = settings.LAND = settings.CONTRIBUTOR_ID = ""
    missing = markup(render([]), "/de/daten/").text
    settings.PUBLISHER = replace(settings.PUBLISHER, name="Staatskanzlei", email="a@example.org")
    settings.LAND, settings.CONTRIBUTOR_ID = "ST", "musterland"

    assert "Noch nicht eingetragen und deshalb weggelassen: der Herausgeber," in missing
    assert "Noch nicht eingetragen" not in markup(render([]), "/de/daten/").text


def test_a_licence_that_asks_for_it_says_whom_to_name(settings):
    settings.DATA_LICENCE = "dl-by-de/2.0"
    settings.PUBLISHER = replace(settings.PUBLISHER, name="Staatskanzlei")

    assert "als Quelle zu nennen: Staatskanzlei" in markup(render([]), "/de/daten/").text


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("/de/", "/de/neues"),
        ("/de/dokumente/", "/de/neues"),
        ("/de/daten/", "/de/neues"),
        ("/de/termine/", "/de/neues"),
        ("/de/fassungen/2022/", "/de/fassungen/2022/neues"),
        ("/de/handlungsfelder/europa/", "/de/handlungsfelder/europa/neues"),
        ("/de/ressorts/stk/", "/de/ressorts/stk/neues"),
    ],
)
def test_programs_find_the_feed_of_a_page(site, path, feed):
    found = alternates(markup(site, path))

    assert found == {f"{feed}.atom": "application/atom+xml", f"{feed}.rss": "application/rss+xml"}
    assert all(site[address].status == 200 for address in found)


def test_people_find_feeds_and_calendars_where_they_belong(site):
    for page in ("/de/handlungsfelder/europa/", "/de/ressorts/stk/"):
        links = set(markup(site, page).links)
        assert {f"{page}neues.atom", f"{page}neues.rss", f"{page}termine.ics"} <= links
    assert "/de/fassungen/2022/neues.atom" in markup(site, "/de/fassungen/2022/").links
    assert "/de/handlungsfelder/europa/termine.ics" in markup(site, "/de/termine/").links


@pytest.mark.parametrize(
    "path",
    [
        "/de/fassungen/2012/neues.atom",
        "/de/fassungen/2012/neues.rss",
    ],
)
def test_the_feed_of_a_document_that_was_withdrawn_is_gone(site, path):
    assert site[path].status == 410


def test_of_what_is_not_public_no_address_answers(site):
    for path in ("/daten/datensatz/2026.ttl", "/de/fassungen/2026/neues.atom"):
        assert path not in site


def test_a_further_way_to_the_data_is_one_line(monkeypatch):
    way = open_data.Way("programs", lambda a: a.home, "Home page", "Everything.", "text/html")
    monkeypatch.setattr(open_data, "WAYS", (*open_data.WAYS, way))

    assert "Für Programme" in markup(render([]), "/de/daten/").text
