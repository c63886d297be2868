"""Public dates as iCalendar files (RFC 5545), the same bytes for the same dates."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from querschnitt.lib.xml_text import writable
from querschnitt.portal.dates import WHOLE, PublicDate, Scope
from querschnitt.portal.reading import Reading
from querschnitt.portal.subscribing import CALENDAR
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.ui.context import facts


def pages(reading: Reading, dates: Sequence[PublicDate]) -> Iterator[Rendered]:
    """Yield the calendars of everything, of each field of action and of each department."""
    by_scope: dict[Scope, list[PublicDate]] = {}
    for one in dates:
        if one.day:
            for scope in one.scopes:
                by_scope.setdefault(scope, []).append(one)
    for scope, page, name in _calendars(reading):
        yield rendered_page(
            reading.addresses.calendar(page),
            calendar_file(name, by_scope.get(scope, ())),
            media_type=CALENDAR,
            cache="brief",
        )


def _calendars(reading: Reading) -> Iterator[tuple[Scope, str, str]]:
    addresses, site = reading.addresses, reading.site
    portal = facts().portal_name
    yield WHOLE, addresses.dates, portal
    for key in site.fields:
        yield Scope(field=key), addresses.field(key), f"{portal}: {reading.field_name(key)}"
    for key in site.departments:
        name = reading.department_name(key)
        yield Scope(department=key), addresses.department(key), f"{portal}: {name}"


def calendar_file(name: str, dates: Iterable[PublicDate]) -> bytes:
    """Return a calendar of dates that are known to the day; others are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Querschnitt//Public dates//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _plain(name))
    calendar.add("x-wr-calname", _plain(name))
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for one in dates:
        if one.day:
            calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: PublicDate) -> Event:
    event, day = Event(), one.when.first_day
    changed = one.changed_at.astimezone(UTC).replace(microsecond=0)
    url = f"{settings.BASE_URL}{one.path}"
    event.add("uid", f"{one.key}@{urlsplit(settings.BASE_URL).hostname}")
    # When it was told and not when the file was made, so that the file changes with it alone.
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", one.sequence)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _plain(one.title))
    event.add("description", "\n".join(line for line in (_plain(one.text), url) if line))
    event.add("url", url)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    return event


def _plain(text: str) -> str:
    return writable(text).replace("\r\n", "\n").replace("\r", "\n")
