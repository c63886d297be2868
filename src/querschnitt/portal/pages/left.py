"""What answers where something of relations was public and is not any more."""

from collections.abc import Callable, Iterator
from functools import partial

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from querschnitt.portal import sections
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.portal.pages.about import ways_on
from querschnitt.portal.reading import Reading, link, moment_day
from querschnitt.portal.relations import Relations
from querschnitt.portal.subscribing import ATOM, RSS
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import Reference

Address = Callable[[Addresses], str]


def pages(reading: Reading, taken: set[str]) -> Iterator[Page]:
    """Yield a page with 410 for each address that editions of relations had and none has now.

    It says nothing of what stood there: an entry may be gone because somebody wanted that.

    :param taken: the paths of all pages of this language that can be read
    """
    seen = set(taken)
    for at, about, sentence in _addresses(reading, reading.site.relations):
        path = at(reading.addresses)
        if path not in seen:
            seen.add(path)
            yield _gone(reading, at, about, sentence)


def moved(reading: Reading) -> Iterator[Rendered]:
    """Yield the redirects from entries that were merged into others."""
    for old, new in reading.site.relations.moved.items():
        target = reading.addresses.entry(new)
        yield rendered_page(reading.addresses.entry(old), "", status=301, location=target)


def _addresses(
    reading: Reading, relations: Relations
) -> Iterator[tuple[Address, str | SafeString, str]]:
    """Yield addresses, where to go on from there, and what is said."""
    a = reading.addresses
    overview = link(_("Relations"), a.relations) if relations.is_public else ""
    no_entry = _("This entry is not published any more.")
    for reference, entry in relations.gone.items():
        slug = entry["register"]
        is_listed = bool(relations.of(slug))
        way = link(str(REGISTERS[slug].name), a.register(slug)) if is_listed else overview
        yield partial(_entry, reference=reference), way, no_entry
        yield from ((at, way, no_entry) for at in sections.further_addresses(entry))
    for slug in {entry["register"] for entry in relations.gone.values()}:
        yield partial(_register, slug=slug), overview, _("This register has no public entry now.")
    for edition in relations.editions:
        newest = relations.edition
        way = link(_("Newest edition"), a.relations_edition(newest.number)) if newest else ""
        sentence = (
            _("This edition was withdrawn.")
            if edition.is_withdrawn
            else _("A newer edition has replaced this one; only the newest can be read.")
        )
        yield partial(_edition, number=edition.number), way, sentence
    if relations.editions:
        nothing = _("The registers of relations are not public at the moment.")
        yield _overview, "", nothing
        for suffix in (ATOM, RSS):
            yield partial(_feed, suffix=suffix), "", nothing


def _entry(a: Addresses, *, reference: Reference) -> str:
    return a.entry(reference)


def _register(a: Addresses, *, slug: str) -> str:
    return a.register(slug)


def _edition(a: Addresses, *, number: int) -> str:
    return a.relations_edition(number)


def _overview(a: Addresses) -> str:
    return a.relations


def _feed(a: Addresses, *, suffix: str) -> str:
    return a.feed(a.relations, suffix)


def _gone(reading: Reading, at: Address, way: str | SafeString, sentence: str) -> Page:
    relations = reading.site.relations
    newest = next(iter(relations.editions))
    withdrawn = newest.withdrawn_at if not relations.is_public else None
    return Page(
        at=at,
        template="left",
        title=_("Not public any more"),
        section="relations",
        status=410,
        context={
            "sentence": sentence,
            "way": way,
            "reason": relations.left_reason,
            "withdrawn": moment_day(withdrawn) if withdrawn else "",
            "ways": ways_on(reading),
        },
    )
