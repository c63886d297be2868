"""What falls due in the registers: agreements that run out, deadlines of dossiers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from django.db.models import Q

from querschnitt.lib.partial_date import PartialDate
from querschnitt.relations.models import Agreement, Entry, EuDossier
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.renewal import reminder_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

R = TypeVar("R", bound=Registered)

_DAY = 10
"""So long is a date that is known to the day."""


@dataclass(frozen=True)
class DueEntry:
    """A day on which something of an entry falls due."""

    on: date
    what: str
    """What for, where the entry says it."""
    entry: Entry


def reminders_of_agreements(first: date, last: date) -> list[DueEntry]:
    """Return the agreements of whose end the responsible department is reminded in a time."""
    ending = (
        _present(Agreement).filter(is_renewed_tacitly=False).exclude(runs_until="", remind_on=None)
    )
    days = ((reminder_day(one.runs_until, one.remind_on), one) for one in ending)
    return [DueEntry(day, "", one) for day, one in days if day and first <= day <= last]


def agreements_running_out(first: date, last: date) -> list[DueEntry]:
    """Return the agreements whose last day lies in a time; what is known less exactly is none."""
    rows = _present(Agreement).filter(
        is_renewed_tacitly=False,
        runs_until__gte=first.isoformat(),
        runs_until__lte=last.isoformat(),
    )
    exact = (one for one in rows if len(one.runs_until) == _DAY)
    return [DueEntry(date.fromisoformat(one.runs_until), "", one) for one in exact]


def deadlines_of_dossiers(first: date, last: date) -> list[DueEntry]:
    """Return the deadlines in a time of dossiers that are still under way."""
    over = (EuDossier.Stage.ADOPTED, EuDossier.Stage.WITHDRAWN)
    rows = _present(EuDossier).exclude(Q(stage__in=over) | Q(deadlines=[]))
    return [*_within(rows, first, last)]


def _present(model: type[R]) -> "QuerySet[R]":
    return cast("QuerySet[R]", model._default_manager.filter(removed_at=None))


def _within(rows: Iterable[EuDossier], first: date, last: date) -> Iterable[DueEntry]:
    for dossier in rows:
        for deadline in dossier.deadlines:
            day = PartialDate.parse(deadline["on"])
            if day.day and first <= day.first_day <= last:
                yield DueEntry(day.first_day, deadline["what"], dossier)
