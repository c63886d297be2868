"""How much of a framework's time has passed, where its ends may be known only in part."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from querschnitt.framework.content import PeriodContent
from querschnitt.lib.partial_date import PartialDate
from querschnitt.ui.partial_dates import spoken


@dataclass(frozen=True)
class TermClock:
    """The share that has passed for certain, in percent, and the sentence that says it."""

    percent: int
    sentence: str
    period: str


def term_clock(period: PeriodContent, today: date) -> TermClock | None:
    """Return the clock of a period; None where an end is not known at all."""
    if not period["start"] or not period["end"]:
        return None
    start, end = PartialDate.parse(period["start"]), PartialDate.parse(period["end"])
    if end.last_day <= start.first_day:
        return None
    least = _percent(start.last_day, end.last_day, today)
    most = _percent(start.first_day, end.first_day, today)
    text = _("{start} to {end}").format(start=spoken(start), end=spoken(end))
    return TermClock(least, _sentence(start, end, least, most, today), text)


def _percent(start: date, end: date, today: date) -> int:
    # An end that lies before the beginning can only mean that all has passed.
    if end <= start or today >= end:
        return 100 if today >= start else 0
    passed = (today - start).days * 100 // (end - start).days
    return min(max(passed, 0), 100)


def _sentence(start: PartialDate, end: PartialDate, least: int, most: int, today: date) -> str:
    if today < start.first_day:
        return _("The framework's time has not begun yet.")
    if today > end.last_day:
        return _("The framework's time is over.")
    if least == most:
        return _("{percent} % of the framework's time has passed.").format(percent=least)
    if most >= 100:
        return _(
            "At least {percent} % of the framework's time has passed. When exactly it ends is"
            " not known."
        ).format(percent=least)
    return _(
        "Between {least} and {most} % of the framework's time has passed; not all of its dates"
        " are known to the day."
    ).format(least=least, most=most)
