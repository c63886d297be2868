"""Pages of the calendar: a month as weeks and as a list, a year as a list, and what has no day."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.happenings import DECEMBER, Happening, Occurrence, occurrences


@dataclass(frozen=True)
class Day:
    """A day of a month's weeks."""

    day: date
    is_of_month: bool
    is_today: bool
    taking_place: list[Occurrence]


@dataclass(frozen=True)
class Month:
    """A month: its weeks from Monday to Sunday, the same as a list, and what has no day."""

    first: date
    weeks: list[list[Day]]
    listed: list[Occurrence]
    vague: list[Happening]
    """Known to this month alone, or to its year."""


def month_of(happenings: Sequence[Happening], first: date, today: date) -> Month:
    """Return the page of a month.

    :param first: its first day
    """
    last = PartialDate(first.year, first.month).last_day
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    listed = between(happenings, first, last)
    return Month(
        first=first,
        weeks=[[_day(day, first, today, listed) for day in week] for week in weeks],
        listed=listed,
        vague=[one for one in vague_ones(happenings) if _may_be_in(one, first.year, first.month)],
    )


def between(happenings: Iterable[Happening], first: date, last: date) -> list[Occurrence]:
    """Return what takes place in a span of days, the earliest first."""
    found = [
        occurrence
        for one in happenings
        if one.is_exact
        for occurrence in occurrences(one, first, last)
    ]
    return sorted(
        found,
        key=lambda one: (one.first, one.happening.starts_at, one.last, one.happening.key),
    )


def vague_ones(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what is known to the month or year alone, and at the end what has no date at all."""
    found = [one for one in happenings if not one.is_exact]
    return sorted(found, key=lambda one: (one.starts is None, str(one.starts or ""), one.key))


def vague_in(happenings: Iterable[Happening], year: int) -> list[Happening]:
    """Return what may take place in a year but has no day."""
    return [one for one in vague_ones(happenings) if _may_be_in(one, year, 0)]


def undated(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what has no date at all."""
    return [one for one in vague_ones(happenings) if one.starts is None]


def shifted(first: date, step: int) -> date:
    """Return the first day of a month so many months later."""
    number = first.year * DECEMBER + first.month - 1 + step
    return date(number // DECEMBER, number % DECEMBER + 1, 1)


def _may_be_in(one: Happening, year: int, month: int) -> bool:
    if one.starts is None:
        return False
    last = one.ends.year if one.ends else one.starts.year
    if not one.starts.year <= year <= max(last, one.starts.year):
        return False
    if not (month and one.starts.month):
        return True
    first = (one.starts.year, one.starts.month)
    final = (one.ends.year, one.ends.month) if one.ends and one.ends.month else first
    return first <= (year, month) <= max(first, final)


def _day(day: date, first: date, today: date, listed: list[Occurrence]) -> Day:
    is_of_month = day.month == first.month
    on_it = [one for one in listed if one.first <= day <= one.last] if is_of_month else []
    return Day(day=day, is_of_month=is_of_month, is_today=day == today, taking_place=on_it)
