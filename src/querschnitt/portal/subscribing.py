"""Which feeds and calendars belong to a page, for its links and for programs that look for them."""

from typing import Final, NamedTuple

from querschnitt.portal.addresses import Addresses

ATOM: Final = ".atom"
RSS: Final = ".rss"
MEDIA_TYPES: Final = {
    ATOM: "application/atom+xml; charset=utf-8",
    RSS: "application/rss+xml; charset=utf-8",
}
CALENDAR: Final = "text/calendar; charset=utf-8"
_NAMES: Final = {ATOM: "Atom", RSS: "RSS"}


class Subscription(NamedTuple):
    """Something that a program fetches again and again."""

    url: str
    label: str
    media_type: str


def feeds_of(addresses: Addresses, page: str) -> list[Subscription]:
    """Return the feeds of what is new on a page."""
    return [
        Subscription(addresses.feed(page, suffix), _NAMES[suffix], _plain(MEDIA_TYPES[suffix]))
        for suffix in (ATOM, RSS)
    ]


def calendar_of(addresses: Addresses, page: str, label: str) -> Subscription:
    """Return the calendar of a page."""
    return Subscription(addresses.calendar(page), label, _plain(CALENDAR))


def _plain(media_type: str) -> str:
    return media_type.partition(";")[0]
