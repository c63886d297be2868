"""Partners as the public reads them: the map, what is done with them, and in their language."""

import re

import pytest
from django.utils import translation
from lxml import html

from querschnitt.accounts.tests import factories as people
from querschnitt.portal import partner_languages, relation_answers
from querschnitt.portal.tests.published import publish_relations, seen_at
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.relations import operations
from querschnitt.relations.said import link
from querschnitt.relations.saying import said_of
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db

POLISH = {"pl": {"title": "Województwo mazowieckie", "summary": "Region partnerski."}}


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    write_bare_files(monkeypatch)
    monkeypatch.setattr(relation_answers, "_loaded", {})


def masovia(**more):
    values = {
        "nuts": "PL9", "capital": "Warschau", "since": "2003-10-13",
        "steering": "Tagt alle zwei Jahre.",
        "fields_of_cooperation": ["Jugend"],
        "counterparts": [{"office": "Marschall", "name": "Adam Beispiel", "since": "2001"}],
        "chronicle": [{"on": "2013", "text": "Zehn Jahre", "source": "Zeitung"}],
    }  # fmt: skip
    told = {"title": "Masowien", "values": values, "released": True, **more}
    return an_entry("partners", **told)


def of(partner):
    return {"partner": [link(f"partners/{partner.key}")]}


def related(partner):
    an_entry(
        "agreements", title="Erklärung", released=True, links=of(partner),
        values={"kind": "joint_declaration", "signed_on": "2003-10-13", "place": "Warschau",
                "signatories": ["Ministerpräsident", "Marschall"]},
    )  # fmt: skip
    an_entry("twinnings", title="Haldensleben – Ciechanów", released=True, links=of(partner))
    an_entry("projects", title="Drei Länder", released=True, links=of(partner),
             values={"countries": ["DE", "PL", "FR"], "starts_on": "2021"})  # fmt: skip
    an_entry("events", title="Ausschuss", released=True, links=of(partner),
             values={"kind": "steering_committee", "starts_on": "2022-05"})  # fmt: skip
    an_entry("events", title="Geheim", released=False, links=of(partner))


def page(path="/de/partner/masowien/"):
    answer = seen_at(path)
    assert answer.status == 200
    return answer.text


def test_a_partner_shows_what_was_agreed_and_is_done_with_it():
    related(masovia())

    publish_relations()

    shown = page()
    for id in ("lenkungsausschuss", "vereinbarungen", "partnerstaedte", "projekte", "chronik"):
        assert f'id="{id}"' in shown
    assert "Deutschland, Polen, Frankreich" in shown
    assert "Geheim" not in shown


def test_the_chronicle_goes_year_by_year_and_says_how_exact_a_date_is():
    related(masovia())

    publish_relations()

    chronicle = page().partition('id="chronik"')[2]
    years = re.findall(r"<dt>(\d{4})</dt>", chronicle)
    assert years == sorted(years, reverse=True)
    assert {"2022", "2021", "2013", "2003"} <= set(years)
    assert "13.10.2003" in chronicle
    assert "Mai 2022" in chronicle
    assert "01.01.2013" not in chronicle


def test_the_map_leads_to_the_partners_and_the_table_says_the_same():
    masovia()
    an_entry("partners", title="Vietnam", released=True, values={"country": "VN"})
    an_entry("partners", title="Geheim", values={"nuts": "FRB"})

    publish_relations()

    tree = html.fromstring(page("/de/partner/"))
    assert [one.get("href") for one in tree.xpath("//svg//a")] == ["/de/partner/masowien/"]
    rows = tree.xpath("//section[h2[@id='karte']]//tbody/tr")
    assert [row.xpath("string(th)") for row in rows] == ["Masowien", "Vietnam"]
    assert not tree.xpath("//svg//@style | //svg//script | //svg//style")
    assert "Geheim" not in tree.text_content()


def test_a_partner_is_read_in_its_own_language_beside_ours():
    related(masovia(translations=POLISH))

    publish_relations()

    german, polish = (html.fromstring(page(path)) for path in (
        "/de/partner/masowien/", "/de/partner/masowien/pl/",
    ))  # fmt: skip
    assert polish.xpath("string(//main//h1)") == "Województwo mazowieckie"
    assert polish.xpath("//main/div/@lang") == ["pl"]
    headings = polish.xpath("//main//h2/text()")
    assert "Porozumienia" in headings
    assert "Kronika według lat" in headings
    for tree in (german, polish):
        alternates = tree.xpath("//link[@rel='alternate'][@hreflang]/@hreflang")
        assert alternates == ["de", "pl"]
    assert german.xpath("//main//a[@hreflang='pl']/@href") == ["/de/partner/masowien/pl/"]


def test_what_is_not_translated_is_shown_in_german_and_marked_so():
    related(masovia(translations=POLISH))

    publish_relations()

    tree = html.fromstring(page("/de/partner/masowien/pl/"))
    for text in ("Tagt alle zwei Jahre.", "Jugend", "Warschau", "Erklärung", "Zehn Jahre"):
        (found, *_more) = tree.xpath(f"//main//*[contains(text(), '{text}')]")
        assert found.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["de"], text
    (title,) = tree.xpath("//main//h1")
    assert title.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["pl"]


@pytest.mark.parametrize("language", ["pl", "fr"])
def test_every_word_of_the_page_is_translated(language):
    related(masovia(translations={language: {"title": "Mazowsze"}}))

    publish_relations()

    tree = html.fromstring(page(f"/de/partner/masowien/{language}/"))
    shown = tree.xpath("//main//*[not(ancestor-or-self::*[@lang='de'])]/text()")
    words = {text.strip() for text in shown if text.strip()}
    german = {str(word) for word in _words_of_the_page("de")}
    assert not words & german - {str(word) for word in _words_of_the_page(language)}


def _words_of_the_page(language):
    catalogue = (partner_languages.LOCALE / "pl" / "LC_MESSAGES" / "django.po").read_text()
    with translation.override(language):
        return [translation.gettext(word) for word in re.findall('^msgid "(.+)"', catalogue, re.M)]


def test_a_language_without_a_catalogue_keeps_our_words():
    masovia(translations={"cs": {"title": "Mazovsko"}})

    publish_relations()

    tree = html.fromstring(page("/de/partner/masowien/cs/"))
    assert tree.xpath("//main/div/@lang") == ["de"]
    (title,) = tree.xpath("//main//h1")
    assert title.get("lang") == "cs"


def test_a_page_in_a_language_is_gone_with_its_partner():
    partner = masovia(translations=POLISH)
    an_entry("organisations", title="Verein", released=True)
    publish_relations()
    operations.hold_back_entries(by=people.coordinator(department=None), entries=[partner.entry])

    publish_relations(change_note="Zurückgezogen.")

    assert seen_at("/de/partner/masowien/pl/").status == 410


def test_without_translations_there_is_no_page_and_no_link():
    partner = masovia()
    assert said_of(partner)["translations"] == {}

    publish_relations()

    assert seen_at("/de/partner/masowien/pl/").status == 404
    assert "hreflang" not in page()
