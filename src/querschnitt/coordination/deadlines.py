"""When something is due: calendar and working days, the holidays of a Land, the rules of a kind.

Plain arithmetic; nothing here asks the database or the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Unit(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class Kind(StrEnum):
    """What deadlines are for."""

    COLLECTION = "collection"
    CO_SIGNATURE = "co_signature"
    SETTLEMENT = "settlement"
    CABINET_SUBMISSION = "cabinet_submission"


@dataclass(frozen=True)
class Rule:
    """How long people get, how short it may be if it is urgent, and when they are reminded.

    Reminders are counted in working days before and after the deadline.
    """

    kind: str
    days: int
    unit: str = Unit.WORKING
    urgent_days: int = 1
    remind_before: tuple[int, ...] = (3, 1)
    remind_after: tuple[int, ...] = (1, 5)


USUAL = {
    rule.kind: rule
    for rule in (
        Rule(Kind.COLLECTION, 15, urgent_days=3, remind_before=(5, 1)),
        Rule(Kind.CO_SIGNATURE, 10, urgent_days=1),
        Rule(Kind.SETTLEMENT, 5, urgent_days=1, remind_before=(1,)),
        Rule(Kind.CABINET_SUBMISSION, 8, Unit.CALENDAR, urgent_days=1, remind_before=(2,)),
    )
}
"""What holds as long as nobody has set another rule."""


@dataclass(frozen=True)
class Deadline:
    """A day by which something is due, and what was skipped on the way there."""

    due_on: date
    days: int
    unit: str
    skipped: tuple[tuple[date, str], ...] = ()

    @property
    def reason(self) -> str:
        """Say in words how the day was found."""
        text = in_words(self.days, self.unit)
        if not self.skipped:
            return text
        named = ", ".join(f"{date_format(day, 'j.n.')} {name}" for day, name in self.skipped)
        return _("%(days)s, without %(holidays)s") % {"days": text, "holidays": named}


def in_words(days: int, unit: str) -> str:
    """Say how long a time is."""
    if unit == Unit.WORKING:
        text = ngettext("%(n)s working day", "%(n)s working days", days)
    else:
        text = ngettext("%(n)s calendar day", "%(n)s calendar days", days)
    return text % {"n": days}


@cache
def _holidays_of(year: int, land: str) -> dict[date, str]:
    found = holidays.country_holidays("DE", subdiv=land or None, years=year, language="de")
    return dict(found.items())


def holiday(day: date, land: str) -> str:
    """Return the name of the public holiday on a day, or nothing.

    :param land: the ISO code of a Land, such as ``ST``; empty for what holds in all of Germany
    """
    return _holidays_of(day.year, land).get(day, "")


def is_working_day(day: date, land: str) -> bool:
    """Tell whether offices of a Land work on a day: Monday to Friday, but for holidays."""
    return day.weekday() < SATURDAY and not holiday(day, land)


def next_working_day(day: date, land: str) -> date:
    """Return a day itself if it is a working day, else the first one after it."""
    while not is_working_day(day, land):
        day += ONE_DAY
    return day


def working_days_after(day: date, count: int, land: str) -> date:
    """Return the working day that is so many after a day; the day itself does not count."""
    for _number in range(count):
        day = next_working_day(day + ONE_DAY, land)
    return day


def working_days_before(day: date, count: int, land: str) -> date:
    """Return the working day that is so many before a day; the day itself does not count."""
    for _number in range(count):
        day -= ONE_DAY
        while not is_working_day(day, land):
            day -= ONE_DAY
    return day


def working_days_between(first: date, last: date, land: str) -> int:
    """Count the working days after the first day up to and including the last; negative back."""
    if last < first:
        return -working_days_between(last, first, land)
    return sum(is_working_day(day, land) for day in _days(first + ONE_DAY, last))


def deadline(rule: Rule, opened_on: date, land: str, *, is_urgent: bool = False) -> Deadline:
    """Return when something opened on a day is due; the day of the opening does not count.

    Calendar days that end on a day off end on the next working day.
    """
    days = rule.urgent_days if is_urgent else rule.days
    if rule.unit == Unit.WORKING:
        first, due_on = opened_on, working_days_after(opened_on, days, land)
    else:
        first = opened_on + timedelta(days=days) - ONE_DAY
        due_on = next_working_day(first + ONE_DAY, land)
    return Deadline(due_on, days, rule.unit, tuple(_skipped(first, due_on, land)))


def _skipped(first: date, last: date, land: str) -> Iterator[tuple[date, str]]:
    """Yield the holidays after the first day up to the last; those at weekends are off anyway."""
    for day in _days(first + ONE_DAY, last):
        name = holiday(day, land)
        if name and day.weekday() < SATURDAY:
            yield day, name


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def stage_reached(
    rule: Rule, due_on: date, today: date, land: str, *, since: date
) -> tuple[int, date] | None:
    """Return the last reminder whose day has come: working days from the deadline, and its day.

    Negative ones lie before the deadline, positive ones after it.

    :param since: when people were last told of this deadline; reminders up to that day are idle
    """
    stages = [(-days, working_days_before(due_on, days, land)) for days in rule.remind_before]
    stages += [(days, working_days_after(due_on, days, land)) for days in rule.remind_after]
    reached = [stage for stage in stages if since < stage[1] <= today]
    return max(reached, key=lambda stage: stage[1], default=None)


def distance(due_on: date, today: date, land: str) -> str:
    """Say how far away a deadline is, or for how long it has been over."""
    if due_on == today:
        return pgettext("deadline", "today")
    if due_on < today:
        days = (today - due_on).days
        told = ngettext("overdue for %(n)s day", "overdue for %(n)s days", days)
        return told % {"n": days}
    days = working_days_between(today, due_on, land)
    if days == 0:
        return pgettext("deadline", "before the next working day")
    return ngettext("in %(n)s working day", "in %(n)s working days", days) % {"n": days}
