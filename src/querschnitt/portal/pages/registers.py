"""The overview of relations, the list of each register, and what filtered lists are made with."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from querschnitt.portal import sections
from querschnitt.portal.page import Frame, Page
from querschnitt.portal.pages import documents
from querschnitt.portal.pages.entries import in_one_line
from querschnitt.portal.pages.goals import cut
from querschnitt.portal.reading import Reading, moment_day, shortened
from querschnitt.portal.relation_list import (
    Filter,
    Index,
    Listed,
    RelationList,
    Wanted,
    total,
)
from querschnitt.publication import search
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.relations.content import EntryContent, reference_of
from querschnitt.relations.public_values import told
from querschnitt.relations.registers import FAMILIES, Register

LONGEST_EXCERPT = 240


def list_pages(reading: Reading, frame: Frame) -> Iterator[Rendered]:
    """Yield the overview, the first page of each list, and the index of all entries."""
    if not reading.site.relations.is_public:
        return
    index = _index(reading, frame)
    writer = RelationList(reading.language, index)
    addresses = reading.addresses
    for slug in index.shells:
        path = addresses.register(slug) if slug else addresses.relations
        yield rendered_page(path, writer.page(Wanted(slug)))
    body = json.dumps(index.data(), ensure_ascii=False, separators=(",", ":"))
    yield rendered_page(addresses.relations_index, body, media_type="application/json")


def edition_pages(reading: Reading) -> Iterator[Page]:
    """Yield the page of the edition that is read."""
    edition = reading.site.relations.edition
    if edition is None:
        return
    number = edition.number
    yield Page(
        at=lambda a: a.relations_edition(number),
        template="relations_edition",
        title=_("Edition {number}").format(number=number),
        crumbs=[(_("Relations"), reading.addresses.relations)],
        section="relations",
        context={
            "preline": _("Relations"),
            "note": edition.change_note,
            "facts": [
                (_("Public from"), moment_day(edition.public_from)),
                (_("Entries"), total(len(reading.site.relations.entries))),
            ],
            "digests": [
                (_("Digest"), edition.digest),
                (_("Digest of the content"), edition.content_digest),
            ],
            "files": documents.files_of(reading, edition, is_data_first=True),
        },
    )


def families(reading: Reading) -> list[dict[str, Any]]:
    """Return the registers that have entries, by family, as cards."""
    relations = reading.site.relations
    found = [
        {
            "title": str(family),
            "cards": [
                {
                    "title": str(register.name),
                    "url": reading.addresses.register(register.slug),
                    "text": str(register.about),
                    "meta": total(len(relations.of(register.slug))),
                }
                for register in registers
                if relations.of(register.slug)
            ],
        }
        for family, registers in FAMILIES
    ]
    return [family for family in found if family["cards"]]


def _index(reading: Reading, frame: Frame) -> Index:
    relations = reading.site.relations
    entries = [one for register in relations.registers for one in relations.of(register.slug)]
    stems = search.stems_of([(_searched(reading, one), reading.language) for one in entries])
    return Index(
        entries=tuple(
            Listed(one["register"], _card(reading, one), words, _narrowed(one))
            for one, words in zip(entries, stems, strict=True)
        ),
        filters={register.slug: tuple(_filters(reading, register))
                 for register in relations.registers},
        shells={"": cut(frame, _shell_of_all(reading)), **{
            register.slug: cut(frame, _shell(reading, register))
            for register in relations.registers
        }},
        overview=_overview(reading),
        above={register.slug: _above(reading, register) for register in relations.registers},
    )  # fmt: skip


def _shell_of_all(reading: Reading) -> Page:
    return Page(
        at=lambda a: a.relations,
        template="relation_list",
        title=_("Relations"),
        description=_("Partners, networks, actors, foreign trade, events and conferences, each"
                      " with the goals that it serves."),
        section="relations",
        feeds=lambda a: a.relations,
    )  # fmt: skip


def _shell(reading: Reading, register: Register) -> Page:
    slug = register.slug
    return Page(
        at=lambda a: a.register(slug),
        template="relation_list",
        title=str(register.name),
        description=str(register.about),
        crumbs=[(_("Relations"), reading.addresses.relations)],
        section="relations",
    )


def _overview(reading: Reading) -> str:
    edition = reading.site.relations.edition
    if edition is None:
        return ""
    context = {
        "families": families(reading),
        "ways": sections.ways(reading),
        "edition": edition.number,
        "edition_url": reading.addresses.relations_edition(edition.number),
        "published": moment_day(edition.public_from),
        "files": documents.files_of(reading, edition, is_data_first=True),
    }
    return str(render_to_string("portal/_relations_overview.html", context))


def _above(reading: Reading, register: Register) -> str:
    return "".join(
        render_to_string("portal/_section.html", {"section": section})
        for section in sections.list_sections(reading, register.slug)
    )


def _card(reading: Reading, entry: EntryContent) -> str:
    context = {
        "title": reading.text(entry["title"]),
        "url": reading.addresses.entry(reference_of(entry)),
        "preline": in_one_line(reading, entry),
        "text": shortened(reading.text(entry["summary"]), LONGEST_EXCERPT),
    }
    return str(render_to_string("ui/_card.html", context)).strip()


def _searched(reading: Reading, entry: EntryContent) -> str:
    """Return all words of an entry, those of small tables too."""
    named = (link["entry"] for links in entry["links"].values() for link in links)
    titles = reading.site.relations.entries
    linked = [reading.text(titles[one]["title"]) for one in named if one in titles]
    return " ".join(
        [*entry["title"].values(), *entry["summary"].values(), *_words(entry["values"]), *linked]
    )


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _words(inner)


def _narrowed(entry: EntryContent) -> dict[str, str]:
    values = entry["values"]
    return {name: value for name, value in values.items() if isinstance(value, str)
            and name in _NARROWING[entry["register"]]}  # fmt: skip


_NARROWING = {register.slug: register.filters for _family, of in FAMILIES for register in of}


def _filters(reading: Reading, register: Register) -> Iterator[Filter]:
    entries = reading.site.relations.of(register.slug)
    for name in register.filters:
        if name not in register.public_fields:
            continue
        choices = tuple(_choices(register, name, entries))
        if len(choices) > 1:
            yield Filter(name, register.label(name), choices)


def _choices(
    register: Register, name: str, entries: Iterable[EntryContent]
) -> Iterator[tuple[str, str]]:
    """Yield the values that entries have, with words: as the model orders them, or by word."""
    words: dict[str, str] = {}
    for entry in entries:
        value = entry["values"].get(name)
        if isinstance(value, str) and (shown := told(register, entry["values"], name)):
            words.setdefault(value, str(shown.value))
    known = [value for value, _word in register.fields[name].flatchoices if value in words]
    others = sorted((value for value in words if value not in known), key=words.__getitem__)
    yield from ((value, words[value]) for value in (*known, *others))
