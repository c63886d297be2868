"""From a stored page to the exact answers that HTTP wants: plain, compressed, not modified."""

import re
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

from querschnitt.publication.rendering import CACHE, Rendered

Headers = list[tuple[str, str]]

# A public page runs no script and loads nothing from elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PROTECTION = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
# What the pages of others may read with a script, as some specifications of data want it.
OPEN_TO_PAGES = (("Access-Control-Allow-Origin", "*"),)
QUALITY = re.compile(r"\s*([\w*.+-]+)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?", re.ASCII)
TAG = re.compile(r'(?:W/)?("[^"]*")')


class Answer(NamedTuple):
    """One representation of a page, with all its headers."""

    status: str
    headers: Headers
    body: bytes
    etag: str
    unchanged: Headers


class Answers(NamedTuple):
    """The representations of one page; without a compressed one the plain one stands twice."""

    plain: Answer
    packed: Answer
    size: int


def answers_for(page: Rendered, extra: Iterable[tuple[str, str]] = ()) -> Answers:
    """Return the ready answers of a page; ``extra`` headers go with each of them."""
    plain = _answer(page, page.body, "", extra)
    packed = _answer(page, page.gzip, "gzip", extra) if page.gzip else plain
    # What the lists and tuples around the bytes take, roughly.
    return Answers(plain, packed, len(page.body) + len(page.gzip) + 4_000)


def _answer(page: Rendered, body: bytes, coding: str, extra: Iterable[tuple[str, str]]) -> Answer:
    # Each coding is a representation of its own and needs its own strong tag.
    etag = f'"{page.etag}{"-" if coding else ""}{coding}"' if page.status == 200 else ""
    shared = [("Vary", "Accept-Encoding"), ("Cache-Control", CACHE[page.cache])]
    if page.cache == "open":
        shared += OPEN_TO_PAGES
    if etag:
        shared.append(("ETag", etag))
    headers = [("Content-Type", page.media_type), ("Content-Length", str(len(body))), *shared]
    if coding:
        headers.append(("Content-Encoding", coding))
    if page.location:
        headers.append(("Location", page.location))
    status = HTTPStatus(page.status)
    line = f"{status.value} {status.phrase}"
    return Answer(line, [*headers, *PROTECTION, *extra], body, etag, [*shared, *extra])


def is_known(asked: str, etag: str) -> bool:
    """Return whether an If-None-Match names this tag; the weak comparison, as HTTP demands."""
    if not etag:
        return False
    return asked == etag or asked.strip() == "*" or etag in TAG.findall(asked)


@lru_cache(maxsize=512)
def wants_gzip(accepted: str) -> bool:
    """Return whether an Accept-Encoding prefers gzip to sending the bytes as they are."""
    qualities = {"identity": -1.0}
    for part in accepted[:1000].lower().split(","):
        if match := QUALITY.fullmatch(part):
            qualities[match[1]] = _quality(match[2])
    gzip = qualities.get("gzip", qualities.get("x-gzip", qualities.get("*", 0.0)))
    return gzip > 0 and gzip >= qualities["identity"]


def _quality(value: str | None) -> float:
    try:
        return min(float(value), 1.0) if value else 1.0
    except ValueError:
        return 0.0
