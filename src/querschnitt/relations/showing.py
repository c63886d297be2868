"""How what an entry says is shown to people: as lines of text, small tables and links.

All of it follows from the columns of the register; nothing here asks the database.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models import Confidence
from querschnitt.lib.countries import country_name, country_names
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.models import Entry
from querschnitt.relations.official_numbers import link_of
from querschnitt.relations.registers import Register
from querschnitt.relations.said import LinkSaid, Reference, Said
from querschnitt.ui import partial_dates

Names = Mapping[Reference, Entry]
"""The entries that others name, by reference."""

_LONG_NUMBER = 10_000
_BETWEEN = " · "


@dataclass(frozen=True)
class Shown:
    """A field as a page shows it; what it is decides which of the forms is filled."""

    name: str
    label: str
    text: str = ""
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    entry: Entry | None = None
    url: str = ""


def groups_shown(
    register: Register, said: Said, names: Names, *, without: Collection[str] = ()
) -> list[tuple[str, list[Shown]]]:
    """Return the fields that say something, group by group.

    :param without: fields that the reader does not read
    """
    found = []
    for group in register.groups:
        told = [name for name in group.fields if name in said["values"] and name not in without]
        if told:
            shown = [_shown(register, name, said["values"][name], names) for name in told]
            found.append((str(group.label), shown))
    return found


def _shown(register: Register, name: str, value: Any, names: Names) -> Shown:
    column, label = register.fields[name], register.label(name)
    if isinstance(column, RowsField):
        used = [one for one in column.columns if any(row.get(one.name) for row in value)]
        rows = tuple(tuple(_cell(one, row.get(one.name)) for one in used) for row in value)
        return Shown(name, label, columns=tuple(str(one.label) for one in used), rows=rows)
    if isinstance(column, LinesField):
        return Shown(name, label, lines=tuple(_lines(register, name, value)))
    if column.is_relation and value in names:
        return Shown(name, label, entry=names[value])
    is_address = isinstance(column, models.URLField)
    url = value if is_address else link_of(name, str(value), get_language() or "de")
    return Shown(name, label, text=spoken(register, name, value, names), url=url)


def spoken(register: Register, name: str, value: Any, names: Names) -> str:
    """Return the value of a field as text, as lists and comparisons show it."""
    column = register.fields[name]
    if value is None or value == "" or value == []:
        return ""
    if isinstance(column, RowsField):
        return "\n".join(
            _BETWEEN.join(filter(None, (_cell(one, row.get(one.name)) for one in column.columns)))
            for row in value
        )
    if isinstance(column, LinesField):
        return "\n".join(_lines(register, name, value))
    if column.is_relation:
        return names[value].title if value in names else str(value)
    return _spoken_plain(column, value)


def _spoken_plain(column: "models.Field[Any, Any]", value: Any) -> str:
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if column.name == "country":
        return country_names(value, get_language() or "de")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(column, PartialDateField | models.DateField):
        return spoken_date(str(value))
    if isinstance(value, int):
        # Years are no numbers that one counts with.
        return formats.number_format(value, force_grouping=value >= _LONG_NUMBER)
    return str(value)


def spoken_date(value: str) -> str:
    """Return a day, month or year in the reader's language."""
    date = partial_dates.parse(value)
    return partial_dates.spoken(date) if date else value


def spoken_period(since: str, until: str) -> str:
    """Return from when until when, as far as it is known; empty where nothing is."""
    first, last = spoken_date(since), spoken_date(until)
    if first and last:
        return _("%(begin)s to %(end)s") % {"begin": first, "end": last}
    if first:
        return _("since %(begin)s") % {"begin": first}
    return _("until %(end)s") % {"end": last} if last else ""


def spoken_link(link: LinkSaid, names: Names) -> str:
    """Return a named entry with its time and note as one line."""
    name = names[link["entry"]].title if link["entry"] in names else link["entry"]
    parts = (name, spoken_period(link["since"], link["until"]), link["note"])
    return _BETWEEN.join(filter(None, parts))


def spoken_confidence(value: str) -> str:
    """Return how sure something is, in words."""
    return str(dict(Confidence.choices).get(value, value))


def references_in(register: Register, said: Iterable[Said]) -> set[Reference]:
    """Return all entries that are named, so that they can be found at once."""
    columns = [name for name, field in register.fields.items() if field.is_relation]
    found: set[Reference] = set()
    for one in said:
        found.update(one["values"][name] for name in columns if name in one["values"])
        found.update(link["entry"] for links in one["links"].values() for link in links)
    return found


def _lines(register: Register, name: str, value: Iterable[str]) -> Iterable[str]:
    # A line may name a field of the register itself, as what an actor has released.
    words: Callable[[str], str] = str
    if name == "released_fields":
        words = _name_of_field(register)
    if name == "countries":
        words = _name_of_country
    return (words(line) for line in value)


def _name_of_country(code: str) -> str:
    return country_name(code, get_language() or "de")


def _name_of_field(register: Register) -> Callable[[str], str]:
    return lambda name: register.label(name) if name in register.fields else name


def _cell(column: Column, value: Any) -> str:
    if not value:
        return ""
    if column.kind == "date":
        return spoken_date(str(value))
    if column.kind == "amount" and str(value).isdecimal():
        return _("%(sum)s euros") % {"sum": formats.number_format(int(value), force_grouping=True)}
    return str(value)
