"""Deadlines as an iCalendar file."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from querschnitt.coordination.queries.due_dates import DueDate
from querschnitt.documents import calendars

NINE_ON_THE_DAY_BEFORE = timedelta(hours=-15)


def calendar_file(due: Iterable[DueDate]) -> bytes:
    """Return a calendar with one entry for each deadline, which keeps its name when it moves."""
    appointments = (
        calendars.Appointment(
            key=one.key,
            starts=one.due_on,
            title=_("Deadline: %(title)s") % {"title": one.title},
            text=one.about,
            path=one.path,
            changed_at=one.changed_at,
            sequence=one.sequence,
            is_public=False,
            alarm=NINE_ON_THE_DAY_BEFORE,
        )
        for one in due
    )
    return calendars.calendar_file(
        _("Deadlines"), appointments, of="Deadlines", refresh=timedelta(hours=6)
    )
