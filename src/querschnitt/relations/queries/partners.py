"""A partner with everything that names it, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from querschnitt.relations.chronicle import Related
from querschnitt.relations.models import Link, Partner
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.saying import is_empty, plain

if TYPE_CHECKING:
    from django.db.models import QuerySet

_REGISTERS = ("agreements", "twinnings", "projects", "events", "trade")
"""Those whose entries a partner's page shows with more than their names."""


@dataclass(frozen=True)
class PartnerOnMap:
    """A partner as the map needs it."""

    reference: str
    title: str
    country: str
    nuts: str
    subdivision: str
    is_past: bool


def related_to(partner: Partner) -> dict[str, list[Related]]:
    """Return the entries that name a partner, by register, in the order of their registers."""
    links = Link.objects.filter(
        target=partner.pk, role="partner", source__removed_at=None,
        source__register__in=_REGISTERS,
    )  # fmt: skip
    wanted: dict[str, list[int]] = {}
    for register, key in links.values_list("source__register", "source"):
        wanted.setdefault(register, []).append(key)
    return {register: _related(register, wanted.get(register, [])) for register in _REGISTERS}


def partners_on_map() -> list[PartnerOnMap]:
    """Return all partners that are present, with one query."""
    rows = cast("QuerySet[Partner]", Partner._default_manager.filter(removed_at=None))
    return [
        PartnerOnMap(
            f"partners/{one.key}",
            one.title,
            one.country,
            one.nuts,
            one.subdivision,
            bool(one.until),
        )
        for one in rows.order_by("title", "pk")
    ]


def _related(register: str, keys: Iterable[int]) -> list[Related]:
    declared = REGISTERS[register]
    columns = [name for name, field in declared.fields.items() if not field.is_relation]
    rows = declared.model._default_manager.filter(pk__in=[*keys]).order_by(*declared.order, "pk")
    return [
        Related(
            register,
            row["key"],
            row["title"],
            {name: plain(row[name]) for name in columns if not is_empty(row[name])},
        )
        for row in rows.values("key", "title", *columns)
    ]
