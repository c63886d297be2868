"""The page of dates: by year, each as exact as it is known."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.portal.dates import WHOLE, PublicDate
from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading, day


def pages(reading: Reading, dates: Sequence[PublicDate]) -> Iterator[Page]:
    """Yield the page of all dates."""
    shown = [one for one in dates if WHOLE in one.scopes and not one.is_cancelled]
    # By the last day that a date can mean: what is known to the year alone ends it.
    shown.sort(key=lambda one: (one.when.last_day, one.key))
    coming = [one for one in shown if one.when.last_day >= reading.today]
    past = [one for one in shown if one.when.last_day < reading.today]
    yield Page(
        at=lambda a: a.dates,
        template="dates",
        title=_("Dates"),
        description=_("Decisions of cabinet, published editions, and the ends of periods."),
        section="dates",
        feeds=lambda a: a.home,
        calendar=lambda a: a.dates,
        context={
            "parts": [
                {"id": "coming", "title": _("Coming dates"), "years": _years(coming)},
                {"id": "past", "title": _("Past dates"), "years": _years(reversed(past))},
            ],
            "are_some_vague": any(one.day is None for one in shown),
            "fields": [
                (
                    reading.text(field["name"]),
                    reading.addresses.calendar(reading.addresses.field(key)),
                )
                for key, field in reading.site.fields.items()
            ],
            "departments": [
                (
                    reading.text(one["name"]),
                    reading.addresses.calendar(reading.addresses.department(key)),
                )
                for key, one in reading.site.departments.items()
            ],
        },
    )


def _years(dates: Iterable[PublicDate]) -> list[dict[str, Any]]:
    return [
        {"year": year, "dates": [_line(one) for one in ones]}
        for year, ones in groupby(dates, key=lambda one: one.when.year)
    ]


def _line(one: PublicDate) -> dict[str, str]:
    if one.when.day:
        vague = ""
    else:
        vague = _("only the month is known") if one.when.month else _("only the year is known")
    return {
        "day": day(str(one.when)),
        "title": one.title,
        "text": one.text,
        "url": one.path,
        "vague": vague,
    }
