"""The page store as visitors see it."""

import gzip

import pytest
from django.db import DatabaseError

from querschnitt.publication import answerers, store
from querschnitt.publication.answerers import Question, Reply
from querschnitt.publication.models import Generation
from querschnitt.publication.rendering import rendered_page
from querschnitt.publication.tests.visitors import PAGE, behind, publish, visit

pytestmark = pytest.mark.django_db


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def portal(clock):
    return store.PageStore(behind, clock=clock, grace=60)


@pytest.fixture
def broken(monkeypatch):
    """Return a switch that takes the database away."""

    def switch():
        def refuse(*arguments, **named):
            raise DatabaseError("gone")

        monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", refuse)

    return switch


def test_a_stored_page_is_answered_with_all_its_headers(portal):
    publish("/de/")

    answer = visit(portal)

    assert (answer.status, answer.body) == (200, PAGE.encode())
    etag = rendered_page("/de/", PAGE).etag
    assert answer.headers == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(PAGE)),
        "ETag": f'"{etag}"',
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, max-age=0, s-maxage=1, must-revalidate",
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def test_a_visitor_who_takes_gzip_gets_gzip(portal):
    publish("/de/")

    answer = visit(portal, accept_encoding="gzip, br")

    assert gzip.decompress(answer.body) == PAGE.encode()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_a_visitor_who_has_the_page_is_told_so(portal):
    publish("/de/")
    first = visit(portal, accept_encoding="gzip")

    again = visit(portal, accept_encoding="gzip", if_none_match=f"W/{first.headers['ETag']}")

    assert (again.status, again.body) == (304, b"")
    assert set(again.headers) == {"ETag", "Vary", "Cache-Control"}
    assert visit(portal, if_none_match=first.headers["ETag"]).status == 200


def test_head_has_the_headers_and_no_body(portal):
    publish("/de/")

    assert visit(portal, method="HEAD").body == b""
    assert visit(portal, method="HEAD").headers == visit(portal).headers


def test_an_address_with_an_umlaut_is_found(portal):
    publish("/de/köthen/")

    assert visit(portal, "/de/köthen/").status == 200


@pytest.mark.parametrize(
    "request_",
    [
        {"path": "/de/unbekannt/"},
        {"path": "/desk/"},
        {"path": "/static/ui.css"},
        {"method": "POST"},
        {"path": "/de/\0"},
        {"path": "/" + "ü" * 400},
        {"path": ""},
    ],
)
def test_everything_else_is_passed_on(portal, request_):
    publish("/de/", "/desk/", "/static/ui.css")

    assert visit(portal, **request_).is_passed_on
    assert visit(portal, **request_).is_passed_on


def test_bytes_that_are_no_text_are_passed_on(portal):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/de/\xff"}

    assert portal(environ, lambda status, headers: None) == [b"passed on"]


def test_parameters_that_nobody_answers_change_nothing(portal):
    publish("/de/")

    answer = visit(portal, query="utm=1")

    assert (answer.status, answer.body) == (200, PAGE.encode())
    assert visit(portal, "/de/unbekannt/", query="utm=1").is_passed_on


@pytest.fixture
def answerer(monkeypatch):
    """Return what the answerer of /de/ziele/ was asked; it answers filters alone."""
    asked = []

    def answer(question):
        asked.append(question)
        if "feld" not in question.parameters:
            return None
        return Reply(200, [("ETag", 'W/"1"')], b"gefiltert")

    monkeypatch.setattr(answerers, "_answerers", {"/de/ziele/": answer})
    return asked


def test_an_address_with_an_answerer_is_answered_outside_of_django(clock, answerer, settings):
    settings.SECURE_HSTS_SECONDS = 60
    publish("/de/ziele/")
    portal = store.PageStore(behind, clock=clock)

    answer = visit(portal, "/de/ziele/", query="feld=europa", accept_encoding="gzip")
    other = visit(portal, "/de/ziele/", query="utm=1")

    assert (answer.status, answer.body) == (200, b"gefiltert")
    assert answer.headers == {"ETag": 'W/"1"', "Strict-Transport-Security": "max-age=60"}
    assert other.body == PAGE.encode()
    assert visit(portal, "/de/ziele/", method="HEAD", query="feld=europa").body == b""
    assert visit(portal, "/de/ziele/", method="POST", query="feld=europa").is_passed_on
    generation = Generation.objects.get().number
    assert answerer[0] == Question("feld=europa", "gzip", "", generation, "/de/ziele/")


def test_an_answerer_without_database_is_excused(portal, answerer, broken):
    broken()

    assert visit(portal, "/de/ziele/", query="feld=europa").status == 503


def test_a_moved_address_leads_to_the_new_one(portal):
    publish(rendered_page("/alt/", "", status=301, location="/de/köthen/"))

    answer = visit(portal, "/alt/", if_none_match="*")

    assert (answer.status, answer.headers["Location"]) == (301, "/de/k%C3%B6then/")


def test_a_second_visit_asks_the_database_nothing(portal, django_assert_num_queries):
    publish("/de/")
    with django_assert_num_queries(2):
        visit(portal)

    with django_assert_num_queries(0):
        visit(portal)


def test_a_scan_of_unknown_addresses_asks_once_for_each(portal, django_assert_num_queries):
    visit(portal, "/wp-login.php")

    with django_assert_num_queries(0):
        visit(portal, "/wp-login.php")


def test_a_change_is_seen_when_the_number_is_read_again(portal, clock):
    publish("/de/")
    visit(portal)
    publish(rendered_page("/de/", "Neu"))

    clock.now += 0.4
    assert visit(portal).body == PAGE.encode()
    clock.now += 0.2

    assert visit(portal).body == b"Neu"


def test_what_is_no_longer_rendered_is_gone(portal, clock):
    publish("/de/", "/de/ziele/1/")
    visit(portal, "/de/ziele/1/")

    assert publish("/de/") == 1
    clock.now += 0.6

    assert visit(portal, "/de/ziele/1/").is_passed_on


def test_while_the_database_is_away_old_answers_are_given_for_a_while(portal, clock, broken):
    publish("/de/")
    visit(portal)
    broken()

    clock.now += 59
    assert visit(portal).status == 200
    assert visit(portal, "/de/ziele/").status == 503
    clock.now += 2

    answer = visit(portal)
    assert answer.status == 503
    assert answer.headers["Retry-After"]
    # Not from memory either, in the half second in which nobody looks again.
    assert visit(portal).status == 503


def test_no_answer_sets_a_cookie(portal):
    publish("/de/", rendered_page("/weg/", "", status=410))

    for answer in (visit(portal), visit(portal, "/weg/"), visit(portal, if_none_match="*")):
        assert "Set-Cookie" not in answer.headers


def test_a_server_that_changes_the_list_of_headers_changes_no_other_answer(portal):
    publish("/de/")

    visit(portal).list.append(("Date", "today"))

    assert "Date" not in visit(portal).headers


def test_memory_is_bounded_and_what_is_asked_for_stays(clock):
    portal = store.PageStore(behind, clock=clock, limit=100_000)
    publish(*(f"/de/{number}/" for number in range(60)), "/de/")

    for number in range(60):
        visit(portal, f"/de/{number}/")
        visit(portal)

    shelf = portal._shelf
    kept = shelf.young | shelf.old
    assert sum(answers.size for answers in kept.values()) <= 100_000
    assert "/de/" in kept


def test_transport_security_is_said_when_it_is_configured(settings, clock):
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    publish("/de/")

    answer = visit(store.PageStore(behind, clock=clock))

    expected = "max-age=3600; includeSubDomains"
    assert answer.headers["Strict-Transport-Security"] == expected


def test_where_only_https_is_served_django_may_redirect(settings, clock):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    publish("/de/")
    portal = store.PageStore(behind, clock=clock)

    assert visit(portal).is_passed_on
    assert not visit(portal, x_forwarded_proto="https").is_passed_on
