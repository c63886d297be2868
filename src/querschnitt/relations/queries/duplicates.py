"""Organisations that may be one: found by their names, websites and places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import Distinction, Entry, Merger, Organisation
from querschnitt.relations.name_likeness import Named, Pair, likely_pairs
from querschnitt.relations.rules import merging as rules

PAGE = 50


@dataclass(frozen=True)
class Likely:
    """Two organisations that may be one."""

    first: Organisation
    second: Organisation
    pair: Pair

    @property
    def percent(self) -> int:
        return round(self.pair.score * 100)


@dataclass(frozen=True)
class DuplicatesPage:
    """One page of the organisations that may be one, and those that were told apart."""

    pairs: list[Likely]
    number: int
    count: int
    told_apart: list[Distinction]

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.pairs) - 1

    @property
    def has_more(self) -> bool:
        return self.last < self.count


@dataclass(frozen=True)
class MergerLine:
    """What was merged into an organisation, or separated from it again."""

    merger: Merger
    merged: Entry
    on: datetime
    to_separate: Obstacle | None


def duplicates_page(number: int = 1) -> DuplicatesPage:
    """Return a page of the likely pairs, the most likely first, in a fixed number of queries."""
    pairs = found_pairs()
    number = max(1, min(number, -(-len(pairs) // PAGE)))
    shown = pairs[(number - 1) * PAGE : number * PAGE]
    organisations: QuerySet[Any] = Organisation._default_manager.all()
    rows = organisations.in_bulk([pk for pair in shown for pk in (pair.first, pair.second)])
    told_apart = Distinction.objects.select_related("first", "second", "noted_by")
    return DuplicatesPage(
        pairs=[Likely(rows[pair.first], rows[pair.second], pair) for pair in shown],
        number=number,
        count=len(pairs),
        told_apart=[*told_apart.filter(first__removed_at=None, second__removed_at=None)[:PAGE]],
    )


def found_pairs() -> list[Pair]:
    """Return all likely pairs but those that were told apart, with two queries."""
    apart = {*Distinction.objects.values_list("first", "second")}
    return [pair for pair in likely_pairs(_named()) if (pair.first, pair.second) not in apart]


def _named() -> Iterable[Named]:
    rows = Organisation._default_manager.filter(removed_at=None).order_by("pk")
    columns = ("pk", "title", "short_name", "other_names", "seat", "url")
    for pk, title, short, others, seat, url in rows.values_list(*columns):
        # A short name of a few letters is shared by many and tells too little.
        names = [title, *others, *([short] if len(short) > _SHORT else [])]
        yield Named(pk, tuple(names), seat, url)


_SHORT = 5


def is_told_apart(first: Entry, second: Entry) -> bool:
    """Tell whether somebody found that these are two different ones."""
    low, high = sorted((first.pk, second.pk))
    return Distinction.objects.filter(first=low, second=high).exists()


def mergers_of(entry: Entry, seen_by: User) -> list[MergerLine]:
    """Return what was merged into an organisation, or into what it was merged, newest first."""
    rows = Merger.objects.filter(Q(survivor=entry.pk) | Q(merged=entry.pk))
    found = rows.select_related(
        "survivor__department", "merged__department", "merged_by", "separated_by"
    )
    return [
        MergerLine(one, one.merged, one.merged_at, rules.obstacle_to_separating(seen_by, one))
        for one in found
    ]
