"""Feeds of what is new, as Atom and RSS: of everything, and of each document, field, department."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from querschnitt.lib.xml_text import writable
from querschnitt.portal.news import News, news
from querschnitt.portal.reading import Reading
from querschnitt.portal.subscribing import ATOM, MEDIA_TYPES, RSS
from querschnitt.publication.catalogue.vocabulary import LICENCES
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.ui.context import facts

MOST_ENTRIES: Final = 50


@dataclass(frozen=True)
class Channel:
    """One feed before it is written: the page that it belongs to, and what it tells."""

    page: str
    title: str
    entries: Sequence[News]
    about: str = ""
    """What it tells of, if not of editions."""


def pages(reading: Reading) -> Iterator[Rendered]:
    """Yield all feeds of one language."""
    for channel in _channels(reading, news(reading)):
        yield from written_in_all_ways(reading, channel)


def written_in_all_ways(reading: Reading, channel: Channel) -> Iterator[Rendered]:
    """Yield a feed in each notation, beside the page that it belongs to."""
    for suffix, kind in ((ATOM, _Atom), (RSS, _Rss)):
        yield rendered_page(
            reading.addresses.feed(channel.page, suffix),
            _written(reading, channel, kind, suffix),
            media_type=MEDIA_TYPES[suffix],
            cache="brief",
        )


def _channels(reading: Reading, told: Sequence[News]) -> Iterator[Channel]:
    addresses, site = reading.addresses, reading.site
    name = facts().portal_name

    def channel(page: str, of: str, concerns: Callable[[News], bool]) -> Channel:
        title = _("{portal}: {of}").format(portal=name, of=of)
        return Channel(page, title, [one for one in told if concerns(one)])

    yield channel(addresses.home, _("New editions"), lambda _one: True)
    for document in site.documents:
        slug = document.slug
        yield channel(
            addresses.framework(slug),
            reading.title_of(document),
            lambda one, slug=slug: one.document == slug,  # type: ignore[misc]
        )
    if site.relations.is_public:
        slugs = {edition.document for edition in site.relations.editions}
        yield channel(addresses.relations, _("Relations"), lambda one: one.document in slugs)
    for key in site.fields:
        yield channel(
            addresses.field(key),
            reading.field_name(key),
            lambda one, key=key: key in one.fields,  # type: ignore[misc]
        )
    for key in site.departments:
        yield channel(
            addresses.department(key),
            reading.department_name(key),
            lambda one, key=key: key in one.departments,  # type: ignore[misc]
        )


def _written(reading: Reading, channel: Channel, kind: type[SyndicationFeed], suffix: str) -> str:
    base = settings.BASE_URL
    address = f"{base}{reading.addresses.feed(channel.page, suffix)}"
    site = facts()
    feed = kind(
        title=writable(channel.title),
        link=f"{base}{channel.page}",
        description=channel.about
        or _("Published editions: new, amended, corrected and withdrawn."),
        language=reading.language,
        # The standard wants an author, and the portal always has a name.
        author_name=writable(site.publisher or site.portal_name),
        feed_url=address,
        feed_guid=address,
        feed_copyright=LICENCES[settings.DATA_LICENCE].name,
        # Nothing else than what it tells may change a feed, such as the time of making it.
        empty_since=datetime.combine(timezone.localdate(reading.now), time.min, UTC),
    )
    for one in channel.entries[:MOST_ENTRIES]:
        _add(feed, one, base)
    return feed.writeString("utf-8")


def _add(feed: SyndicationFeed, one: News, base: str) -> None:
    # RSS tells the length in bytes, and so does Atom.
    enclosures = (
        [Enclosure(f"{base}{one.file.path}", str(one.file.size), one.file.media_type)]
        if one.file
        else []
    )
    feed.add_item(
        title=writable(one.title),
        link=f"{base}{one.path}",
        description=writable(one.summary),
        unique_id=one.id,
        unique_id_is_permalink=False,
        pubdate=one.published.replace(microsecond=0),
        updateddate=one.updated.replace(microsecond=0),
        enclosures=enclosures,
    )


class _Atom(Atom1Feed):
    """Atom whose date depends on its entries alone."""

    def latest_post_date(self) -> datetime:
        return _latest(self)


class _Rss(Rss201rev2Feed):
    """RSS whose date depends on its entries alone."""

    def latest_post_date(self) -> datetime:
        return _latest(self)


def _latest(feed: SyndicationFeed) -> datetime:
    dates: list[datetime] = [item["updateddate"] for item in feed.items]
    empty_since: datetime = feed.feed["empty_since"]
    return max(dates, default=empty_since)
