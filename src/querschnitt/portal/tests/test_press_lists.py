"""Lists of releases: narrowed, searched and paged without JavaScript, by as many queries always."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.portal import press_answers
from querschnitt.portal.copies.stand_in import stand_in
from querschnitt.press import operations as press
from querschnitt.press.saying import said_of, version_now
from querschnitt.press.tests.factories import a_release, press_office
from querschnitt.publication import operations as publication
from querschnitt.publication import renderers
from querschnitt.publication.models import StoredPage
from querschnitt.publication.tests.factories import adopted_framework

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    press_answers._loaded.clear()


@pytest.fixture(autouse=True)
def without_files(monkeypatch):
    """What is typeset has tests of its own."""
    monkeypatch.setattr("querschnitt.publication.release_files.RELEASE_FORMATS", ())


@pytest.fixture
def department():
    return DepartmentFactory(key="stk", name="Staatskanzlei", abbreviation="StK")


def body(path: str) -> str:
    return Client().get(path).content.decode()


def titles(path: str) -> list[str]:
    page = body(path)
    found = page.split('<p class="portal-list__title">')[1:]
    return [one.split("</a>")[0].rpartition(">")[2] for one in found]


def test_releases_are_found_by_words_years_and_departments(department):
    other = DepartmentFactory(key="mwu", name="Ministerium für Umwelt", abbreviation="MWU")
    a_release(stage="published", title="Wasserstoff für alle", department=department)
    a_release(stage="published", title="Partnerschaften mit Masowien", department=other)
    year = version_year()

    assert titles("/de/presse/?q=partnerschaft") == ["Partnerschaften mit Masowien"]
    assert titles("/de/presse/?q=partnerschaft+wasserstoff") == []
    assert titles("/de/presse/?ressort=stk") == ["Wasserstoff für alle"]
    assert titles("/de/presse/ressort/stk/") == ["Wasserstoff für alle"]
    assert len(titles(f"/de/presse/?jahr={year}")) == 2
    assert len(titles(f"/de/presse/{year}/")) == 2


def version_year() -> int:
    from django.utils import timezone

    return timezone.localdate().year


def test_questions_that_mean_nothing_are_refused(department):
    a_release(stage="published", department=department)

    for asked in ("ressort=nirgends", "jahr=1900", "seite=0", "seite=x", f"q={'x' * 201}"):
        assert Client().get(f"/de/presse/?{asked}").status_code == 400


def test_nothing_is_answered_where_there_is_no_press_room(department):
    a_release(stage="submitted", department=department)

    assert Client().get("/de/presse/").status_code == 404
    assert Client().get("/de/presse/?q=ziele").status_code == 404


def test_a_list_asks_the_same_few_questions_for_many_releases(department):
    def queries() -> int:
        press_answers._loaded.clear()
        with CaptureQueriesContext(connection) as asked:
            body("/de/presse/?q=ziele&ressort=stk")
        return len(asked)

    a_release(stage="published", department=department)
    few = queries()
    for number in range(24):
        a_release(stage="published", title=f"Ziele {number}", department=department)

    assert queries() == few
    assert len(titles("/de/presse/")) == 20
    assert "?seite=2" in body("/de/presse/")
    assert len(titles("/de/presse/?seite=2")) == 5


# -- Feeds -----------------------------------------------------------------------------------------


def test_an_entry_keeps_its_id_when_it_is_corrected(department):
    release = a_release(stage="published", title="Zehn Ziele", department=department)
    for number in range(3):
        a_release(stage="published", title=f"Ziel {number}", department=department)
    before = entries("/de/presse/neues.atom")
    says = said_of(release)
    says["texts"]["de"]["title"] = "Elf Ziele"
    press.write_correction(
        by=press_office(), release=release, said=says, note="Die Zahl.", seen=release.version
    )
    release.refresh_from_db()
    press.correct_release(by=press_office(), release=release, seen=version_now(release).digest)

    after = entries("/de/presse/neues.atom")

    assert {one["id"] for one in before} == {one["id"] for one in after}
    assert len({one["id"] for one in after}) == 4
    changed = next(one for one in after if one["title"] == "Elf Ziele")
    same = next(one for one in before if one["id"] == changed["id"])
    assert same["title"] == "Zehn Ziele"
    assert same["published"] == changed["published"]
    assert same["updated"] <= changed["updated"]
    assert "Die Zahl." in changed["summary"]
    guids = etree.fromstring(StoredPage.objects.get(path="/de/presse/neues.rss").body, SAFE)
    assert {one.text for one in guids.iter("guid")} == {one["id"] for one in after}


def entries(path: str) -> list[dict[str, str]]:
    feed = etree.fromstring(bytes(StoredPage.objects.get(path=path).body), SAFE)
    return [
        {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_each_department_has_a_feed(department):
    a_release(stage="published", department=department)
    a_release(stage="published")

    assert len(entries("/de/presse/ressort/stk/neues.atom")) == 1
    assert len(entries("/de/presse/neues.atom")) == 2


# -- What names what -------------------------------------------------------------------------------


def test_a_goal_and_its_document_lead_to_the_release(department):
    publication.publish(by=press_office(), framework_version=adopted_framework())
    known = next(
        edition
        for edition in publication.rendering.public_editions(now=_now())
        if isinstance(edition, renderers.PublicEdition)
    )
    goal = known.content["framework"]["goals"][0]["reference"]
    release = a_release(
        stage="published",
        title="Über ein Ziel",
        department=department,
        goals=[f"{known.framework}/{goal}"],
        documents=[known.document],
    )
    publication.render_public(is_fresh=True)

    address = f"/de/presse/{release.year}/{release.number:03}/"
    of_goal = StoredPage.objects.get(
        path__startswith="/de/ziele/", path__endswith=f"-{goal.lower()}/"
    )
    assert address in bytes(of_goal.body).decode()
    assert address in body(f"/de/fassungen/{known.document}/")
    assert of_goal.path in body(address)


def _now():
    from django.utils import timezone

    return timezone.now()


# -- Copies ----------------------------------------------------------------------------------------


def test_a_copy_has_whole_lists_without_a_form(department):
    for number in range(22):
        a_release(stage="published", title=f"Ziele {number}", department=department)
    stored = dict(StoredPage.objects.values_list("path", "etag"))

    copy = stand_in(stored, lambda path: bytes(StoredPage.objects.get(path=path).body))

    made = {one.path: one.body().decode() for one in copy.made}
    assert made[f"/de/presse/{version_year()}/"].count("portal-list__title") == 22
    assert "<form" not in made["/de/presse/"]
    assert "seite=2" not in made["/de/presse/"]
    assert "</html>" in made["/de/presse/"]
    assert "/de/presse/auswahl.json" in copy.left_out
    # Nobody would take what is filled in there.
    assert "<form" not in made["/de/presse/newsletter/"]
    assert 'href="/de/presse/"' in made["/de/presse/newsletter/"]
    assert "/de/presse/newsletter/auswahl.json" in copy.left_out


# -- Words are words -------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
)


def test_words_are_words_wherever_they_stand(department, monkeypatch):
    monkeypatch.undo()
    hostile = " ".join(HOSTILE)
    words = {
        "title": f"Titel {hostile}",
        "subtitle": hostile,
        "lead": hostile,
        "body": "<p>Text</p>",
    }
    a_release(
        stage="published",
        department=department,
        texts={"de": words},
        facts=[{"de": hostile}],
        quotations=[
            {"text": {"de": hostile}, "person": hostile, "office": hostile, "appointment": None}
        ],
        contact=hostile,
        source=hostile,
    )

    for path, media_type, stored in StoredPage.objects.filter(
        path__startswith="/de/presse/"
    ).values_list("path", "media_type", "body"):
        page = bytes(stored)
        if media_type.startswith("text/html"):
            tree = etree.HTML(page.decode())
            scripts = [one for one in tree.iter("script") if one.text or not one.get("src")]
            assert not scripts, path
            assert not [
                name
                for element in tree.iter(etree.Element)
                for name in element.attrib
                if name.startswith("on")
            ], path
            assert not tree.xpath("//a[starts-with(@href, 'javascript')]"), path
        elif media_type.startswith(("application/atom", "application/rss")):
            feed = etree.fromstring(page, SAFE)
            for told in feed.iter(f"{ATOM}summary", "description"):
                assert b"<script" not in (told.text or "").encode()
        elif media_type == "application/json":
            json.loads(page)
