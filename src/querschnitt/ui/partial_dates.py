"""How a date that is perhaps known only to the year or month is typed and shown."""

import re

from django.utils import formats, translation
from django.utils.dateformat import format as format_date

from querschnitt.lib.partial_date import PartialDate

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_TYPED = re.compile(r"(?:(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?)?(\d{4})", re.ASCII)
# The order of a German day; every other language has its own long form.
_DAY_FORMATS = {"de": "d.m.Y"}


def parse(text: str) -> PartialDate | None:
    """Return what a person typed ("2022", "07.2022", "12.07.2022" or ISO), or nothing."""
    text = text.strip()
    match = _TYPED.fullmatch(text)
    try:
        if match is None:
            date = PartialDate.parse(text)
        else:
            parts = [part.zfill(2) for part in reversed(match.groups()) if part]
            date = PartialDate.parse("-".join(parts))
    except ValueError:
        return None
    return date if EARLIEST_YEAR <= date.year <= LATEST_YEAR else None


def typed(date: PartialDate) -> str:
    """Return a date as a German form shows it: "12.07.2022", "07.2022" or "2022"."""
    return ".".join(reversed(str(date).split("-")))


def spoken(date: PartialDate) -> str:
    """Return a date as the active language writes it: "12.07.2022", "Juli 2022" or "2022"."""
    if not date.month:
        return f"{date.year:04}"
    if not date.day:
        return format_date(date.first_day, formats.get_format("YEAR_MONTH_FORMAT"))
    language = (translation.get_language() or "de").split("-")[0]
    day_format = _DAY_FORMATS.get(language) or formats.get_format("DATE_FORMAT")
    return format_date(date.first_day, day_format)
