"""Appointments as an iCalendar file (RFC 5545), the same bytes for the same appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from querschnitt.lib.xml_text import writable

if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar; charset=utf-8"

_FREQUENCIES = {"weekly": "WEEKLY", "monthly": "MONTHLY", "yearly": "YEARLY"}


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One thing in a calendar; what is known to the day alone takes the whole day."""

    key: str
    """Tells it from all others of this site, for ever; so calendars move an entry that moves."""
    starts: date | datetime
    ends: date | datetime | None = None
    """Its last day, or the moment at which it ends; where it is not known, that of the start."""
    title: str
    text: str = ""
    path: str
    """The page about it, without the host."""
    place: str = ""
    changed_at: datetime
    """When it was told, not when the file is made, so that the file changes with it alone."""
    sequence: int = 0
    """Grows whenever it is told anew."""
    repeats: str = ""
    """``weekly``, ``monthly``, ``yearly`` or nothing."""
    repeats_until: date | None = None
    is_cancelled: bool = False
    is_public: bool = True
    alarm: timedelta | None = None
    """When to remind of it, counted from its start."""


def calendar_file(
    name: str, appointments: Iterable[Appointment], *, of: str, refresh: timedelta
) -> bytes:
    """Return a calendar.

    :param of: what these appointments are, in English; names the file's maker
    :param refresh: how often programs that subscribed should look again
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//Querschnitt//{of}//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _plain(name))
    calendar.add("x-wr-calname", _plain(name))
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    for one in appointments:
        calendar.add_component(_event(one))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(one: Appointment) -> "Event":
    from icalendar import Event

    event, url = Event(), f"{settings.BASE_URL}{one.path}"
    changed = one.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{one.key}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", one.sequence)
    _add_time(event, one)
    event.add("summary", _plain(one.title))
    event.add("description", "\n".join(line for line in (_plain(one.text), url) if line))
    if one.place:
        event.add("location", _plain(one.place))
    event.add("url", url)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC" if one.is_public else "CONFIDENTIAL")
    if one.alarm is not None:
        _add_alarm(event, one.title, one.alarm)
    return event


def _add_time(event: "Event", one: Appointment) -> None:
    if isinstance(one.starts, datetime):
        # What repeats does so at the same time of the local clock, in summer and in winter; the
        # rest is told in universal time, so that no table of time zones has to travel with it.
        zone = timezone.get_current_timezone() if one.repeats else UTC
        event.add("dtstart", one.starts.astimezone(zone))
        if isinstance(one.ends, datetime):
            event.add("dtend", one.ends.astimezone(zone))
    else:
        event.add("dtstart", one.starts)
        event.add("dtend", _last_day(one) + timedelta(days=1))
    if one.repeats in _FREQUENCIES:
        rule: dict[str, object] = {"FREQ": _FREQUENCIES[one.repeats]}
        if one.repeats_until:
            rule["UNTIL"] = _until(one)
        event.add("rrule", rule)


def _last_day(one: Appointment) -> date:
    last = one.ends or one.starts
    return last.date() if isinstance(last, datetime) else last


def _until(one: Appointment) -> date | datetime:
    """Return the end of a rule in the form of its start, as the standard demands."""
    last = one.repeats_until or date.max
    if isinstance(one.starts, datetime):
        return datetime.combine(last, one.starts.timetz()).astimezone(UTC)
    return last


def _add_alarm(event: "Event", title: str, trigger: timedelta) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(title))
    alarm.add("trigger", trigger)
    event.add_component(alarm)


def _plain(text: str) -> str:
    return writable(text).replace("\r\n", "\n").replace("\r", "\n")
