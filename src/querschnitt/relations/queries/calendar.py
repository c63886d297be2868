"""The calendar of everything, for people who have signed in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from querschnitt.relations.happenings import Happening, happenings_of
from querschnitt.relations.models import Entry, EntryRevision
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.saying import plain

_COLUMNS = {
    "events": (
        "kind", "starts_on", "ends_on", "starts_at", "ends_at", "repeats", "repeats_until",
        "other_dates", "date_remark", "apply_until", "place",
    ),
    "meetings": ("starts_on", "ends_on", "starts_at", "place", "state"),
    "trade": ("kind", "starts_on", "ends_on", "place"),
    "presidencies": ("starts_on", "ends_on"),
    "agreements": ("signed_on", "runs_until"),
    "dossiers": ("deadlines",),
    "resolutions": ("answer_by",),
}  # fmt: skip
"""Of each register, the columns from which its part of the calendar is told."""


@dataclass(frozen=True)
class Told:
    """When an entry was changed last, and how often; calendar programs ask for both."""

    changed_at: datetime
    number: int


def calendar(kind: str = "") -> list[Happening]:
    """Return everything in the calendar, with one query for each register.

    :param kind: one of ``happenings.KINDS``, or nothing for all
    """
    found = [
        happening
        for register, columns in _COLUMNS.items()
        for row in _rows(register).values("key", "title", *columns)
        for happening in happenings_of(
            register, row["key"], row["title"], {name: plain(row[name]) or "" for name in columns}
        )
    ]
    return [one for one in found if not kind or one.kind == kind]


def happenings_of_entry(entry: Entry) -> list[Happening]:
    """Return what one entry has in the calendar, with one query at most."""
    columns = _COLUMNS.get(entry.register, ())
    if not columns:
        return []
    row = REGISTERS[entry.register].model._default_manager.values(*columns).get(pk=entry.pk)
    values = {name: plain(row[name]) or "" for name in columns}
    return happenings_of(entry.register, entry.key, entry.title, values)


def told_of(references: set[str]) -> dict[str, Told]:
    """Return when entries were changed last, by reference, with one query."""
    registers = {reference.partition("/")[0] for reference in references}
    revisions = EntryRevision.objects.filter(entry=OuterRef("pk"), number=OuterRef("number"))
    rows = Entry.objects.filter(register__in=registers).annotate(
        changed_at=Subquery(revisions.values("changed_at")[:1])
    )
    found = rows.values_list("register", "key", "changed_at", "number")
    return {
        f"{register}/{key}": Told(changed_at, number)
        for register, key, changed_at, number in found
        if changed_at and f"{register}/{key}" in references
    }


def _rows(register: str):  # type: ignore[no-untyped-def]  # rows of whichever table it is
    rows = REGISTERS[register].model._default_manager
    return rows.filter(removed_at=None).order_by("key")
