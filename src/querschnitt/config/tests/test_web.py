"""Who asks, and what every answer carries."""

import ipaddress
import logging

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from querschnitt.config import web


@pytest.fixture
def behind_a_proxy(settings):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]


def address_seen(peer, forwarded):
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})
    web.believe_trusted_proxies(lambda _: HttpResponse())(request)
    assert "HTTP_X_FORWARDED_FOR" not in request.META
    return request.META["REMOTE_ADDR"]


@pytest.mark.usefixtures("behind_a_proxy")
@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("10.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "not an address", "10.0.0.1"),
        ("203.0.113.9", "10.9.9.9", "203.0.113.9"),
        ("", "10.9.9.9", ""),
    ],
)
def test_the_reader_is_the_nearest_address_that_is_not_our_proxy(peer, forwarded, expected):
    assert address_seen(peer, forwarded) == expected


def test_production_counts_every_request_as_secure(settings):
    settings.PRODUCTION = True
    request = RequestFactory().get("/")

    web.believe_trusted_proxies(lambda _: HttpResponse())(request)

    assert request.is_secure()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/anmelden/", "/desk/nothing-here", "/nothing-here"])
def test_every_answer_carries_the_protecting_headers(client, path):
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == web.PERMISSIONS
    assert (headers.get("Cache-Control") == "private, no-store") is path.startswith("/desk/")


def test_cookies_are_out_of_reach_for_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY


def test_a_log_line_stays_one_line():
    record = logging.LogRecord("x", logging.INFO, "f", 1, "tried\r\n%s", ("\x1b[2J",), None)

    line = web.OneLine().format(record)

    assert line.isprintable()
    assert line.endswith("tried\\r\\n\\x1b[2J")


@pytest.mark.parametrize("kind", ["desk/persoenlicher-link", "desk/kalender", "abonnement"])
def test_a_log_holds_no_usable_personal_link(kind):
    path = f"/{kind}/kNTsIyYO-3x_9/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Weak: %s", (path,), None)

    line = web.OneLine().format(record)

    assert "kNTsIyYO" not in line
    assert f"/{kind}/…" in line
