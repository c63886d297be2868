"""Who has not signed in sees nothing of the desk and loses nothing of what they typed."""

import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from querschnitt.accounts import kept
from querschnitt.accounts.models import Department
from querschnitt.accounts.tests.conftest import PASSWORD
from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator
from querschnitt.accounts.tests.shown_forms import shown_form, submit

OPEN = {"sign_in", "sign_out", "password_forgotten", "set_password"}
PARTS = {"int": "1", "register": "partner"}
"""What stands in addresses for a part of its kind; else an x."""
OURS = {"Sec-Fetch-Site": "same-origin"}


def desk_patterns(patterns=None, prefix="/"):
    for pattern in patterns or get_resolver().url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from desk_patterns(pattern.url_patterns, path)
        elif path.startswith("/desk/"):
            yield pattern.name, re.sub(r"<(?:(\w+):)?[^>]*>", lambda m: PARTS.get(m[1], "x"), path)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_every_page_of_the_desk_needs_a_sign_in(client, method):
    for name, path in desk_patterns():
        response = getattr(client, method)(path)
        if name in OPEN:
            continue
        if method == "get":
            assert response.status_code == 302, path
            assert response.url.startswith("/desk/anmelden/?next="), path
        else:
            assert response.status_code == 401, path


def test_only_these_pages_are_open_to_everyone():
    is_open = {
        pattern.name
        for resolver in get_resolver().url_patterns
        if str(resolver.pattern) == "desk/"
        for pattern in resolver.url_patterns
        if getattr(getattr(pattern, "callback", None), "is_open_to_everyone", False)
    }

    assert is_open == OPEN


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "/de/",
        "desk/konto/",
        "//example.org/desk/",
        "https://example.org/desk/konto/",
        "/desk/../de/",
        "/desk/%2e%2e/x",
        "/desk/\\example.org",
        "/desk//example.org",
        "/DESK/konto/",
        "/desk/konto/\r\nX: y",
        "/desk/konto/\x00",
        "/desk/köln/",
        "/desk/unknown-page/",
        "\t/desk/",
        "javascript:alert(1)",
        "///desk/konto/",
        "/desk/%5cexample.org",
        "/desk/" + "x" * 3000,
        "/%09/desk/",
        "/desk/%2f%2fexample.org",
        "@/desk/konto/",
        "/desk/konto/ x",
        "/desk/./konto/",
    ],
)
def test_no_other_address_is_taken_for_one_of_ours(address):
    assert kept.own_desk_path(address) is None


@pytest.mark.parametrize("address", ["/desk/konto/", "/desk/journal/?act=a.b&x=//example.org"])
def test_our_own_addresses_are_known(address):
    assert kept.own_desk_path(address) == address


@pytest.mark.django_db
def test_a_foreign_next_is_forgotten(client, with_password, sign_in):
    response = sign_in(with_password(), next="//example.org/desk/konto/")

    assert (response.status_code, response.url) == (302, "/desk/")


TYPED = {
    "name": "Ministerium „für“ <b>Alles</b>",
    "abbreviation": "MA",
    "position": "1",
    "address": "Erste Zeile\r\nZweite & dritte",
    "remark": "ä" * 500,
}


@pytest.fixture
def department(db):
    return DepartmentFactory(key="ma", name="Alt")


@pytest.fixture
def keeper(db):
    user = coordinator()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def strict():
    """Return a browser against which the checks of forged requests are on."""
    return Client(enforce_csrf_checks=True)


def arrive(browser, user):
    page = browser.get("/desk/anmelden/")
    assert submit(browser, page, "sign-in", email=user.email, password=PASSWORD).status_code == 302


def test_what_was_typed_survives_the_end_of_the_session(strict, keeper, department):
    arrive(strict, keeper)
    url = "/desk/ressorts/ma/bearbeiten/"
    page = strict.get(url)
    strict.cookies.pop("querschnitt-session")

    refused = submit(strict, page, "act", **TYPED)
    assert refused.status_code == 401
    assert "<b>Alles</b>" not in refused.text
    wrong = submit(strict, refused, "sign-in", email=keeper.email, password="wrong")
    assert wrong.status_code == 422
    again = submit(strict, wrong, "sign-in", email=keeper.email, password=PASSWORD)
    assert again.status_code == 200
    assert shown_form(again, "send-again")[0] == url
    assert "&lt;b&gt;Alles" in again.text
    saved = submit(strict, again, "send-again")

    assert (saved.status_code, saved.url) == (302, "/desk/ressorts/ma/")
    department.refresh_from_db()
    assert department.name == TYPED["name"]
    assert department.address == "Erste Zeile\nZweite & dritte"
    assert department.remark == TYPED["remark"]


def test_a_token_that_a_sign_in_elsewhere_replaced_costs_nothing(strict, keeper, department):
    arrive(strict, keeper)
    page = strict.get("/desk/ressorts/ma/bearbeiten/")
    strict.post("/desk/abmelden/")
    strict.cookies.pop("querschnitt-session")
    strict.cookies.pop("querschnitt-csrf")
    arrive(strict, keeper)

    refused = submit(strict, page, "act", **TYPED)
    assert refused.status_code == 403
    saved = submit(strict, refused, "send-again")

    assert saved.status_code == 302
    assert Department.objects.get(key="ma").name == TYPED["name"]


def test_two_windows_may_both_sign_in_again(strict, keeper, department):
    arrive(strict, keeper)
    page = strict.get("/desk/ressorts/ma/bearbeiten/")
    strict.cookies.pop("querschnitt-session")
    one = submit(strict, page, "act", **TYPED)
    arrive(strict, keeper)

    other = submit(strict, one, "sign-in", email=keeper.email, password=PASSWORD)

    assert other.status_code == 403
    assert submit(strict, other, "send-again").status_code == 302
    assert Department.objects.get(key="ma").name == TYPED["name"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none", "Origin": "http://testserver"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Referer": "https://example.org/desk/konto/"},
        {"Referer": "http://testserver.example.org/"},
        {"Referer": "http://[broken"},
    ],
)
def test_what_another_site_made_the_browser_send_is_refused_plainly(
    strict, keeper, department, headers
):
    arrive(strict, keeper)

    response = strict.post("/desk/ressorts/ma/bearbeiten/", TYPED, headers=headers)

    assert response.status_code == 403
    assert "send-again" not in response.text
    assert "Alles" not in response.text


@pytest.mark.parametrize(
    "headers",
    [OURS, {"Origin": "http://testserver"}, {"Referer": "http://testserver/desk/ressorts/"}],
)
def test_what_a_page_of_ours_sent_may_be_sent_again(strict, keeper, department, headers):
    arrive(strict, keeper)

    response = strict.post("/desk/ressorts/ma/bearbeiten/", TYPED, headers=headers)

    assert response.status_code == 403
    assert shown_form(response, "send-again")[1]["abbreviation"] == ["MA"]


def test_passwords_and_tokens_are_never_kept(client, db):
    secrets = {"current_password": "geheim-1", "new_password": "geheim-2", "Passwort": "geheim-3"}

    response = client.post("/desk/konto/", {**secrets, "csrfmiddlewaretoken": "geheim-4", "a": "b"})

    assert response.status_code == 401
    assert "geheim" not in response.text
    assert shown_form(response, "sign-in")[1]["kept"] == ['[["a","b"]]']


def test_more_than_a_megabyte_is_not_carried_along_and_the_page_says_so(client, department):
    response = client.post("/desk/ressorts/ma/bearbeiten/", {"remark": "x" * 1_100_000})

    assert response.status_code == 401
    assert len(response.content) < 50_000
    assert "kept" not in shown_form(response, "sign-in")[1]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("https://example.org/", "[]"),
        ("//example.org/desk/konto/", "[]"),
        ("/de/", "[]"),
        ("/desk/konto/", "no json"),
        ("/desk/konto/", '{"a": "b"}'),
        ("/desk/konto/", '[["a"]]'),
        ("/desk/konto/", '[["a", 1]]'),
        ("/desk/konto/", '[["a", "\\ud800"]]'),
        ("/desk/konto/", "[" * 100_000),
    ],
)
def test_nothing_is_read_back_that_we_did_not_carry(client, with_password, sign_in, path, text):
    response = sign_in(with_password(), kept_path=path, kept=text)

    assert (response.status_code, response.url) == (302, "/desk/")
