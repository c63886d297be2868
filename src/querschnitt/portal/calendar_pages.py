"""The public calendar of relations: months, kinds, and files for calendar programs.

Everything comes from the newest edition. Months that have nothing are no pages.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.calendars import MEDIA_TYPE, calendar_file
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading
from querschnitt.portal.sections import Section, Way
from querschnitt.portal.site import PublicSite
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.relations.appointments import appointments
from querschnitt.relations.calendar_lines import (
    lines_of,
    vague_lines,
    weekdays,
    weeks_of,
)
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.happenings import KINDS, SOURCES, Happening, happenings_of
from querschnitt.relations.months import between, month_of, shifted, undated, vague_in
from querschnitt.ui.context import facts

TEXT = "text/plain; charset=utf-8"

NOT_PUBLIC = frozenset({"fristen"})
"""Kinds that concern the government alone."""

FURTHER_YEARS = 2
"""How far what repeats is told ahead."""


MANY_YEARS = timedelta(days=3650)

Address = Callable[[Addresses], str]


class Dates:
    """The calendar as one language reads it; to be used while that language is active."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def all(self) -> list[Happening]:
        relations = self.reading.site.relations
        return [
            happening
            for register in SOURCES
            for entry in relations.of(register)
            for happening in self.of(entry)
        ]

    def of(self, entry: EntryContent) -> list[Happening]:
        """Return what an entry has in the public calendar."""
        return _told_publicly(entry, self.reading.text(entry["title"]))

    def of_kind(self, kind: str) -> list[Happening]:
        return [one for one in self.all if one.kind == kind]

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds that have something."""
        present = {one.kind for one in self.all}
        return [kind for kind in KINDS if kind in present]

    @property
    def horizon(self) -> date:
        return date(self.reading.today.year + FURTHER_YEARS, 12, 31)

    @cached_property
    def months(self) -> list[date]:
        """The first days of all months that have something."""
        exact = [one for one in self.all if one.is_exact]
        return _months(exact, self.horizon)


def home(addresses: Addresses) -> str:
    """Return where the calendar of relations begins."""
    return f"{addresses.home}{addresses.words.calendar}/"


def month_path(addresses: Addresses, first: date) -> str:
    """Return where a month lives."""
    return f"{home(addresses)}{first:%Y}/{first:%m}/"


def kind_path(addresses: Addresses, kind: str) -> str:
    """Return where a kind lives; its word is the same in all languages."""
    return f"{home(addresses)}{kind}/"


def file_of_entry(entry: EntryContent) -> list[Address]:
    """Return where the calendar file of an entry lives, if it has one."""
    if not any(one.is_exact for one in _told_publicly(entry, "")):
        return []
    reference = reference_of(entry)
    return [lambda addresses: addresses.calendar(addresses.entry(reference))]


def addresses_of(entry: EntryContent) -> Iterator[Address]:
    """Yield all addresses that there may be because of an entry; 410 once nothing else is there."""
    found = _told_publicly(entry, "")
    if not found:
        return
    yield home
    yield from file_of_entry(entry)
    for one in found:
        yield partial(kind_path, kind=one.kind)
        for first in _months([one], MANY_YEARS) if one.is_exact else ():
            yield partial(month_path, first=first)


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the calendar, each month and each kind of it."""
    dates = Dates(reading)
    if not dates.all:
        return
    yield _home(dates)
    months = dates.months
    for number, first in enumerate(months):
        before = months[number - 1] if number else None
        after = months[number + 1] if number + 1 < len(months) else None
        yield _month(dates, first, before, after)
    for kind in dates.kinds:
        yield _kind(dates, kind)


def files(site: PublicSite, now: datetime) -> Iterator[Rendered]:
    """Yield the calendar files: of everything, of each kind, of each entry."""
    for language in portal_languages():
        with override(language):
            yield from list(_files(Dates(Reading(site, language, now))))


def ways(reading: Reading) -> Iterator[Way]:
    """Yield the link to the calendar."""
    if Dates(reading).all:
        text = _("Events, meetings and agreements, by month, to subscribe to as well.")
        yield Way(_("Calendar"), home(reading.addresses), text)


def section(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield when an entry takes place, its file for calendar programs, and doubts on the date."""
    found = Dates(reading).of(entry)
    if not found:
        return
    context = {
        "lines": vague_lines(found, reading.addresses.entry),
        "file": reading.addresses.calendar(reading.addresses.entry(reference_of(entry)))
        if any(one.is_exact for one in found)
        else "",
        "calendar_url": home(reading.addresses),
    }
    body = render_to_string("portal/_entry_in_calendar.html", context)
    yield Section(id="termin", title=_("In the calendar"), body=body)


def _home(dates: Dates) -> Page:
    reading = dates.reading
    today = reading.today
    coming = between([one for one in dates.all if one.is_exact], today, dates.horizon)
    path_of = reading.addresses.entry
    return Page(
        at=home,
        template="relations_calendar",
        title=_("Calendar of relations"),
        description=_("Events, meetings of conferences, visits and agreements."),
        crumbs=[(_("Relations"), reading.addresses.relations)],
        section="relations",
        calendar=home,
        context={
            "coming": lines_of(coming, path_of),
            "years": _years(dates),
            "kinds": [
                {"label": str(KINDS[kind]), "url": kind_path(reading.addresses, kind)}
                for kind in dates.kinds
            ],
            "vague": vague_lines([*_vague(dates.all), *undated(dates.all)], path_of),
        },
    )


def _years(dates: Dates) -> list[dict[str, Any]]:
    addresses = dates.reading.addresses
    by_year: dict[int, list[dict[str, str]]] = {}
    for first in reversed(dates.months):
        month = {"name": date_format(first, "F"), "url": month_path(addresses, first)}
        by_year.setdefault(first.year, []).insert(0, month)
    return [{"year": year, "months": months} for year, months in by_year.items()]


def _month(dates: Dates, first: date, before: date | None, after: date | None) -> Page:
    reading = dates.reading
    month = month_of(dates.all, first, reading.today)
    path_of = reading.addresses.entry
    return Page(
        at=lambda a: month_path(a, first),
        template="relations_month",
        title=_("Calendar: {month}").format(month=date_format(first, "YEAR_MONTH_FORMAT")),
        crumbs=[*_crumbs(reading)],
        section="relations",
        calendar=home,
        context={
            "first": first,
            "weekdays": weekdays(),
            "weeks": weeks_of(month, path_of),
            "listed": lines_of(month.listed, path_of),
            "vague": vague_lines(month.vague, path_of),
            "previous_url": month_path(reading.addresses, before) if before else "",
            "next_url": month_path(reading.addresses, after) if after else "",
        },
    )


def _kind(dates: Dates, kind: str) -> Page:
    reading = dates.reading
    found = dates.of_kind(kind)
    exact = [one for one in found if one.is_exact]
    path_of = reading.addresses.entry
    listed = between(exact, min((one.days[0] for one in exact), default=date.min), dates.horizon)
    return Page(
        at=lambda a: kind_path(a, kind),
        template="relations_kind",
        title=str(KINDS[kind]),
        crumbs=[*_crumbs(reading)],
        section="relations",
        calendar=lambda a: kind_path(a, kind),
        context={
            "listed": lines_of(reversed(listed), path_of),
            "vague": vague_lines([*_vague(found), *undated(found)], path_of),
        },
    )


def _told_publicly(entry: EntryContent, title: str) -> list[Happening]:
    found = happenings_of(entry["register"], entry["key"], title, entry["values"])
    return [one for one in found if one.kind not in NOT_PUBLIC]


def _months(exact: Sequence[Happening], horizon: date | timedelta) -> list[date]:
    """Return the first days of all months in which something takes place.

    :param horizon: how far what repeats is told; a time is counted from the first day of all
    """
    if not exact:
        return []
    first = min(one.days[0] for one in exact)
    far = first + horizon if isinstance(horizon, timedelta) else horizon
    found: set[date] = set()
    for occurrence in between(exact, first, max(far, *(one.days[1] for one in exact))):
        day = occurrence.first.replace(day=1)
        while day <= occurrence.last:
            found.add(day)
            day = shifted(day, 1)
    return sorted(found)


def _vague(found: Iterable[Happening]) -> list[Happening]:
    years = sorted({one.starts.year for one in found if one.starts and not one.is_exact})
    told = [one for year in years for one in vague_in(found, year)]
    return [*dict.fromkeys(told)]


def _crumbs(reading: Reading) -> Iterator[tuple[str, str | None]]:
    yield _("Relations"), reading.addresses.relations
    yield _("Calendar of relations"), home(reading.addresses)


def _files(dates: Dates) -> Iterator[Rendered]:
    reading, addresses = dates.reading, dates.reading.addresses
    yield from _gone(dates)
    if not dates.all:
        return
    name = f"{facts().portal_name}: {_('Relations')}"
    yield _file(reading, addresses.calendar(home(addresses)), name, dates.all)
    for kind in dates.kinds:
        path = addresses.calendar(kind_path(addresses, kind))
        yield _file(reading, path, f"{name}, {KINDS[kind]}", dates.of_kind(kind))
    for register in SOURCES:
        for entry in reading.site.relations.of(register):
            found = dates.of(entry)
            for path_of in file_of_entry(entry):
                title = reading.text(entry["title"])
                yield _file(reading, path_of(addresses), title, found)


def _gone(dates: Dates) -> Iterator[Rendered]:
    """Yield that calendars are gone which an earlier edition had and the newest has not."""
    addresses = dates.reading.addresses
    gone = dates.reading.site.relations.gone.values()
    kinds = {one.kind for entry in gone for one in _told_publicly(entry, "")}
    paths = [addresses.calendar(kind_path(addresses, kind)) for kind in kinds - {*dates.kinds}]
    if kinds and not dates.all:
        paths.append(addresses.calendar(home(addresses)))
    for path in sorted(paths):
        yield rendered_page(path, _("Not public any more"), status=410, media_type=TEXT)


def _file(reading: Reading, path: str, name: str, found: Iterable[Happening]) -> Rendered:
    edition = reading.site.relations.edition
    assert edition is not None  # noqa: S101 - what was found comes from it
    changed = (edition.public_from, 2 * edition.number)
    told = appointments(
        found, path_of=reading.addresses.entry, changed=lambda _reference: changed, is_public=True
    )
    body = calendar_file(name, told, of="Relations", refresh=timedelta(days=1))
    return rendered_page(path, body, media_type=MEDIA_TYPE, cache="brief")
