"""What a file of the site refers to, and what in it can be referred to. Bytes in, words out."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
ATTRIBUTE = re.compile(
    rb"""\s(href|src|srcset|poster|action|formaction|id)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
STYLE_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
STYLE_ADDRESS = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
XML_ADDRESS = re.compile(rb"""<(?:loc|link)>([^<]+)</|\shref=["']([^"']*)["']""")
ELSEWHERE = re.compile(r"(?!https?:|webcal:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
FEEDS = ("application/xml", "text/xml", "application/atom+xml", "application/rss+xml")


class Links(NamedTuple):
    """Where a file leads, each once, as seen from the site's root, and the anchors it has."""

    targets: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


NONE = Links()


def links_in(body: bytes, media_type: str, url: str) -> Links:
    """Return the links of a page, a style sheet or a feed; of anything else none."""
    kind = media_type.partition(";")[0].strip()
    if kind == "text/html":
        return _of_page(body, url)
    if kind == "text/css":
        return Links(_resolved(_found(STYLE_ADDRESS, STYLE_COMMENT.sub(b"", body)), url))
    if kind in FEEDS:
        return Links(_resolved(_found(XML_ADDRESS, body), url))
    return NONE


def _of_page(body: bytes, url: str) -> Links:
    if b"<!--" in body:
        body = COMMENT.sub(b"", body)
    values, anchors = set[str](), set[str]()
    for name, value in _attributes_of(body):
        told = value.decode(errors="replace")
        told = unescape(told) if "&" in told else told
        if name == b"id":
            anchors.add(told)
        elif name == b"srcset":
            values.update(part.split()[0] for part in told.split(",") if part.split())
        else:
            values.add(told.strip())
    # What leads to a place on the page itself need not be remembered, if the place is there.
    values = {v for v in values if not (v.startswith("#") and _is_here(v[1:], anchors))}
    return Links(_resolved(values, url), tuple(sorted(anchors)))


def _attributes_of(body: bytes) -> set[tuple[bytes, bytes]]:
    """Return the attributes that lead somewhere, or that can be led to."""
    # Attributes of tags alone: a text may show what an attribute looks like.
    attributes = ATTRIBUTE.findall(b"".join(TAG.findall(body)))
    return {(name, double or single) for name, double, single in attributes}


def _is_here(anchor: str, anchors: set[str]) -> bool:
    return anchor in anchors or anchor in {"", "top"}


def _found(pattern: re.Pattern[bytes], body: bytes) -> Iterator[str]:
    for one, other in pattern.findall(body):
        yield unescape((one or other).decode(errors="replace").strip())


def _resolved(values: "set[str] | Iterator[str]", url: str) -> tuple[str, ...]:
    found = set[str]()
    for value in values:
        if (value.startswith("/") and not value.startswith("//")) or "://" in value:
            found.add(value)
        elif value.startswith("#"):
            found.add(url + value)
        elif value and not ELSEWHERE.match(value):
            found.add(urljoin(url, value))
    return tuple(sorted(found))


def inside(bases: tuple[str, ...]) -> Callable[[str], str | None]:
    """Return what tells the address within the site that a link leads to, or None.

    :param bases: the addresses under which the site is known, without a slash at their ends
    """
    heads = [
        head
        for base in bases
        for head in (base, base.replace("https:", "webcal:"), base.replace("http:", "webcal:"))
    ]

    def path_of(link: str) -> str | None:
        if link.startswith("/") and not link.startswith("//"):
            return link
        for head in heads:
            rest = link.removeprefix(head)
            if rest != link and rest[:1] in ("", "/", "?", "#"):
                return rest if rest.startswith("/") else f"/{rest}"
        return None

    return path_of
