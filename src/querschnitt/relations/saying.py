"""What entries say now, as plain data."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Prefetch, prefetch_related_objects

from querschnitt.relations.finding import reference_of
from querschnitt.relations.models import Link, ServedGoal
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import LinkSaid, Said

if TYPE_CHECKING:
    from django.db.models import QuerySet

_LINKS = Prefetch("links", Link.objects.select_related("target").order_by("role", "position", "pk"))
_GOALS = Prefetch(
    "served_goals", ServedGoal.objects.select_related("goal__framework").order_by("pk")
)


def rows_of(register: Register) -> "QuerySet[Registered]":
    """Return the entries of a register with all that they say, in a fixed number of queries."""
    references = [name for name, field in register.fields.items() if field.is_relation]
    everything = cast("QuerySet[Registered]", register.model._default_manager.all())
    return everything.select_related("department", *references).prefetch_related(_LINKS, _GOALS)


def said_of(entry: Registered) -> Said:
    """Return what an entry says; quickest for one that ``rows_of`` has loaded."""
    return said_of_many([entry])[0]


def said_of_many(entries: Sequence[Registered]) -> list[Said]:
    """Return what entries say, in a fixed number of queries."""
    prefetch_related_objects(entries, "department", _LINKS, _GOALS)
    return [_said(entry, REGISTERS[entry.register]) for entry in entries]


def _said(entry: Registered, register: Register) -> Said:
    values = {name: plain(getattr(entry, name)) for name in register.fields}
    served = [one.goal for one in entry.served_goals.all()]
    return Said(
        title=entry.title,
        summary=entry.summary,
        department=entry.department.key if entry.department else "",
        values={name: value for name, value in values.items() if not is_empty(value)},
        links=_links(entry.links.all()),
        goals=sorted(f"{goal.framework.key}/{goal.reference}" for goal in served),
        translations=entry.translations,
        source=entry.source,
        confidence=entry.confidence,
        remark=entry.remark,
    )


def plain(value: Any) -> Any:
    """Return the value of a column as JSON has it; other entries by reference."""
    if isinstance(value, Registered):
        return reference_of(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value


def is_empty(value: Any) -> bool:
    """Tell whether a value says nothing; zero says something."""
    return value is None or value is False or value == "" or value == []


def _links(links: Iterable[Link]) -> dict[str, list[LinkSaid]]:
    said: dict[str, list[LinkSaid]] = {}
    for link in links:
        told = LinkSaid(
            entry=reference_of(link.target), since=link.since, until=link.until, note=link.note
        )
        said.setdefault(link.role, []).append(told)
    return said
