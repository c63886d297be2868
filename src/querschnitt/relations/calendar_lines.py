"""The calendar as pages show it, for desk and public alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.relations.appointments import period_of, said_of_date
from querschnitt.relations.happenings import KINDS, Happening, Occurrence
from querschnitt.relations.models import Event
from querschnitt.relations.months import Month

PathOf = Callable[[str], str]


@dataclass(frozen=True)
class Line:
    """Something in the calendar, in words."""

    title: str
    url: str
    when: str
    place: str
    kind: str
    repeats: str
    said: list[str]
    """What is to be known about the date: remarks, and what other sources say."""
    is_disputed: bool
    is_cancelled: bool


def line_of(one: Happening, path_of: PathOf, days: tuple[date, date] | None = None) -> Line:
    """Return a happening in words.

    :param days: of this occurrence, where it repeats
    """
    return Line(
        title=one.title,
        url=path_of(one.reference),
        when=_when(one, days),
        place=one.place,
        kind=str(KINDS[one.kind]),
        repeats=str(Event.Repeats(one.repeats).label) if one.repeats else "",
        said=said_of_date(one),
        is_disputed=bool(one.others),
        is_cancelled=one.is_cancelled,
    )


def lines_of(found: Iterable[Occurrence], path_of: PathOf) -> list[Line]:
    """Return what takes place on certain days, in words."""
    return [line_of(one.happening, path_of, (one.first, one.last)) for one in found]


def vague_lines(found: Iterable[Happening], path_of: PathOf) -> list[Line]:
    """Return what has no exact day, in words."""
    return [line_of(one, path_of) for one in found]


def weeks_of(month: Month, path_of: PathOf) -> list[list[dict[str, Any]]]:
    """Return the weeks of a month: each day with what takes place on it."""
    return [
        [
            {
                "day": day.day,
                "is_of_month": day.is_of_month,
                "is_today": day.is_today,
                "lines": lines_of(day.taking_place, path_of),
            }
            for day in week
        ]
        for week in month.weeks
    ]


def weekdays() -> list[str]:
    """Return the names of the days, from Monday on."""
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


def _when(one: Happening, days: tuple[date, date] | None) -> str:
    if days is None:
        return period_of(str(one.starts or ""), str(one.ends or ""))
    told = period_of(days[0].isoformat(), days[1].isoformat())
    if one.starts_at and one.ends_at and days[0] == days[1]:
        times = {"day": told, "start": one.starts_at, "end": one.ends_at}
        return _("{day}, {start} to {end}").format(**times)
    if one.starts_at:
        return _("{day}, from {start}").format(day=told, start=one.starts_at)
    return told
