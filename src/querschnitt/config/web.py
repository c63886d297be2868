"""What is the same for every request: who asks, what the answer carries, how it is logged."""

import ipaddress
import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)


def believe_trusted_proxies(get_response: Answer) -> Answer:
    """Take the reader's address from a proxy that is known, and from nobody else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "")
        for header in FORWARDED:
            request.META.pop(header, None)
        request.META["REMOTE_ADDR"] = _reader(request.META.get("REMOTE_ADDR", ""), told)
        if settings.PRODUCTION:
            # The base address is https; the last stretch from the proxy to here need not be.
            request.META["wsgi.url_scheme"] = "https"
        return get_response(request)

    return middleware


def more_headers(get_response: Answer) -> Answer:
    """Set the headers that Django has no setting for; no cache ever keeps a page of the desk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith("/desk/"):
            response.headers["Cache-Control"] = "private, no-store"
        # What says nothing about it is an error, which the next visitor need not meet again.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def _reader(peer: str, told: str) -> str:
    """Return the nearest address that is not one of our proxies."""
    for address in [peer, *(part.strip() for part in reversed(told.split(",")))]:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            break
        peer = address
        if not any(parsed in network for network in settings.TRUSTED_PROXIES):
            break
    return peer


# The address of a personal link, a calendar or a subscription is a key: whoever reads a log must
# not be able to use it.
PERSONAL_LINK = re.compile(r"(/(?:persoenlicher-link|kalender|abonnement)/)[^/\s]+")


class OneLine(logging.Formatter):
    """Writes a record as one line without keys, whatever a reader put into an address or a name."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        line = PERSONAL_LINK.sub(r"\1…", super().formatMessage(record))
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
