"""What every answer carries, whatever its address and its status."""

import re

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings

from querschnitt.accounts.tests.shown_forms import shown_form
from querschnitt.framework.views import frameworks
from querschnitt.portal import views
from querschnitt.publication.api import door
from querschnitt.publication.api.limiter import Limiter
from querschnitt.publication.models import StoredPage
from querschnitt.publication.store import PageStore
from querschnitt.tests.addresses import desk_places
from querschnitt.tests.policy import IS_FULL, browser_of
from querschnitt.tests.wire import ask
from querschnitt.tests.world import PASSWORD

pytestmark = pytest.mark.django_db

EXACTLY = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFERRER = {"same-origin", "no-referrer", "strict-origin-when-cross-origin"}
FEATURES = {"camera", "geolocation", "microphone", "payment", "usb"}


@pytest.fixture
def site(world):
    return PageStore(WSGIHandler())


def faults_of(headers):
    """Return what is wrong with the headers of one answer."""
    faults = [name for name, value in EXACTLY.items() if headers.get(name) != value]
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in (headers.get("Content-Security-Policy") or "").split(";")
    )
    if policy.get("default-src") != "'none'" or policy.get("base-uri") != "'none'":
        faults.append("policy is open")
    if policy.get("frame-ancestors") != "'none'" or policy.get("form-action") != "'self'":
        faults.append("policy lets others frame or receive")
    if any("unsafe" in value or "*" in value or "http" in value for value in policy.values()):
        faults.append("policy trusts others")
    if headers.get("Referrer-Policy") not in REFERRER:
        faults.append("Referrer-Policy")
    features = {*re.findall(r"(\w+)=\(\)", headers.get("Permissions-Policy") or "")}
    if not features >= FEATURES:
        faults.append("Permissions-Policy")
    if not headers.get("Cache-Control"):
        faults.append("Cache-Control")
    faults += [name for name in ("Server", "X-Powered-By") if name in headers]
    return faults


def public_answers(site):
    for path in StoredPage.objects.values_list("path", flat=True):
        yield path, ask(site, path)
        yield f"{path}?x=1", ask(site, path, query="x=1")
    for path, query, status in (
        ("/de/nirgends/", "", 404),
        ("/nirgends", "", 404),
        ("/de/\x00", "", 404),
        ("/de/" + "x" * 2000, "", 404),
        ("/desk", "", 301),
        ("/static/nirgends.css", "", 404),
        ("/de/ziele/", "feld=nirgends", 400),
        ("/de/ziele/", "q=Ziel", 200),
    ):
        answer = ask(site, path, query=query)
        assert answer.status == status, path
        yield f"{path[:30]}?{query}", answer
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"):
        answer = ask(site, "/de/ziele/", method)
        assert answer.status == 405, method
        assert answer.headers["Allow"] == "GET, HEAD"
        yield method, answer


def interface_answers(site, monkeypatch):
    monkeypatch.setattr(door, "limiter", lambda: Limiter(0))
    for path, query, status in (
        ("goals", "", 200),
        ("goals/beschlossen/D1", "", 200),
        ("goals/verworfen/D1", "", 410),
        ("goals/nirgends/D1", "", 404),
        ("goals", "limit=0", 422),
        ("openapi.json", "", 200),
        ("try", "operation=listGoals", 302),
        ("nirgends/\n", "", 404),
    ):
        answer = ask(site, f"/api/v1/{path}", query=query)
        assert answer.status == status, path
        yield f"{path}?{query}", answer
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"):
        yield method, ask(site, "/api/v1/goals", method)
    yield "304", ask(site, "/api/v1/goals", if_none_match="*")
    limiter = Limiter(1)
    monkeypatch.setattr(door, "limiter", lambda: limiter)
    yield "once", ask(site, "/api/v1/goals")
    refused = ask(site, "/api/v1/goals")
    assert refused.status == 429
    yield "429", refused


def test_every_answer_to_a_program_is_protected_and_sets_no_cookie(site, monkeypatch):
    for name, answer in interface_answers(site, monkeypatch):
        assert faults_of(answer.headers) == [], name
        assert "Set-Cookie" not in answer.headers, name
        assert "Cookie" not in answer.headers.get("Vary", ""), name


def test_every_answer_of_the_portal_is_protected_and_sets_no_cookie(site):
    faults = {name: faults_of(answer.headers) for name, answer in public_answers(site)}
    cookies = [name for name, answer in public_answers(site) if "Set-Cookie" in answer.headers]

    assert {name: found for name, found in faults.items() if found} == {}
    assert cookies == []


@pytest.mark.parametrize("host", ["elsewhere.example", "testserver.elsewhere.example", "[", "a b"])
def test_who_asks_for_another_host_gets_no_page(site, host):
    assert ask(site, "/de/", host=host).status == 400
    assert ask(site, "/de/ziele/", query="q=Ziel", host=host).status == 400
    assert ask(site, "/de/", host="testserver:8000").status == 200


def test_who_has_signed_in_gets_no_cookie_from_the_portal_either(site, world):
    key = browser_of(world.people["press"]).cookies[settings.SESSION_COOKIE_NAME].value
    for path, query in (("/de/", ""), ("/de/nirgends/", ""), ("/de/ziele/", "q=Ziel")):
        answer = ask(site, path, query=query, cookie=f"{settings.SESSION_COOKIE_NAME}={key}")

        assert "Set-Cookie" not in answer.headers
        assert world.people["press"].name.encode() not in answer.body


def desk_answers(world):
    strict = browser_of(world.people["coordinator"], enforce_csrf_checks=True)
    for name, place in [*desk_places(world).items()][:: 1 if IS_FULL else 3]:
        yield f"{name} as stranger", Client().get(place.path)
        yield f"{name} sent by a stranger", Client().post(place.path)
        yield name, strict.get(f"{place.path}?{place.query}")
        yield f"{name} forged", strict.post(place.path)
    browser = browser_of(world.people["editor_bb"])
    yield "405", browser.delete("/desk/rahmen/")
    yield "404", browser.get("/desk/rahmen/nirgends/")
    yield "404 of nothing", browser.get("/desk/nirgends/")
    yield "422", browser.post("/desk/ressorts/neu/", {})
    yield "400", browser.get("/desk/rahmen/", headers={"Host": "example.org"})


def test_every_answer_of_the_desk_is_protected_and_never_kept(world):
    for name, answer in desk_answers(world):
        assert faults_of(answer.headers) == [], name
        assert answer.headers["Cache-Control"] == "private, no-store", name
        for cookie in answer.cookies.values():
            assert cookie["httponly"], name
            assert cookie["samesite"] in {"Lax", "Strict"}, name


@pytest.mark.parametrize("path", ["/desk/rahmen/", "/de/nirgends/", "/de/ziele/?q=x"])
def test_an_error_is_protected_too_and_tells_nothing(world, monkeypatch, path):
    def broken(*_args, **_more):
        raise RuntimeError("a secret")

    monkeypatch.setattr(frameworks.queries, "frameworks", broken)
    monkeypatch.setattr(views.queries, "stored_page", broken)
    browser = browser_of(world.people["coordinator"])
    browser.raise_request_exception = False

    answer = browser.get(path)

    assert answer.status_code == 500
    assert faults_of(answer.headers) == []
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


# -- Hosts and proxies -------------------------------------------------------------------------

HOSTS = [
    "example.org",
    "testserver.example.org",
    "testserver@example.org",
    "testserver:80@example.org",
    "testserver, example.org",
    "testserver example.org",
    "testserver\texample.org",
    "example.org#testserver",
    "example.org/testserver",
    "example.org\\testserver",
    "[::ffff:192.0.2.1]",
    "testserver:http",
    "",
    "\u0130estserver",
]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(world, host):
    answer = ask(WSGIHandler(), "/desk/anmelden/", host=host.encode().decode("latin-1"))

    assert answer.status == 400
    assert b"example.org" not in answer.body
    assert "Location" not in answer.headers


def test_what_a_stranger_forwards_is_not_believed(world, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "querschnitt.accounts.signing_in.authenticate",
        lambda **told: seen.append(told["address"]) or world.people["press"],
    )
    told = {
        "x_forwarded_for": "198.51.100.7",
        "x_forwarded_host": "example.org",
        "x_forwarded_proto": "https",
        "x_forwarded_port": "444",
        "forwarded": "for=198.51.100.7;host=example.org",
        "x_real_ip": "198.51.100.7",
    }
    with override_settings(TRUSTED_PROXIES=[], USE_X_FORWARDED_HOST=False):
        page = ask(WSGIHandler(), "/desk/rahmen", **told)
        Client().post(
            "/desk/anmelden/",
            {"email": "a@example.org", "password": "x"},
            headers={name.replace("_", "-"): value for name, value in told.items()},
        )

    assert "example.org" not in str(page.list)
    assert seen == ["127.0.0.1"]


# -- Where a sign-in leads ---------------------------------------------------------------------

AWAY = [
    *(f"{start}example.org{end}" for start in (
        "//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "/\n/", "/\r/", "/%09/", "/%5c", "/%2f/",
        "http://", "https://", "HTTPS://", "https:", "https:/", "https:///", "http:\\\\", "//\t",
        "ftp://", "javascript://", "data:text/html,//", "//desk@", "//desk:x@", "https://desk@",
        " //", "\t//", "\x00//", "\u3000//", "\uff0f\uff0f", "/\u2028/", "//[::1]@", "/.//",
        "/..//", "/desk//", "/desk/..//", "/desk/%2e%2e//", "/desk\\", "/desk/\\", "/desk@",
        "/desk/%5c%5c",
        "/desk/;//",
        "/desk/\r\nLocation: https://", "/desk/%0d%0aLocation:%20//", "/desk/?\n//",
    ) for end in ("/", "/desk/")),
    "javascript:alert(1)",
    "/de/",
    "desk/",
    "?next=//example.org",
    "#//example.org",
    "/static/x.html",
]  # fmt: skip


def test_there_are_enough_ways_away():
    assert len({*AWAY}) >= 60


def test_no_sign_in_leads_away(world):
    person = world.people["press"]
    inside = browser_of(person)
    for number, address in enumerate(AWAY):
        shown = Client().get("/desk/anmelden/", {"next": address})
        assert "next" not in shown_form(shown, "sign-in")[1], address
        assert inside.get("/desk/anmelden/", {"next": address}).url == "/desk/", address
        for field in ("next", "kept_path")[number % 2 :: 1 if IS_FULL else 2]:
            entries = {"email": person.email, "password": PASSWORD, field: address}
            answer = Client().post("/desk/anmelden/", entries)
            assert (answer.status_code, answer.url) == (302, "/desk/"), address
