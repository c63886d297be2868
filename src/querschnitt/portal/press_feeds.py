"""Feeds of press releases, as Atom and RSS: of all, and of each department.

A release keeps its id when it is corrected; only its date of change moves on.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from querschnitt.portal.feeds import MOST_ENTRIES, Channel, written_in_all_ways
from querschnitt.portal.news import NAMESPACE, News
from querschnitt.portal.pages.press_room import address_of, has_feeds, title_of
from querschnitt.portal.press import Narrowed, PublicRelease
from querschnitt.portal.press_cards import head, words
from querschnitt.portal.reading import Reading
from querschnitt.publication.rendering import Rendered
from querschnitt.ui.context import facts


def pages(reading: Reading, of: Iterable[Narrowed]) -> Iterator[Rendered]:
    """Yield the feeds of lists in one language."""
    press = reading.site.press
    if not press.is_public:
        return
    for narrowed in filter(has_feeds, of):
        channel = Channel(
            address_of(narrowed)(reading.addresses),
            _("{portal}: {of}").format(portal=facts().portal_name, of=title_of(reading, narrowed)),
            _news(reading, press.newest(MOST_ENTRIES, narrowed)),
            _("Press releases: new and corrected ones."),
        )
        yield from written_in_all_ways(reading, channel)


def _news(reading: Reading, releases: Sequence[PublicRelease]) -> list[News]:
    return [_entry(reading, release) for release in releases]


def _entry(reading: Reading, release: PublicRelease) -> News:
    content = release.content
    _language, texts = words(content, reading.language)
    note = release.newest.change_note if release.corrections else ""
    corrected = _("Corrected: {note}").format(note=note) if note else ""
    told = [head(content), corrected, texts["subtitle"], texts["lead"]]
    return News(
        id=uuid.uuid5(NAMESPACE, f"{release.newest.document}/{reading.language}").urn,
        title=texts["title"],
        path=reading.addresses.release(content["year"], content["address"]),
        summary=format_html_join("", "<p>{}</p>", ((one,) for one in told if one)),
        published=datetime.fromisoformat(content["published_at"]),
        updated=release.newest.public_from,
        document=release.newest.document,
        fields=frozenset(content["topics"]),
        departments=frozenset(one["key"] for one in content["departments"]),
        file=None,
        is_withdrawn=False,
    )
