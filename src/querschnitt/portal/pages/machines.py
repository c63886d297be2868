"""What programs read: robots.txt, the sitemap, security.txt."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from querschnitt.documents.house_style import HouseStyle
from querschnitt.portal import addresses
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.rendering import Rendered, rendered_page

MOST_IN_ONE_FILE = 40_000
VALID_FOR = timedelta(days=180)
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(paths: Sequence[str], now: datetime) -> Iterator[Rendered]:
    """Yield the files for programs; ``paths`` are the pages that search engines may list."""
    base = settings.BASE_URL
    robots = f"User-agent: *\nDisallow: /desk/\nSitemap: {base}{addresses.SITEMAP}\n"
    yield _text(addresses.ROBOTS, robots)
    yield from _sitemaps(paths)
    contact = _contact()
    if contact:
        yield _text(addresses.SECURITY, _security(contact, now))


def emblem(style: HouseStyle) -> Iterator[Rendered]:
    """Yield the picture that stands in the head of every page, if there is one."""
    if style.emblem:
        path = addresses.emblem_path(style)
        yield rendered_page(path, style.emblem, media_type="image/png", cache="lasting")


def _text(path: str, body: str) -> Rendered:
    return rendered_page(path, body, media_type="text/plain; charset=utf-8", cache="brief")


def _sitemaps(paths: Sequence[str]) -> Iterator[Rendered]:
    if len(paths) <= MOST_IN_ONE_FILE:
        yield _sitemap(addresses.SITEMAP, paths)
        return
    parts = []
    for number, start in enumerate(range(0, len(paths), MOST_IN_ONE_FILE), start=1):
        parts.append(addresses.sitemap_part(number))
        yield _sitemap(parts[-1], paths[start : start + MOST_IN_ONE_FILE])
    yield _xml(addresses.SITEMAP, "sitemapindex", "sitemap", parts)


def _sitemap(path: str, paths: Sequence[str]) -> Rendered:
    return _xml(path, "urlset", "url", paths)


def _xml(path: str, root: str, entry: str, paths: Sequence[str]) -> Rendered:
    lines = [
        f"<{entry}><loc>{escape(settings.BASE_URL + (iri_to_uri(one) or ''))}</loc></{entry}>\n"
        for one in paths
    ]
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
        f"{''.join(lines)}</{root}>\n"
    )
    return rendered_page(path, body, media_type="application/xml", cache="brief")


def _contact() -> str:
    contact: str = settings.SECURITY_CONTACT or settings.PUBLISHER.email
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


def _security(contact: str, now: datetime) -> str:
    # Of the day, so that the file changes once a day and never within it.
    midnight = datetime.combine(timezone.localdate(now), datetime.min.time(), UTC)
    expires = (midnight + VALID_FOR).isoformat().replace("+00:00", "Z")
    preferred = ", ".join(dict.fromkeys([*portal_languages(), "en"]))
    return (
        f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {preferred}\n"
        f"Canonical: {settings.BASE_URL}{addresses.SECURITY}\n"
    )
