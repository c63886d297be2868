"""The goal list with filters: what it finds, pages, refuses, and costs."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from querschnitt.framework.models import Framework, LegislativeTerm
from querschnitt.portal import answering
from querschnitt.portal.renderer import PortalRenderer
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.reading_pages import Markup
from querschnitt.publication import store
from querschnitt.publication.models import Document
from querschnitt.publication.operations.projection import project

pytestmark = [pytest.mark.django_db, pytest.mark.urls("querschnitt.portal.tests.root_urls")]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    answering._loaded.clear()
    yield
    answering._loaded.clear()


def publish(editions):
    term, _ = LegislativeTerm.objects.get_or_create(number=8)
    for edition in editions:
        if not edition.is_withdrawn:
            framework, _ = Framework.objects.get_or_create(key=edition.framework, term=term)
            Document.objects.get_or_create(
                slug=edition.document, kind=edition.kind, framework=framework
            )
    renderer = PortalRenderer()
    with transaction.atomic():
        store.write(renderer.render(editions, examples.NOW))
        project(list(renderer.project(editions, examples.NOW)))


def publish_goals(count):
    goals = [
        examples.goal(
            f"G{number}",
            f"Ziel Nummer {number}: Europa stärken.",
            field="wirtschaft" if number % 5 == 0 else "europa",
            lead="mwl" if number % 2 else "stk",
        )
        for number in range(1, count + 1)
    ]
    publish([examples.edition(examples.adopted(examples.framework(goals=goals)))])


@pytest.fixture
def site():
    publish(examples.whole_site())


def read(client, **parameters):
    response = client.get("/de/ziele/", parameters)
    markup = Markup(response.content.decode())
    assert not markup.faults
    assert len(markup.ids) == len(set(markup.ids))
    assert not response.cookies
    return response, markup


def shown(markup):
    return [link.strip("/").rsplit("-", 1)[1] for link in markup.links if "/ziele/20" in link]


def test_without_a_question_the_stored_page_is_the_answer(client, site):
    response, markup = read(client)

    assert response.headers["ETag"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert shown(markup) == ["x1", "d1"]


def test_a_question_without_filters_gives_the_same_list(client, site):
    assert client.get("/de/ziele/").content == client.get("/de/ziele/", {"utm": "x"}).content


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"feld": "wirtschaft"}, ["d1"]),
        ({"ressort": "mwl"}, ["x1", "d1"]),
        ({"art": "principle"}, ["x1"]),
        ({"q": "Außenwirtschaft"}, ["d1"]),
        ({"q": "Ressort"}, ["x1"]),
        ({"q": "Ressort", "feld": "wirtschaft"}, []),
        ({"feld": "europa", "art": "principle"}, ["x1"]),
        ({"rahmen": "2016"}, ["x1"]),
        ({"rahmen": "2016-berichtete-ziele"}, ["mj1"]),
        ({"rahmen": "alle"}, ["x1", "d1", "x1", "mj1"]),
        ({"rahmen": "alle", "ressort": "mj"}, ["mj1"]),
        ({"rahmen": "2022", "feld": "justiz"}, []),
    ],
)
def test_filters_narrow(client, site, parameters, expected):
    response, markup = read(client, **parameters)

    assert response.status_code == 200
    assert shown(markup) == expected
    told = f"{len(expected)} Ziel" if expected else "Kein Ziel gefunden"
    assert told in markup.text


def test_chosen_filters_are_told_and_can_be_removed(client, site):
    _response, markup = read(client, q="Außenwirtschaft", feld="wirtschaft")

    assert "/de/ziele/?q=Au%C3%9Fenwirtschaft" in markup.links
    assert "/de/ziele/?feld=wirtschaft" in markup.links
    assert "Außenwirtschaft" in markup.title
    assert "1 Ziel" in markup.title


def test_nothing_found_leads_back(client, site):
    _response, markup = read(client, q="Quastenflosser")

    assert "Kein Ziel erfüllt alle Bedingungen." in markup.text
    assert "/de/ziele/" in markup.links


def test_values_carry_counts_unless_other_filters_make_them_wrong(client, site):
    assert "Außenwirtschaft (1)" in read(client, art="")[1].text
    assert "Außenwirtschaft (1)" not in read(client, art="principle")[1].text


def test_pages_go_forth_and_back(client, settings):
    settings.PORTAL_GOALS_PER_PAGE = 4
    publish_goals(10)

    first = read(client, q="")[1]
    seen, pages, markup = shown(first), [shown(first)], first
    while following := [link for link in markup.links if "nach=" in link]:
        markup = Markup(client.get(following[0]).content.decode())
        pages.append(shown(markup))
        seen += shown(markup)
    backwards = [pages[-1]]
    while before := [link for link in markup.links if "vor=" in link]:
        markup = Markup(client.get(before[0]).content.decode())
        backwards.append(shown(markup))

    assert seen == [f"g{number}" for number in range(1, 11)]
    assert [len(page) for page in pages] == [4, 4, 2]
    assert backwards == pages[::-1]


def test_pages_keep_their_filter(client, settings):
    settings.PORTAL_GOALS_PER_PAGE = 4
    publish_goals(20)

    markup = read(client, ressort="mwl")[1]
    (following,) = [link for link in markup.links if "nach=" in link]

    assert "10 Ziele" in markup.text
    assert "ressort=mwl" in following
    assert shown(Markup(client.get(following).content.decode())) == ["g9", "g11", "g13", "g15"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"feld": "gibt-es-nicht"},
        {"ressort": "' OR 1=1 --"},
        {"art": "x" * 5000},
        {"rahmen": "2012"},
        {"q": "x" * 201},
        {"q": "a\x00b"},
        {"q": "a\u202eb"},
        {"nach": "-1"},
        {"nach": "1" * 30},
        {"nach": "٣"},
        {"vor": "x"},
    ],
)
def test_a_question_without_meaning_gets_a_sentence(client, site, parameters):
    response, markup = read(client, **parameters)

    assert response.status_code == 400
    assert "Das kann nicht angezeigt werden" in markup.text
    assert "/de/ziele/" in markup.links


@pytest.mark.parametrize("search", ['"', "*", "!?", "a AND (", "NEAR(", "'; DROP", "%", "<script>"])
def test_no_search_breaks(client, site, search):
    response, markup = read(client, q=search)

    assert response.status_code == 200
    assert not markup.count("script")


def test_positions_beyond_the_list_show_no_goal(client, site):
    assert shown(read(client, nach="9" * 18)[1]) == []
    assert shown(read(client, vor="1")[1]) == []


@pytest.mark.parametrize(
    "parameters",
    [{"utm": "1"}, {"feld": "europa"}, {"ressort": "mwl"}, {"q": "Europa", "feld": "europa"}],
)
def test_the_number_of_queries_does_not_grow(client, settings, parameters):
    settings.PORTAL_GOALS_PER_PAGE = 50
    counts = []
    for goals in (5, 500):
        publish_goals(goals)
        read(client, **parameters)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(client, **parameters)
        counts.append(len(queries))

    assert counts[1] <= 3
    assert counts[1] - counts[0] <= 1


def test_a_reader_who_has_the_list_is_told_so_until_it_changes(client, site):
    response, _markup = read(client, feld="europa")
    tag = response.headers["ETag"]

    again = client.get("/de/ziele/", {"feld": "europa"}, headers={"If-None-Match": tag})
    publish_goals(3)
    changed = client.get("/de/ziele/", {"feld": "europa"}, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert b"G3" in changed.content


def test_the_list_travels_compressed(client, site):
    import gzip

    plain = client.get("/de/ziele/", {"feld": "europa"}).content
    packed = client.get("/de/ziele/", {"feld": "europa"}, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain


def test_other_pages_are_answered_even_with_parameters(client, site):
    assert client.get("/de/ziele/2022-x1/", {"utm": "x"}).status_code == 200
    assert client.get("/de/fassungen/2012/").status_code == 410
    assert client.get("/").headers["Location"] == "/de/"
    assert client.get("/de/ziele").headers["Location"] == "/de/ziele/"
    assert client.head("/de/").status_code == 200
    assert client.post("/de/ziele/?q=x").status_code == 405


def test_a_wrong_address_gets_the_page_that_helps(client, site):
    for path in ("/de/gibt-es-nicht/", f"/{'x' * 400}", "/xx/"):
        response = client.get(path)

        assert response.status_code == 404
        assert "Diese Wege führen weiter" in response.content.decode()
        assert not response.cookies


def test_before_the_first_rendering_nothing_breaks(client):
    assert client.get("/de/ziele/", {"q": "x"}).status_code == 404
    assert client.get("/de/").status_code == 404
