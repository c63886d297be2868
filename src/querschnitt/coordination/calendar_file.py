"""Deadlines as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from querschnitt.coordination.queries.due_dates import DueDate

NINE_ON_THE_DAY_BEFORE = timedelta(hours=-15)


def calendar_file(due: Iterable[DueDate]) -> bytes:
    """Return a calendar with one entry for each deadline, which keeps its name when it moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Querschnitt//Deadlines//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Deadlines"))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in due:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: DueDate) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("dtstart", one.due_on)
    event.add("dtend", one.due_on + timedelta(days=1))
    event.add("summary", _("Deadline: %(title)s") % {"title": one.title})
    event.add("description", f"{one.about}\n{settings.BASE_URL}{one.path}")
    event.add("url", f"{settings.BASE_URL}{one.path}")
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Deadline: %(title)s") % {"title": one.title})
    alarm.add("trigger", NINE_ON_THE_DAY_BEFORE)
    event.add_component(alarm)
    return event
