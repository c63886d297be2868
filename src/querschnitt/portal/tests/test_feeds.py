"""Feeds that any reader understands, whose entries keep their ids whatever happens to them."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from lxml import etree

from querschnitt.portal import feeds
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.subscribed import pages, with_files, withdrawn

COUNT = 500 if os.environ.get("SCALE") == "full" else 60
A = "{http://www.w3.org/2005/Atom}"
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
# What RFC 4287 demands of a feed and of its entries, for the elements that ours have.
RELAX_NG = etree.RelaxNG(
    etree.XML(
        b"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><attribute name="xml:lang"/><interleave>
    <element name="title"><text/></element><element name="id"><data type="anyURI"/></element>
    <element name="updated"><data type="dateTime"/></element>
    <element name="author"><element name="name"><text/></element></element>
    <element name="rights"><text/></element>
    <oneOrMore><ref name="link"/></oneOrMore>
    <zeroOrMore><element name="entry"><interleave>
      <element name="title"><text/></element><element name="id"><data type="anyURI"/></element>
      <element name="updated"><data type="dateTime"/></element>
      <element name="published"><data type="dateTime"/></element>
      <element name="summary"><attribute name="type"><value>html</value></attribute>
        <text/></element>
      <oneOrMore><ref name="link"/></oneOrMore>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
  <define name="link"><element name="link"><attribute name="href"><data type="anyURI"/></attribute>
    <attribute name="rel"><choice><value>self</value><value>alternate</value>
      <value>enclosure</value></choice></attribute>
    <optional><attribute name="length"><data type="nonNegativeInteger"/></attribute>
      <attribute name="type"><text/></attribute></optional></element></define>
</grammar>"""
    )
)


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = "https://europa.example.org"


def made(editions):
    return pages(feeds.pages, with_files(editions))


def atom(editions, path="/de/neues.atom"):
    return etree.fromstring(made(editions)[path].body, SAFE)


def entries(editions, path="/de/neues.atom"):
    """The entries by id: title, summary, updated."""
    return {
        entry.findtext(f"{A}id"): (
            entry.findtext(f"{A}title"),
            entry.findtext(f"{A}summary"),
            entry.findtext(f"{A}updated"),
        )
        for entry in atom(editions, path).iter(f"{A}entry")
    }


def many(count):
    """As many documents, each a day after the other."""
    for number in range(count):
        content = examples.framework(f"r{number}")
        yield examples.edition(
            examples.adopted(content, digest=f"{number:064x}"),
            public_from=examples.PUBLISHED + timedelta(days=number),
        )


@pytest.mark.parametrize("editions", [examples.whole_site(), []], ids=["whole", "empty"])
def test_each_atom_feed_is_what_the_standard_demands(editions):
    found = {path: page for path, page in made(editions).items() if path.endswith(".atom")}

    assert found
    for path, page in found.items():
        root = etree.fromstring(page.body, SAFE)
        assert RELAX_NG.validate(root), f"{path}: {RELAX_NG.error_log}"
        ids = [one.text for one in root.iter(f"{A}id")]
        assert len(ids) == len(set(ids))
        assert [link.get("rel") for link in root.iterchildren(f"{A}link")] == ["alternate", "self"]
        assert page.media_type == "application/atom+xml; charset=utf-8"


def test_the_check_finds_a_feed_without_what_is_mandatory():
    for name in ("title", "id", "updated", "author"):
        root = atom(examples.whole_site())
        root.remove(root.find(f"{A}{name}"))

        assert not RELAX_NG.validate(root), name


@pytest.mark.parametrize("editions", [examples.whole_site(), []], ids=["whole", "empty"])
def test_each_rss_feed_has_what_its_specification_demands(editions):
    for path, page in made(editions).items():
        if not path.endswith(".rss"):
            continue
        root = etree.fromstring(page.body, SAFE)
        assert (root.tag, root.get("version")) == ("rss", "2.0")
        channel = root.find("channel")
        assert all(channel.findtext(name) for name in ("title", "link", "description"))
        for item in channel.iter("item"):
            assert item.findtext("title")
            assert item.find("guid").get("isPermaLink") == "false"
            assert datetime.strptime(item.findtext("pubDate"), "%a, %d %b %Y %H:%M:%S %z")
        assert page.media_type == "application/rss+xml; charset=utf-8"


def test_only_the_newest_entries_are_told():
    root = atom(list(many(COUNT)))
    titles = [entry.findtext(f"{A}title") for entry in root.iter(f"{A}entry")]

    assert len(titles) == feeds.MOST_ENTRIES
    assert titles[0] == f"Ziele r{COUNT - 1}, Ausgabe 1"
    assert RELAX_NG.validate(root)


def test_an_entry_links_to_its_page_and_its_pdf():
    entry = next(atom(examples.whole_site()[:1]).iter(f"{A}entry"))
    links = {link.get("rel"): link for link in entry.iter(f"{A}link")}

    assert links["alternate"].get("href") == "https://europa.example.org/de/fassungen/2022/2/"
    assert links["enclosure"].get("href") == "https://europa.example.org/dokumente/2022-2.pdf"
    assert links["enclosure"].get("length") == "1002"


def test_a_correction_brings_the_entry_up_to_date_and_keeps_its_id():
    minor, first = examples.whole_site()[:2]

    before = entries([replace(first, is_newest=True)])
    after = entries([minor, first])

    assert before.keys() == after.keys()
    (title, summary, updated), (_old, _, earlier) = after.popitem()[1], before.popitem()[1]
    assert title == "Ziele 2022, Ausgabe 2 (aktualisiert)"
    assert "Ein Druckfehler." in summary
    assert updated > earlier


def test_an_amendment_is_an_entry_of_its_own():
    first = examples.whole_site()[1]
    amends = {"version": 1, "decided_on": "2022-07-12", "digest": "a" * 64, "reason": "Neue Lage."}
    later = examples.adopted(examples.framework(), digest="b" * 64, version=2, amends=amends)

    before = entries([first])
    after = entries([examples.edition(later, number=2), first])

    assert before.keys() < after.keys()
    new = after[(after.keys() - before.keys()).pop()]
    assert "Neue Lage." in new[1]


def test_a_withdrawn_entry_stays_says_so_and_nothing_of_what_it_said():
    secret = examples.text("Geheimtext")
    content = examples.framework(title=secret, short_title=secret)
    edition = examples.edition(examples.adopted(content), change_note="Geheimtext")

    before, after = entries([edition]), entries([withdrawn(edition, "Voreilig.")])

    assert before.keys() == after.keys()
    title, summary, _updated = after.popitem()[1]
    assert title == "Zurückgezogen: Dokument 2022, Ausgabe 1"
    assert "Voreilig." in summary
    assert not any(
        b"Geheimtext" in page.body for page in made([withdrawn(edition, "Voreilig.")]).values()
    )


def test_a_withdrawn_correction_leaves_the_entry_of_the_edition_before_it():
    minor, first = examples.whole_site()[:2]

    title, summary, _updated = entries([withdrawn(minor), first]).popitem()[1]

    assert title == "Ziele 2022, Ausgabe 1"
    assert "Ausgabe 2 wurde am 03.05.2024 zurückgezogen" in summary


def test_a_field_a_department_and_a_document_have_feeds_of_their_own():
    editions = examples.whole_site()

    assert len(entries(editions)) == 4
    assert len(entries(editions, "/de/handlungsfelder/wirtschaft/neues.atom")) == 1
    assert len(entries(editions, "/de/handlungsfelder/justiz/neues.atom")) == 1
    assert len(entries(editions, "/de/ressorts/mj/neues.atom")) == 1
    assert len(entries(editions, "/de/fassungen/2016/neues.atom")) == 1


def test_ids_do_not_depend_on_the_address_of_the_portal(settings):
    before = entries(examples.whole_site())
    settings.BASE_URL = "https://anders.example.org"

    assert entries(examples.whole_site()).keys() == before.keys()


def test_hostile_texts_stay_texts():
    hostile = "</title><script>alert(1)</script>\x0b&"
    content = examples.framework(short_title=examples.text(hostile))
    edition = examples.edition(examples.adopted(content), change_note=hostile)

    title, summary, _updated = entries([edition]).popitem()[1]

    assert title.startswith("</title><script>alert(1)</script>\ufffd&")
    assert "&lt;script&gt;" in summary
    assert "<script>" not in summary


def test_the_same_editions_give_the_same_bytes():
    once, again = made(examples.whole_site()), made(examples.whole_site())

    assert {path: page.etag for path, page in once.items()} == {
        path: page.etag for path, page in again.items()
    }
