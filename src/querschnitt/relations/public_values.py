"""What the values of a public entry say to people: pure, from content and what the register is.

An edition may be older than the program: what the program does not know any more is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.text import capfirst
from django.utils.translation import get_language

from querschnitt.lib.countries import country_name, country_names
from querschnitt.relations.content import EntryContent
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.official_numbers import link_of
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.said import Reference

Kind = Literal[
    "text",
    "day",
    "amount",
    "number",
    "yes",
    "address",
    "entry",
    "lines",
    "table",
    "number_elsewhere",
]


@dataclass(frozen=True, slots=True)
class Told:
    """A value of an entry with what it is called.

    ``value`` is a text (ISO of a day, the reference of an entry, the word for a choice), a number,
    a list of texts (``lines``), or a list of mappings from columns to texts (``table``).
    """

    name: str
    label: str
    kind: Kind
    value: Any
    columns: tuple[Column, ...] = ()
    address: str = ""
    """Where an official number leads (``number_elsewhere``)."""


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Values that stand together."""

    label: str
    values: tuple[Told, ...]


def told_groups(entry: EntryContent, *, without: frozenset[str] = frozenset()) -> list[ToldGroup]:
    """Return the values of an entry by the groups of its register, without those named."""
    register = REGISTERS[entry["register"]]
    groups = [
        ToldGroup(
            str(group.label),
            tuple(_told_of(register, entry["values"], group.fields, without)),
        )
        for group in register.groups
    ]
    return [group for group in groups if group.values]


def told(register: Register, values: Mapping[str, Any], name: str) -> Told | None:
    """Return one value; None where nothing is said."""
    field = register.public_fields.get(name)
    value = values.get(name)
    if field is None or value in (None, "", [], False):
        return None
    label = register.label(name)
    columns: tuple[Column, ...] = ()
    kind: Kind = "text"
    if isinstance(field, RowsField):
        kind, columns = "table", tuple(c for c in field.columns if not c.is_internal)
    elif isinstance(field, LinesField):
        kind = "lines"
        value = [*map(_country, value)] if name == "countries" else value
    elif field.is_relation:
        kind = "entry"
    elif field.choices:
        value = capfirst(str(dict(field.flatchoices).get(value, value)))
    elif value is True:
        kind = "yes"
    elif name == "country":
        value = country_names(value, get_language() or "de")
    elif address := link_of(name, str(value), get_language() or "de"):
        return Told(name, label, "number_elsewhere", value, address=address)
    else:
        kind = _KINDS.get(field.get_internal_type(), "text")
        kind = "day" if type(field).__name__ == "PartialDateField" else kind
    return Told(name, label, kind, value, columns)


_KINDS: dict[str, Kind] = {
    "DateField": "day",
    "PartialDateField": "day",
    "URLField": "address",
    "IntegerField": "number",
    "PositiveIntegerField": "number",
    "PositiveBigIntegerField": "number",
}


def _country(code: str) -> str:
    return country_name(code, get_language() or "de")


def _told_of(
    register: Register, values: Mapping[str, Any], names: tuple[str, ...], without: frozenset[str]
) -> Iterator[Told]:
    for name in names:
        if name not in without and (one := told(register, values, name)) is not None:
            yield one


def references_in(entry: EntryContent) -> Iterator[tuple[str, Reference]]:
    """Yield what columns of an entry name other entries, and which."""
    register = REGISTERS.get(entry["register"])
    fields = register.public_fields if register else {}
    for name, field in fields.items():
        if field.is_relation and (reference := entry["values"].get(name)):
            yield name, reference
