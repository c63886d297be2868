"""Public dates as iCalendar files, the same bytes for the same dates."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from querschnitt.documents import calendars
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
    appointments = (
        calendars.Appointment(
            key=one.key,
            starts=one.when.first_day,
            title=one.title,
            text=one.text,
            path=one.path,
            changed_at=one.changed_at,
            sequence=one.sequence,
            is_cancelled=one.is_cancelled,
        )
        for one in dates
        if one.day
    )
    return calendars.calendar_file(name, appointments, of="Public dates", refresh=timedelta(days=1))
