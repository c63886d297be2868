"""Where the calendar of everything lives, and each entry's own file for calendar programs."""

from django.urls import path

from querschnitt.relations import addresses  # noqa: F401 (knows how registers are written)
from querschnitt.relations.views import calendars

PATTERNS = [
    path("beziehungen/kalender/", calendars.calendar, name="calendar"),
    path("beziehungen/kalender.ics", calendars.calendar_of_kind, name="calendar_of_kind"),
    path(
        "beziehungen/<register:register>/<slug:key>/termin.ics",
        calendars.entry_calendar,
        name="entry_calendar",
    ),
]
