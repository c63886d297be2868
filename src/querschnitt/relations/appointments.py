"""The calendar as appointments, which ``documents.calendars`` writes down as iCalendar."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from querschnitt.documents.calendars import Appointment
from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.happenings import Happening
from querschnitt.ui.partial_dates import spoken

Changed = tuple[datetime, int]
"""When something was told, and a number that grows whenever it is told anew."""


def appointments(
    happenings: Iterable[Happening],
    *,
    path_of: Callable[[str], str],
    changed: Callable[[str], Changed],
    is_public: bool,
) -> Iterator[Appointment]:
    """Yield what is known to the day; a calendar program knows no other dates.

    :param path_of: gives the page of an entry by its reference
    """
    for one in happenings:
        if one.is_exact:
            changed_at, sequence = changed(one.reference)
            starts, ends = _times(one)
            yield Appointment(
                key=one.key,
                starts=starts,
                ends=ends,
                title=one.title,
                text="\n".join(said_of_date(one)),
                path=path_of(one.reference),
                place=one.place,
                changed_at=changed_at,
                sequence=sequence,
                repeats=one.repeats,
                repeats_until=one.repeats_until,
                is_cancelled=one.is_cancelled,
                is_public=is_public,
            )


def said_of_date(one: Happening) -> list[str]:
    """Return the sentences on a date: what is remarked, and what other sources say."""
    said = [one.remark] if one.remark else []
    for other in one.others:
        period = period_of(other.starts, other.ends)
        said.append(
            _("Another source says {period}: {source}").format(period=period, source=other.source)
        )
    return said


def period_of(starts: str, ends: str) -> str:
    """Return a period in words, as exactly as it is known."""
    first, last = _spoken(starts), _spoken(ends)
    if first and last and first != last:
        return _("{start} to {end}").format(start=first, end=last)
    return first or last or _("without a date")


def _spoken(text: str) -> str:
    try:
        return spoken(PartialDate.parse(text)) if text else ""
    except ValueError:
        return text


def _times(one: Happening) -> tuple[date | datetime, date | datetime | None]:
    first, last = one.days
    if not one.starts_at or (last != first and not one.ends_at):
        return first, last
    ends = _moment(last, one.ends_at) if one.ends_at else None
    starts = _moment(first, one.starts_at)
    return starts, ends if ends and ends > starts else None


def _moment(day: date, told: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(told)))
