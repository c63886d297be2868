"""From what is stored to the files that say the same without a program."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import gettext, override

from querschnitt.publication.export.links import FEEDS
from querschnitt.publication.export.names import file_of, suffix_of
from querschnitt.publication.export.snapshot import Stored

HTML = "text/html; charset=utf-8"
OK, MOVED, MISSING, GONE = 200, 301, 404, 410
FOR_PROGRAMS = re.compile(r"^/(robots\.txt|sitemap[^/]*\.xml|\.well-known/.*)$")


class Outgoing(NamedTuple):
    """A file to be: its name, the tag of what it says, and how its bytes come from a stored page.

    Without a source ``make`` needs no bytes.
    """

    name: str
    tag: str
    media_type: str
    source: Stored | None
    make: Callable[[bytes], bytes]


@dataclass(frozen=True)
class Wording:
    """How a copy says what is stored: other markup here and there, another base address."""

    instead: Mapping[bytes, bytes]
    led: Mapping[bytes, bytes]
    base_url: str

    def of(self, page: Stored) -> Callable[[bytes], bytes]:
        """Return what turns a stored body into that of the copy."""
        kind = page.media_type.partition(";")[0]
        if kind == "text/html":
            return self._page
        is_feed = kind in FEEDS[2:] or kind == "text/calendar"
        if self._has_moved and (is_feed or FOR_PROGRAMS.match(page.path)):
            return self._for_programs
        return _as_it_is

    @property
    def _has_moved(self) -> bool:
        return self.base_url != settings.BASE_URL

    def _page(self, body: bytes) -> bytes:
        for said, told in self.instead.items():
            body = body.replace(said, told)
        for below, page in self.led.items():
            begins = b'href="' + below
            if begins in body:
                body = re.sub(re.escape(begins) + b'[^"]*', b'href="' + page, body)
        if self._has_moved:
            old = re.escape(settings.BASE_URL.encode())
            pattern = rb'(<(?:link|meta)\b[^<>]*\s(?:href|content)=")' + old + rb'(?=[/"])'
            body = re.sub(pattern, rb"\g<1>" + self.base_url.encode(), body)
        return body

    def _for_programs(self, body: bytes) -> bytes:
        """Let addresses begin anew, but for those that are names and mean the same for ever."""
        old = re.escape(settings.BASE_URL.encode())
        pattern = rb"(<id>|<guid[^>]*>|^UID:)?" + old + rb"(?![\w.:-])"

        def moved(found: re.Match[bytes]) -> bytes:
            return found[0] if found[1] else self.base_url.encode()

        return re.sub(pattern, moved, body, flags=re.MULTILINE)


def outgoing(pages: Iterable[Stored], wording: Wording) -> Iterator[Outgoing]:
    """Yield the files that stand for stored pages.

    :raises names.Unfit: if one of them cannot have a file
    """
    pages = list(pages)
    by_path = {page.path: page for page in pages}
    for page in pages:
        if page.status == MISSING:
            yield from _missing(page, wording)
        elif page.status == MOVED:
            yield _moved(page, by_path, wording)
        else:
            is_page = page.status == GONE or page.media_type.startswith("text/html")
            name = file_of(page.path, is_page=is_page)
            yield Outgoing(name, page.etag, page.media_type, page, wording.of(page))


def _missing(page: Stored, wording: Wording) -> Iterator[Outgoing]:
    # The name that web servers look for, in each language and for the whole.
    language = page.path.split("/")[1]
    names = [f"{language}/404.html"] if language else []
    if not language or language == settings.LANGUAGE_CODE:
        names.append("404.html")
    for name in names:
        yield Outgoing(name, page.etag, page.media_type, page, wording.of(page))


def _moved(page: Stored, by_path: Mapping[str, Stored], wording: Wording) -> Outgoing:
    target = by_path.get(unquote(page.location))
    is_file = (
        target is not None and target.status == OK and not target.media_type.startswith("text/html")
    )
    if target is not None and is_file and suffix_of(page.path) == suffix_of(target.path):
        # Who fetches a file follows no link on a page, so the file itself stands there.
        name = file_of(page.path, is_page=False)
        return Outgoing(name, target.etag, target.media_type, target, wording.of(target))
    body = moved_page(page, wording.base_url)
    return Outgoing(file_of(page.path, is_page=True), page.etag, HTML, None, always(body))


def moved_page(page: Stored, base_url: str) -> bytes:
    """Return a page that leads on at once, and by a link where a browser does not."""
    language = page.path.split("/")[1] or settings.LANGUAGE_CODE
    known = {code for code, _name in settings.LANGUAGES}
    language = language if language in known else settings.LANGUAGE_CODE
    with override(language):
        title, lead_on = gettext("This page has moved"), gettext("Go on to the page")
    url = escape(page.location)
    whole = f"{base_url}{url}" if url.startswith("/") else url
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={url}">\n<title>{escape(title)}</title>\n'
        f'<link rel="canonical" href="{whole}">\n<meta name="robots" content="noindex">\n'
        '<link rel="icon" href="data:,">\n</head>\n'
        f'<body>\n<main><h1>{escape(title)}</h1>\n<p><a href="{url}">{escape(lead_on)}</a></p>'
        "</main>\n</body>\n</html>\n"
    ).encode()


def always(body: bytes) -> Callable[[bytes], bytes]:
    """Return what makes these bytes, whatever is stored."""
    return lambda _stored: body


def _as_it_is(body: bytes) -> bytes:
    return body
