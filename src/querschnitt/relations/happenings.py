"""What takes place or falls due, from the values of entries: one calendar for desk and public.

A date is as exact as it is known. What is known to the day stands on its days; everything else
stands in a list of its own, never on the first of a month.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.registers.base import Label

KINDS: dict[str, Label] = {
    "europawochen": gettext_lazy("Europe weeks"),
    "projekttage": gettext_lazy("EU project days at schools"),
    "delegationen": gettext_lazy("Delegations"),
    "besuche": gettext_lazy("Visits and receptions"),
    "parlamentsreisen": gettext_lazy("Journeys of parliament"),
    "lenkungsausschuesse": gettext_lazy("Meetings of steering committees"),
    "regierungserklaerungen": gettext_lazy("Government statements"),
    "jubilaeen": gettext_lazy("Anniversaries"),
    "tagungen": gettext_lazy("Conferences and panels"),
    "jugend": gettext_lazy("Youth meetings"),
    "kultur": gettext_lazy("Cultural events"),
    "weitere": gettext_lazy("Other events"),
    "sitzungen": gettext_lazy("Meetings of conferences of governments"),
    "vorsitze": gettext_lazy("Presidencies of conferences"),
    "aussenwirtschaft": gettext_lazy("Foreign trade"),
    "vereinbarungen": gettext_lazy("Agreements: signing and end"),
    "bewerbungsfristen": gettext_lazy("Deadlines for applications"),
    "fristen": gettext_lazy("Deadlines of EU dossiers and written procedures"),
}
"""What the calendar can be narrowed to, by the word in addresses."""

OF_EVENTS = {
    "europe_week": "europawochen",
    "school_project_day": "projekttage",
    "delegation": "delegationen",
    "visit": "besuche",
    "parliamentary_visit": "parlamentsreisen",
    "steering_committee": "lenkungsausschuesse",
    "statement": "regierungserklaerungen",
    "anniversary": "jubilaeen",
    "conference": "tagungen",
    "youth": "jugend",
    "culture": "kultur",
}

DECEMBER = 12


@dataclass(frozen=True)
class OtherDate:
    """What another source says about the same thing."""

    starts: str
    ends: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something in the calendar; one entry may be several, such as a beginning and an end."""

    reference: str
    """Of the entry: its register and key with a slash."""
    part: str = ""
    """What of the entry it is, where the entry is in the calendar more than once."""
    kind: str
    title: str
    starts: PartialDate | None
    ends: PartialDate | None = None
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    repeats: str = ""
    repeats_until: date | None = None
    remark: str = ""
    """What is to be known about its date."""
    others: tuple[OtherDate, ...] = ()
    """Where sources contradict each other; shown beside the date, never smoothed."""
    is_cancelled: bool = False

    @property
    def key(self) -> str:
        """Tells it from all others, for ever."""
        return f"{self.reference}/{self.part}" if self.part else self.reference

    @property
    def is_exact(self) -> bool:
        return self.starts is not None and bool(self.starts.day)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and last day; only of what is exact."""
        assert self.starts is not None  # noqa: S101 - the caller has asked
        first = self.starts.first_day
        last = self.ends.first_day if self.ends and self.ends.day else first
        return first, max(first, last)

    @property
    def period(self) -> tuple[PartialDate | None, PartialDate | None]:
        """From when to when, as far as it is known; one of them where both are the same."""
        return self.starts, None if self.ends == self.starts else self.ends


@dataclass(frozen=True)
class Occurrence:
    """A happening on its days; what repeats has several."""

    happening: Happening
    first: date
    last: date


Values = Mapping[str, Any]
Source = Callable[[str, str, Values], Iterable[Happening]]


def happenings_of(register: str, key: str, title: str, values: Values) -> list[Happening]:
    """Return what an entry has in the calendar; texts are in the language that is active.

    :param values: of the entry, as ``Said`` and editions hold them
    """
    source = SOURCES.get(register)
    return [*source(f"{register}/{key}", title, values)] if source else []


def occurrences(happening: Happening, first: date, last: date) -> Iterator[Occurrence]:
    """Yield the times at which an exact happening takes place and touches a span of days."""
    starts, ends = happening.days
    length = ends - starts
    for day in _starts(happening, starts, first - length, last):
        if day + length >= first and day <= last:
            yield Occurrence(happening, day, day + length)


def next_day(happening: Happening, today: date, horizon: date) -> date:
    """Return the next day on which it begins, else the last one before: what lists sort by."""
    begun = [one.first for one in occurrences(happening, today, horizon)]
    return begun[0] if begun else happening.days[0]


def _starts(happening: Happening, start: date, first: date, last: date) -> Iterator[date]:
    if not happening.repeats:
        yield start
        return
    until = min(last, happening.repeats_until or last)
    number = 0
    while True:
        day = _shifted(start, happening.repeats, number)
        number += 1
        if day is None:
            continue
        if day > until:
            return
        if day >= first:
            yield day


def _shifted(start: date, repeats: str, number: int) -> date | None:
    """Return the day of a repetition; nothing where the month has no such day."""
    if repeats == "weekly":
        return start + timedelta(weeks=number)
    months = start.month - 1 + (number * DECEMBER if repeats == "yearly" else number)
    year, month = start.year + months // DECEMBER, months % DECEMBER + 1
    try:
        return date(year, month, start.day)
    except ValueError:
        return None


def _parsed(text: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except (TypeError, ValueError):
        return None


def _day(text: Any) -> date | None:
    when = _parsed(text)
    return when.last_day if when else None


def _events(reference: str, title: str, values: Values) -> Iterator[Happening]:
    made = _taking_place(reference, title, values, OF_EVENTS.get(values.get("kind", ""), "weitere"))
    yield replace(
        made,
        ends_at=values.get("ends_at", ""),
        repeats=values.get("repeats", "") if made.is_exact else "",
        repeats_until=_day(values.get("repeats_until")),
        remark=values.get("date_remark", ""),
        others=tuple(
            OtherDate(row.get("starts_on", ""), row.get("ends_on", ""), row.get("source", ""))
            for row in values.get("other_dates", [])
        ),
    )
    if values.get("apply_until"):
        yield Happening(
            reference=reference,
            part="apply",
            kind="bewerbungsfristen",
            title=_("Apply until: {title}").format(title=title),
            starts=_parsed(values["apply_until"]),
        )


def _meetings(reference: str, title: str, values: Values) -> Iterator[Happening]:
    made = _taking_place(reference, title, values, "sitzungen")
    yield replace(made, is_cancelled=values.get("state") == "cancelled")


def _trade(reference: str, title: str, values: Values) -> Iterator[Happening]:
    # A contact office or a programme lasts; it does not take place.
    if values.get("kind") in {"delegation", "fair"}:
        yield _taking_place(reference, title, values, "aussenwirtschaft")


def _taking_place(reference: str, title: str, values: Values, kind: str) -> Happening:
    return Happening(
        reference=reference,
        kind=kind,
        title=title,
        starts=_parsed(values.get("starts_on")),
        ends=_parsed(values.get("ends_on")),
        starts_at=values.get("starts_at", ""),
        place=values.get("place", ""),
    )


def _presidencies(reference: str, title: str, values: Values) -> Iterator[Happening]:
    yield from _moments(
        reference, title, values, "vorsitze",
        {"starts_on": ("start", _("Begins: {title}")), "ends_on": ("end", _("Ends: {title}"))},
    )  # fmt: skip


def _agreements(reference: str, title: str, values: Values) -> Iterator[Happening]:
    yield from _moments(
        reference, title, values, "vereinbarungen",
        {
            "signed_on": ("signed", _("Signed: {title}")),
            "runs_until": ("end", _("Runs until: {title}")),
        },
    )  # fmt: skip


def _moments(
    reference: str,
    title: str,
    values: Values,
    kind: str,
    moments: Mapping[str, tuple[str, str]],
) -> Iterator[Happening]:
    for name, (part, sentence) in moments.items():
        if when := _parsed(values.get(name)):
            told = sentence.format(title=title)
            yield Happening(reference=reference, part=part, kind=kind, title=told, starts=when)


def _dossiers(reference: str, title: str, values: Values) -> Iterator[Happening]:
    for number, row in enumerate(values.get("deadlines", [])):
        yield Happening(
            reference=reference,
            part=f"deadline-{number + 1}",
            kind="fristen",
            title=f"{row.get('what', '')}: {title}",
            starts=_parsed(row.get("on")),
            place=row.get("body", ""),
        )


def _resolutions(reference: str, title: str, values: Values) -> Iterator[Happening]:
    if values.get("answer_by"):
        yield Happening(
            reference=reference,
            part="answer",
            kind="fristen",
            title=_("Answer by: {title}").format(title=title),
            starts=_parsed(values["answer_by"]),
        )


SOURCES: dict[str, Source] = {
    "events": _events,
    "meetings": _meetings,
    "trade": _trade,
    "presidencies": _presidencies,
    "agreements": _agreements,
    "dossiers": _dossiers,
    "resolutions": _resolutions,
}
"""Which registers have something in the calendar, and what."""
