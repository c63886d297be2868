"""The lists of the press room: all releases, those of a year, of a department, about a topic."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.utils.translation import gettext as _

from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Frame as Around
from querschnitt.portal.page import Page
from querschnitt.portal.pages.goals import cut
from querschnitt.portal.press import ALL, Narrowed
from querschnitt.portal.press_cards import card, cards, searched
from querschnitt.portal.press_list import RELEASES_PER_PAGE, Frame, PressList, Wanted
from querschnitt.portal.reading import Reading
from querschnitt.portal.relation_list import Filter
from querschnitt.publication.renderers import PressEdition, ProjectedRelease
from querschnitt.publication.rendering import Rendered, rendered_page


def list_pages(reading: Reading, around: Around, of: Iterable[Narrowed]) -> Iterator[Rendered]:
    """Yield the first page of lists, and what filtered ones are made with.

    Nothing where no release has ever been public.
    """
    press, addresses = reading.site.press, reading.addresses
    if not press.is_public:
        return
    filters = filters_of(reading)
    writer = PressList(reading.language, filters)
    for narrowed in of:
        shell = cut(around, _page(reading, narrowed))
        first = cards(reading, press.newest(RELEASES_PER_PAGE, narrowed))
        content = writer.content(Wanted.of(narrowed), first, press.count(narrowed))
        yield rendered_page(address_of(narrowed)(addresses), shell.around("", content))
        if narrowed == ALL:
            data = Frame(shell, filters).data()
            body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            yield rendered_page(addresses.press_index, body, media_type="application/json")


def address_of(narrowed: Narrowed) -> Callable[[Addresses], str]:
    """Return where a list lives, in every language."""
    match narrowed.kind:
        case "year":
            return partial(Addresses.press_year, year=int(narrowed.key))
        case "department":
            return partial(Addresses.press_of, department=narrowed.key)
        case "topic":
            return partial(Addresses.press_on, topic=narrowed.key)
    return lambda addresses: addresses.press


def title_of(reading: Reading, narrowed: Narrowed) -> str:
    """Return what a list is called."""
    match narrowed.kind:
        case "year":
            return _("Press releases of {year}").format(year=narrowed.key)
        case "department":
            name = reading.site.press.departments[narrowed.key]
            return _("Press releases: {name}").format(name=name)
        case "topic":
            name = reading.field_name(narrowed.key)
            return _("Press releases: {name}").format(name=name)
    return _("Press releases")


def filters_of(reading: Reading) -> tuple[Filter, ...]:
    """Return what all releases are narrowed by."""
    press = reading.site.press
    every = (
        Filter("year", _("Year"), tuple((str(year), str(year)) for year in press.years)),
        Filter("department", _("Department"), tuple(press.departments.items())),
        Filter("topic", _("Topic"), tuple((key, reading.field_name(key)) for key in press.topics)),
    )
    return tuple(one for one in every if one.choices)


def has_feeds(narrowed: Narrowed) -> bool:
    """Return whether a list has feeds beside it."""
    return narrowed.kind in ("", "department")


def projected(
    reading: Reading, releases: Iterable[PressEdition], readable: set[str]
) -> Iterator[ProjectedRelease]:
    """Yield the rows of the lists in one language."""
    for edition in releases:
        is_read = edition.document in readable
        yield ProjectedRelease(
            document=edition.document,
            language=reading.language,
            card=card(reading, edition.content) if is_read else "",
            text=searched(edition.content) if is_read else "",
        )


def _page(reading: Reading, narrowed: Narrowed) -> Page:
    addresses, press = reading.addresses, reading.site.press
    is_room = narrowed == ALL
    at = address_of(narrowed)
    kinds = {kind: [one for one in press.lists() if one.kind == kind] for kind in _KINDS}
    return Page(
        at=at,
        template="press_room",
        title=title_of(reading, narrowed),
        description=_("What the government tells the press and everyone else."),
        crumbs=() if is_room else [(_("Press"), addresses.press)],
        section="press",
        feeds=at if has_feeds(narrowed) else None,
        context={
            "ways": [
                {"id": kind, "title": str(label()), "links": _links(reading, kinds[kind])}
                for kind, label in _KINDS.items()
                if kinds[kind]
            ],
            "newsletter_url": addresses.newsletter,
            "imprint_url": addresses.imprint,
        },
    )


_KINDS: dict[str, Callable[[], str]] = {
    "year": lambda: _("By year"),
    "department": lambda: _("By department"),
    "topic": lambda: _("By topic"),
}


def _links(reading: Reading, lists: Iterable[Narrowed]) -> list[tuple[str, str]]:
    press = reading.site.press
    words = {"year": lambda key: key, "department": press.departments.__getitem__,
             "topic": reading.field_name}  # fmt: skip
    return [(words[one.kind](one.key), address_of(one)(reading.addresses)) for one in lists]
