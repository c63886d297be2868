"""Relations as the public reads them: overview, lists, entries, and what has left."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.portal import relation_answers
from querschnitt.portal.tests.published import publish_relations, seen_at
from querschnitt.publication import operations
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.publication.tests import factories
from querschnitt.relations import operations as relations
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import link
from querschnitt.relations.tests.factories import an_entry, every_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_memory(monkeypatch):
    write_bare_files(monkeypatch)
    monkeypatch.setattr(relation_answers, "_loaded", {})


def test_every_register_has_a_list_and_a_page_for_each_entry():
    entries = every_register(released=True)

    publish_relations()

    overview = seen_at("/de/beziehungen/")
    assert overview.status == 200
    for slug, entry in entries.items():
        segment = REGISTERS[slug].segment
        assert f'href="/de/{segment}/"' in overview.text
        assert f'href="/de/{segment}/{entry.key}/"' in seen_at(f"/de/{segment}/").text
        page = seen_at(f"/de/{segment}/{entry.key}/")
        assert page.status == 200
        assert entry.title in page.text


def test_nothing_is_there_before_relations_are_published():
    an_entry("partners", title="Masowien", released=True)

    operations.render_public(is_fresh=True)

    for path in ("/de/beziehungen/", "/de/partner/", "/de/partner/masowien/"):
        assert seen_at(path).status == 404
        assert seen_at(path, query="q=x").status == 404
    assert "Beziehungen" not in seen_at("/de/").text


def test_an_entry_shows_its_values_links_both_ways_and_its_source():
    region = an_entry("partners", title="Masowien", released=True, values={
        "since": "2003", "fields_of_cooperation": ["Jugend", "Kultur"],
        "counterparts": [{"office": "Marschall", "name": "Adam Beispiel", "since": "2001-05"}],
    })  # fmt: skip
    signed = an_entry(
        "agreements", title="Gemeinsame Erklärung", released=True,
        values={"signed_on": "2003-05", "signatories": ["Ministerpräsident"]},
        links={"partner": [link(f"partners/{region.key}", since="2003")]},
        source="Amtsblatt https://example.org/blatt", confidence="medium", remark="Zwei Tage",
    )  # fmt: skip

    publish_relations()

    agreement = seen_at(f"/de/vereinbarungen/{signed.key}/").text
    assert "Mai 2003" in agreement
    assert "der genaue Tag ist nicht bekannt" in agreement
    assert 'href="https://example.org/blatt"' in agreement
    assert "Zwei Tage" in agreement
    assert 'href="/de/partner/masowien/"' in agreement
    partner = seen_at("/de/partner/masowien/").text
    assert f'href="/de/vereinbarungen/{signed.key}/"' in partner
    assert "Jugend" in partner
    assert "Adam Beispiel" in partner


def test_goals_and_entries_show_each_other():
    version = factories.adopted_framework("2022")
    operations.publish(by=factories.press_officer(), framework_version=version)
    an_entry("events", title="Europawoche", released=True, goals=["2022/X1"])

    publish_relations()

    assert 'href="/de/ziele/2022-x1/"' in seen_at("/de/veranstaltungen/europawoche/").text
    assert 'href="/de/veranstaltungen/europawoche/"' in seen_at("/de/ziele/2022-x1/").text


def test_a_goal_that_is_not_public_is_not_named():
    factories.adopted_framework("2022")
    an_entry("events", title="Europawoche", released=True, goals=["2022/X1"])

    publish_relations()

    assert "X1" not in seen_at("/de/veranstaltungen/europawoche/").text
    assert "X1" not in seen_at("/dokumente/beziehungen-1.json").text


def test_what_the_newest_edition_has_not_is_gone_and_says_nothing_of_itself():
    gone = an_entry("partners", title="Geheimnis", released=True)
    an_entry("partners", title="Masowien", released=True)
    by = factories.press_officer()
    publish_relations(by=by)
    assert seen_at("/de/partner/geheimnis/").status == 200

    coordinator = gone_by()
    relations.hold_back_entries(by=coordinator, entries=[gone.entry])
    publish_relations(by=by)

    page = seen_at("/de/partner/geheimnis/")
    assert page.status == 410
    assert "Geheimnis" not in page.text
    assert "nicht mehr veröffentlicht" in page.text
    assert seen_at("/dokumente/beziehungen-1.json").status == 410
    assert seen_at("/de/beziehungen/1/").status == 410
    assert seen_at("/de/beziehungen/2/").status == 200
    assert "Geheimnis" not in seen_at("/dokumente/beziehungen-2.json").text
    assert "Geheimnis" not in seen_at("/de/partner/").text


def test_a_withdrawn_edition_does_not_bring_the_one_before_it_back():
    gone = an_entry("partners", title="Geheimnis", released=True)
    an_entry("partners", title="Masowien", released=True)
    by = factories.press_officer()
    publish_relations(by=by)
    relations.hold_back_entries(by=gone_by(), entries=[gone.entry])
    second = publish_relations(by=by)

    operations.withdraw(by=by, edition=second, reason="Ein Name war falsch.")

    for path in ("/de/beziehungen/", "/de/partner/", "/de/partner/masowien/"):
        assert seen_at(path).status == 410
    assert "Ein Name war falsch." in seen_at("/de/beziehungen/").text
    for number in (1, 2):
        assert seen_at(f"/dokumente/beziehungen-{number}.json").status == 410
    publish_relations(by=by)
    assert seen_at("/de/partner/masowien/").status == 200


def test_a_list_is_searched_and_narrowed():
    an_entry("partners", title="Masowien", released=True, values={"country": "PL"})
    an_entry("partners", title="Centre-Val de Loire", released=True, summary="Weinbau",
             values={"country": "FR", "kind": "friendship"})  # fmt: skip
    publish_relations()

    def titles(query):
        text = seen_at("/de/partner/", query=query).text
        return [title for title in ("Masowien", "Centre-Val de Loire") if f">{title}</a>" in text]

    assert titles("q=Weinbau") == ["Centre-Val de Loire"]
    assert titles("land=PL") == ["Masowien"]
    assert titles("art=friendship") == ["Centre-Val de Loire"]
    assert titles("q=Wein&land=PL") == []
    assert titles("q=!") == []
    assert seen_at("/de/partner/", query="land=XX").status == 400
    assert seen_at("/de/partner/", query="seite=0").status == 400
    assert 'href="/de/partner/masowien/"' in seen_at("/de/beziehungen/", query="q=Masowien").text


def test_the_search_in_goals_tells_of_entries():
    version = factories.adopted_framework("2022")
    operations.publish(by=factories.press_officer(), framework_version=version)
    an_entry("partners", title="Masowien", released=True)
    publish_relations()

    assert "/de/beziehungen/?q=Masowien" in seen_at("/de/ziele/", query="q=Masowien").text
    assert "/de/beziehungen/?q=" not in seen_at("/de/ziele/", query="q=Nirgendwo").text


def test_a_list_costs_the_same_for_many_entries_as_for_few():
    an_entry("partners", title="Erster", released=True)
    publish_relations()
    few = queries_of("q=Partner")
    for number in range(55):
        an_entry("partners", title=f"Partner {number:02}", released=True)
    publish_relations()

    assert queries_of("q=Partner") == few
    assert 'href="/de/partner/?q=Partner&amp;seite=2"' in seen_at("/de/partner/", "q=Partner").text
    assert "Partner 54" in seen_at("/de/partner/", query="seite=2").text


def test_relations_are_in_the_sitemap_the_catalogue_the_feed_and_the_interface():
    an_entry("partners", title="Masowien", released=True)

    publish_relations(change_note="Erste Fassung der Beziehungen")

    assert "/de/partner/masowien/" in seen_at("/sitemap.xml").text
    assert "/dokumente/beziehungen-1.json" in seen_at("/daten/katalog.ttl").text
    assert "Erste Fassung der Beziehungen" in seen_at("/de/neues.atom").text
    assert "Erste Fassung der Beziehungen" in seen_at("/de/beziehungen/neues.rss").text
    assert "/dokumente/beziehungen-1.xlsx" in seen_at("/de/dokumente/").text
    assert "/dokumente/beziehungen-1.xlsx" in seen_at("/de/daten/").text
    document = json.loads(seen_at("/api/v1/documents/beziehungen").body)
    assert document["document_kind"] == "relations"
    assert document["entries"] == 1


def queries_of(query):
    seen_at("/de/partner/", query=query)
    with CaptureQueriesContext(connection) as queries:
        assert seen_at("/de/partner/", query=query).status == 200
    return len(queries)


def gone_by():
    from querschnitt.accounts.models import Role, User

    return User.objects.filter(role=Role.COORDINATOR).first()
