"""Every page of the portal, from editions alone: what it says, and that it is sound."""

from dataclasses import replace
from urllib.parse import urldefrag

import pytest

from querschnitt.portal.renderer import PortalRenderer
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.reading_pages import Markup
from querschnitt.portal.tests.subscribed import with_files

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=y>"


def render(editions, now=examples.NOW):
    return {page.path: page for page in PortalRenderer().render(editions, now)}


@pytest.fixture(scope="module")
def site():
    return render(with_files(examples.whole_site()))


def markup(site, path):
    return Markup(site[path].body.decode())


def html_pages(site):
    return {
        path: Markup(page.body.decode())
        for path, page in site.items()
        if page.media_type.startswith("text/html") and page.status != 301
    }


@pytest.mark.parametrize("editions", [examples.whole_site(), []], ids=["whole", "empty"])
def test_each_page_is_sound(editions):
    for path, page in html_pages(render(editions)).items():
        assert not page.faults, f"{path}: {page.faults}"
        assert len(page.ids) == len(set(page.ids)), f"{path} uses an id twice"
        assert page.count("h1") == 1, f"{path} has {page.count('h1')} main headings"
        assert page.language == "de"
        assert page.title.strip()
        assert not page.count("script")
        assert not any("style" in found for _tag, found in page.tags)


@pytest.mark.parametrize("editions", [examples.whole_site(), []], ids=["whole", "empty"])
def test_each_link_leads_to_a_page(editions):
    site = render(editions)
    pages = html_pages(site)
    readable = {path for path, page in site.items() if page.status in (200, 301)}
    dead = set()
    for path, page in pages.items():
        for link in page.links:
            target, anchor = urldefrag(link.split("?")[0])
            if link.startswith(("http", "mailto:", "/dokumente/", "/api/")):
                continue
            target = target or path
            is_there = target in readable or target == path
            if not is_there or (anchor and anchor not in pages[target].ids):
                dead.add((path, link))

    assert not dead


def test_links_that_leave_are_marked_and_open_here(site):
    found = [
        attributes
        for page in html_pages(site).values()
        for tag, attributes in page.tags
        if tag == "a" and attributes.get("href", "").startswith("http")
    ]

    assert found
    assert all(attributes["rel"] == "external" for attributes in found)
    assert not any("target" in attributes for attributes in found)


def test_the_same_editions_give_the_same_bytes(site):
    again = render(with_files(examples.whole_site()))

    assert {path: page.etag for path, page in again.items()} == {
        path: page.etag for path, page in site.items()
    }


def test_home_says_what_when_who_and_on_which_mandate(site):
    text = markup(site, "/de/").text

    for told in (
        "Rahmen 2022 in Europa und der Welt",
        "Beschlossen am 12.07.2022 durch: Landesregierung (Kabinett)",
        "Koalitionsvertrag",
        "Zwischen 40 und 52 % der Laufzeit",
        "Außenwirtschaft 1 Ziel",
        "Ziele 2016",
    ):
        assert told in text


def test_a_goal_says_what_it_rests_on_and_what_was_corrected(site):
    page = markup(site, "/de/ziele/2022-x1/")

    assert "Europapolitik ist Aufgabe aller Ressorts." in page.text
    assert "Ein Buchstabe fehlte." in page.text
    assert "alle Ressorts" in page.text
    assert "a" * 64 in page.text
    assert "/de/auftrag/2022/#nr-1" in page.links
    assert "/de/ziele/2022-d1/" in page.links


def test_a_goal_without_lead_says_so_and_how_sure_its_source_is(site):
    page = markup(site, "/de/ziele/2022-d1/")

    assert "Federführung nicht belegt" in page.text
    assert "diese Einordnung ist erschlossen" in page.text
    assert "https://example.org/ziele?a=1&b=2" in page.links
    assert "(Teil C)" in page.text
    assert "Nur eine Quelle." in page.text
    assert "2022 bis Juni 2024" in page.text


def test_a_goal_of_a_former_government_carries_a_notice(site):
    assert "früheren Landesregierung" in markup(site, "/de/ziele/2016-x1/").text
    assert "früheren Landesregierung" not in markup(site, "/de/ziele/2022-x1/").text


def test_a_goal_known_from_reports_is_not_called_adopted(site):
    text = markup(site, "/de/ziele/2016-berichtete-ziele-mj1/").text

    assert "nicht Teil des beschlossenen Textes" in text
    assert "Beschlussvermerk" not in text


def test_a_goal_of_an_older_edition_stays_readable(site):
    text = markup(site, "/de/ziele/2022-z9/").text

    assert "Ein Ziel, das es nur in der ersten Ausgabe gibt." in text
    assert "nur in einer älteren Ausgabe" in text


def test_an_older_edition_says_what_it_said_and_what_follows_it(site):
    page = markup(site, "/de/fassungen/2022/1/")

    assert "Diese Ausgabe ist überholt" in page.text
    assert "aler Ressorts" in page.text
    assert "/de/fassungen/2022/" in page.links


def test_the_mandate_tells_what_became_of_each_clause(site):
    text = markup(site, "/de/auftrag/").text

    assert "aufgegriffen X1: Europapolitik" in text
    assert "nicht aufgegriffen, weil Ein Bundesprogramm leistet das." in text
    assert "kein Ziel zugeordnet" in text


def test_versions_show_which_is_in_force_and_what_came_before(site):
    text = markup(site, "/de/fassungen/").text

    assert "geltend" in text
    assert "Folgt auf : Ziele 2016" in text or "Folgt auf: Ziele 2016" in text
    assert "Ein Druckfehler." in text


def test_a_department_knows_its_successors_and_goals(site):
    former, current = markup(site, "/de/ressorts/mj/"), markup(site, "/de/ressorts/stk/")

    assert "/de/ressorts/stk/" in former.links
    assert "/de/ressorts/mj/" in current.links
    assert "Federführend für diese Ziele" in current.text


@pytest.mark.parametrize(
    "path",
    [
        "/de/fassungen/2012/",
        "/de/fassungen/2012/1/",
        "/de/ziele/2012-x1/",
        "/de/auftrag/2012/",
        "/dokumente/2012-1.pdf",
        "/dokumente/2012-1.json",
    ],
)
def test_a_withdrawn_address_says_why(site, path):
    assert site[path].status == 410
    assert "Enthielt einen falschen Stand." in markup(site, path).text
    assert "Zurückgezogenes Ziel" not in site[path].body.decode()


def test_a_withdrawn_edition_leaves_the_one_before_it_readable():
    older, newer = examples.adopted(examples.framework()), examples.adopted(
        examples.framework(goals=[examples.goal(), examples.goal("X2", "Kurz öffentlich.")])
    )  # fmt: skip

    site = render(
        [
            examples.edition(newer, number=2, withdrawn="Voreilig veröffentlicht."),
            examples.edition(older),
        ]
    )

    assert site["/de/fassungen/2022/"].status == 200
    assert site["/de/fassungen/2022/2/"].status == 410
    assert site["/de/ziele/2022-x2/"].status == 410
    assert site["/de/ziele/2022-x1/"].status == 200


def test_before_anything_is_published_the_portal_says_so():
    site = render([])

    for path in ("/de/", "/de/ziele/", "/de/fassungen/", "/de/dokumente/", "/de/ressorts/"):
        assert "Noch ist nichts veröffentlicht." in markup(site, path).text
    assert "Noch kein Auftrag" in markup(site, "/de/auftrag/").text


def test_hostile_texts_stay_texts():
    text, source = examples.text(HOSTILE), examples.provenance(HOSTILE, HOSTILE, HOSTILE)
    base = examples.framework()
    mandate = {**base["mandate"], "title": text, "summary": text, "parties": [HOSTILE],
               "provenance": source,
               "clauses": [examples.clause(1, HOSTILE, reference=HOSTILE, exclusion=text)],
               }  # fmt: skip
    evil = examples.goal(
        title=text, wording=HOSTILE, explanation=text, lead_remark=HOSTILE, basis=HOSTILE,
        kind=HOSTILE, other_mandate=text, provenance=source, lead_confidence=HOSTILE,
    )  # fmt: skip
    head = {"title": HOSTILE, "person": HOSTILE, "held_from": HOSTILE, "held_until": HOSTILE}
    content = examples.framework(
        goals=[evil], title=text, short_title=text, introduction=text, mandate=mandate,
        chapters=[{"number": 1, "title": text, "text": text}], provenance=source,
        fields=[{**examples.field(), "name": text, "provenance": source}],
        departments=[examples.department(name=HOSTILE, abbreviation=HOSTILE, heads=[head])],
    )  # fmt: skip
    edition = examples.edition(
        examples.adopted(content, decided_by=HOSTILE, agenda_number=HOSTILE), change_note=HOSTILE
    )

    site = render([edition, replace(edition, document="alt", withdrawn_at=examples.NOW,
                                    withdrawal_reason=HOSTILE, is_newest=False)])  # fmt: skip

    for path, page in html_pages(site).items():
        assert not page.faults, f"{path}: {page.faults}"
        assert not page.count("script"), path
        assert not page.count("img"), path
        assert not any("onerror" in found for _tag, found in page.tags), path


def test_machines_find_what_they_need(site, settings):
    robots, sitemap = site["/robots.txt"].body.decode(), site["/sitemap.xml"].body.decode()

    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in robots
    assert f"<loc>{settings.BASE_URL}/de/ziele/2022-x1/</loc>" in sitemap
    assert "2012" not in sitemap
    assert "nicht-gefunden" not in sitemap
    assert site["/"].location == "/de/"


def test_security_contact_is_dated_and_only_there_if_set(settings):
    settings.SECURITY_CONTACT = "security@example.org"
    told = render([])["/.well-known/security.txt"].body.decode()
    settings.SECURITY_CONTACT = ""
    settings.PUBLISHER = replace(settings.PUBLISHER, email="")

    assert "Contact: mailto:security@example.org\nExpires: 2024-10-30T00:00:00Z\n" in told
    assert "/.well-known/security.txt" not in render([])


def test_what_the_operator_has_not_entered_is_named(settings):
    settings.PUBLISHER = replace(settings.PUBLISHER, name="", address="", email="")
    settings.ACCESSIBILITY_ENFORCEMENT = ""
    site = render([])

    assert "Der Herausgeber ist noch nicht eingetragen." in markup(site, "/de/impressum/").text
    assert "Durchsetzungsstelle ist noch nicht" in markup(site, "/de/barrierefreiheit/").text
    assert "setzt für Leserinnen und Leser keine Cookies" in markup(site, "/de/datenschutz/").text


def test_a_demonstration_does_not_call_itself_official(settings):
    settings.DEMONSTRATION = True
    text = markup(render([]), "/de/").text

    assert "keine amtliche Website; die Inhalte stammen aus öffentlichen Quellen." in text
    assert "Offizielle Website" not in text


def test_rows_of_the_list_are_ordered_and_searchable():
    rows = list(PortalRenderer().project(examples.whole_site(), examples.NOW))

    assert [row.reference for row in rows] == ["X1", "D1", "X1", "MJ1"]
    assert sorted(row.position for row in rows) == [row.position for row in rows]
    assert "Außenwirtschaft" in rows[1].text
    assert rows[0].departments == ("stk", "mwl")
    assert "Zurückgezogenes" not in "".join(row.card + row.text for row in rows)
