"""How other pages lead to the calendar."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy

from querschnitt.accounts.models import User
from querschnitt.relations.happenings import SOURCES
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.queries.calendar import happenings_of_entry
from querschnitt.relations.registers import Register
from querschnitt.relations.sections import Way


def way_from_hub(seen_by: User) -> Iterable[Way]:
    """Yield the link to the calendar of everything."""
    yield Way(gettext_lazy("Calendar"), reverse("relations:calendar"))


def way_from_register(register: Register, seen_by: User) -> Iterable[Way]:
    """Yield the link to the calendar, where the register has something in it."""
    if register.slug in SOURCES:
        yield Way(gettext_lazy("Calendar"), reverse("relations:calendar"))


def way_from_entry(entry: Registered, seen_by: User) -> Iterable[Way]:
    """Yield the link to an entry's own calendar file, where its day is known."""
    if any(one.is_exact for one in happenings_of_entry(entry)):
        url = reverse("relations:entry_calendar", args=[entry.register, entry.key])
        yield Way(gettext_lazy("As a calendar file (iCalendar)"), url)
