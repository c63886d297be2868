"""What the public reads of partners beside their fields: the map, and what is done with them."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.framework.content import LANGUAGE, Text
from querschnitt.portal.reading import Reading
from querschnitt.portal.sections import Section
from querschnitt.publication.content import language_of
from querschnitt.relations.chronicle import Related, chronicle_of, lines_of
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.europe_map import Place, map_of
from querschnitt.relations.partner_tables import Table, tables_of

REGISTERS = ("agreements", "twinnings", "projects", "events", "trade")
"""Those whose entries a partner's page shows with more than their names."""

PathOf = Callable[[str], str]


def map_section(reading: Reading) -> Iterator[Section]:
    """Yield the map of the partners and the table beside it, above their list."""
    places = [_place(reading, entry) for entry in reading.site.relations.of("partners")]
    if places:
        context = {"map": map_of(places, settings.LAND)}
        body = render_to_string("relations/_map.html", context)
        yield Section(id="karte", title=_("Map"), body=body)


def sections(reading: Reading, entry: EntryContent) -> Iterator[Section]:
    """Yield what was agreed and is done with a partner, and its chronicle by year."""
    related = related_to(reading, entry, reading.language, on=reading.language)
    for table in tables_of(related, reading.addresses.entry):
        yield Section(id=table.id, title=table.title, body=table_markup(table))
    if years := years_of(entry, related, reading.addresses.entry, reading.language):
        body = render_to_string("relations/_chronicle.html", {"years": years})
        yield Section(id="chronik", title=_("Chronicle by year"), body=body)


def related_to(
    reading: Reading, entry: EntryContent, language: str, *, on: str
) -> dict[str, list[Related]]:
    """Return the public entries that name a partner, by register.

    :param language: in which texts are told, if they are given in it
    :param on: the language of the page; what is told in another one is marked
    """
    found: dict[str, list[Related]] = {register: [] for register in REGISTERS}
    seen: set[str] = set()
    for naming in reading.site.relations.naming(reference_of(entry)):
        reference = reference_of(naming.entry)
        if naming.entry["register"] in found and reference not in seen:
            seen.add(reference)
            found[naming.entry["register"]].append(_related(naming.entry, language, on))
    return found


def years_of(
    entry: EntryContent, related: dict[str, list[Related]], path_of: PathOf, on: str
) -> list[dict[str, Any]]:
    """Return the chronicle of a partner as templates show it on a page in a language."""
    every = [one for ones in related.values() for one in ones]
    years = chronicle_of(entry["values"], every, language=other_than(on, LANGUAGE))
    return lines_of(years, path_of)


def table_markup(table: Table) -> SafeString:
    """Return a table as it stands on a page."""
    return render_to_string("relations/_partner_table.html", {"table": table})


def told(text: Text, language: str) -> tuple[str, str]:
    """Return a text in a language, else in whichever it has, and in which one that is."""
    found, said = language_of(text, language, next(iter(text or {}), ""))
    return said, found if said else ""


def other_than(page: str, found: str) -> str:
    """Return the language of a text where it has to be marked on a page."""
    return "" if page == found else found


def _related(entry: EntryContent, language: str, on: str) -> Related:
    title, found = told(entry["title"], language)
    return Related(
        register=entry["register"],
        key=entry["key"],
        title=title,
        values=entry["values"],
        language=other_than(on, found),
        language_of_values=other_than(on, LANGUAGE),
    )


def _place(reading: Reading, entry: EntryContent) -> Place:
    title, found = told(entry["title"], reading.language)
    values = entry["values"]
    return Place(
        title=title,
        url=reading.addresses.entry(reference_of(entry)),
        codes=str(values.get("nuts", "")).split(),
        country=str(values.get("country", "")),
        is_past=bool(values.get("until")),
        language=other_than(reading.language, found),
    )
