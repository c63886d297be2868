"""Organisations with all the roles that they play, whichever register tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from querschnitt.relations.models import Actor, Entry, Link, Organisation
from querschnitt.relations.registers import REGISTERS

PAGE = 50
ORGANISATIONS = "organisations"
GIVER = "giver"
"""The role of one from whom an actor has support: told by name, not by a link."""


@dataclass(frozen=True)
class RoleLine:
    """An entry for which an organisation plays a role, and for which time."""

    role: str
    label: str
    entry: Entry
    since: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation in the list, and in which roles it is known."""

    organisation: Organisation
    roles: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class RoleChoice:
    """A role by which the list can be narrowed."""

    role: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class OrganisationsPage:
    """One page of the organisations, the roles to choose from, and how many there are."""

    lines: list[OrganisationLine]
    choices: list[RoleChoice]
    sought: str
    chosen: str
    number: int
    count: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def has_more(self) -> bool:
        return self.last < self.count


def role_labels() -> dict[str, str]:
    """Return every role that an organisation can play, by register and name of the role."""
    labels = {}
    for register in REGISTERS.values():
        for role in register.roles:
            if ORGANISATIONS in role.to:
                labels[f"{register.slug}.{role.name}"] = f"{role.of} ({register.name})"
        for name, column in register.fields.items():
            if column.is_relation and column.related_model is Organisation:
                labels[f"{register.slug}.{name}"] = str(register.one)
    labels[f"actors.{GIVER}"] = _("Gives support (%(register)s)") % {
        "register": REGISTERS["actors"].name
    }
    return labels


def organisations_page(*, role: str = "", sought: str = "", number: int = 1) -> OrganisationsPage:
    """Return a page of the organisations that are present, in a fixed number of queries.

    :param role: one of ``role_labels``; empty for all
    :param sought: part of a name
    """
    labels = role_labels()
    chosen = role if role in labels else ""
    rows = Organisation._default_manager.filter(removed_at=None).order_by("title", "key")
    if sought.strip():
        rows = rows.filter(_called(sought.strip()))
    if chosen:
        rows = rows.filter(_in_role(chosen))
    count = rows.count()
    number = max(1, min(number, -(-count // PAGE)))
    found = [*rows[(number - 1) * PAGE : number * PAGE]]
    roles = roles_of(found)
    return OrganisationsPage(
        lines=[OrganisationLine(one, _counted(roles.get(one.pk, []))) for one in found],
        choices=[RoleChoice(key, label, key == chosen) for key, label in labels.items()],
        sought=sought,
        chosen=chosen,
        number=number,
        count=count,
    )


def roles_of(organisations: Sequence[Organisation]) -> dict[int, list[RoleLine]]:
    """Return the roles that organisations play, in the order of the registers."""
    labels = role_labels()
    found: dict[int, list[RoleLine]] = defaultdict(list)
    for target, line in [
        *_links(organisations, labels),
        *_columns(organisations, labels),
        *_support(organisations, labels),
    ]:
        found[target].append(line)
    order = {key: place for place, key in enumerate(labels)}
    for lines in found.values():
        lines.sort(key=lambda line: (order[line.role], line.since, line.entry.title))
    return found


def _links(
    organisations: Sequence[Organisation], labels: dict[str, str]
) -> Iterable[tuple[int, RoleLine]]:
    links = Link.objects.filter(target__in=[one.pk for one in organisations])
    for link in links.filter(source__removed_at=None).select_related("source"):
        role = f"{link.source.register}.{link.role}"
        if role in labels:
            yield (
                link.target_id,
                RoleLine(role, labels[role], link.source, link.since, link.until, link.note),
            )


def _columns(
    organisations: Sequence[Organisation], labels: dict[str, str]
) -> Iterable[tuple[int, RoleLine]]:
    for register, name, rows in _naming_columns():
        role = f"{register}.{name}"
        named = rows.filter(**{f"{name}__in": [one.pk for one in organisations]})
        for row in named.filter(removed_at=None):
            yield getattr(row, f"{name}_id"), RoleLine(role, labels[role], row)


def _naming_columns() -> "Iterable[tuple[str, str, QuerySet[Any]]]":
    for register in REGISTERS.values():
        for name, column in register.fields.items():
            if column.is_relation and column.related_model is Organisation:
                yield register.slug, name, register.model._default_manager.all()


def _support(
    organisations: Sequence[Organisation], labels: dict[str, str]
) -> Iterable[tuple[int, RoleLine]]:
    called: dict[str, list[int]] = defaultdict(list)
    for one in organisations:
        for name in {one.title, one.short_name, *one.other_names} - {""}:
            called[name.casefold()].append(one.pk)
    role = f"actors.{GIVER}"
    rows: QuerySet[Any] = Actor._default_manager.all()
    rows = rows.filter(removed_at=None).exclude(support=[])
    for actor in rows.defer("contact", "consent_note") if organisations else ():
        for row in actor.support:
            note = ", ".join(filter(None, (row.get("programme"), row.get("what"))))
            told = (row.get("since", ""), row.get("until", ""), note)
            for pk in called.get(str(row.get("giver", "")).casefold(), ()):
                yield pk, RoleLine(role, labels[role], actor, *told)


def _counted(lines: Iterable[RoleLine]) -> list[tuple[str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for line in lines:
        counts[line.label] += 1
    return [*counts.items()]


def _called(sought: str) -> Q:
    return (
        Q(title__icontains=sought)
        | Q(short_name__icontains=sought)
        | Q(other_names__icontains=sought)
    )


def _in_role(role: str) -> Q:
    register, _dot, name = role.partition(".")
    if name == GIVER:
        actors: QuerySet[Any] = Actor._default_manager.all()
        givers = {
            str(row.get("giver", ""))
            for support in actors.filter(removed_at=None).values_list("support", flat=True)
            for row in support
        }
        return Q(title__in=givers) | Q(short_name__in=givers - {""})
    if name in REGISTERS[register].fields:
        model = REGISTERS[register].model
        named = model._default_manager.filter(removed_at=None, **{f"{name}__isnull": False})
        return Q(pk__in=named.values(name))
    links = Link.objects.filter(source__register=register, role=name, source__removed_at=None)
    return Q(pk__in=links.values("target"))
