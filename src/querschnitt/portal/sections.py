"""What modules of the portal put onto the public pages of relations; they register at start-up.

A section stands on the page of an entry or above the list of a register, pages and files have
addresses of their own. All of them are made of public editions alone, and yield nothing where
nothing of relations is public.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.safestring import SafeString

from querschnitt.portal.addresses import Addresses
from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading
from querschnitt.portal.site import PublicSite
from querschnitt.publication.rendering import Rendered
from querschnitt.relations.content import EntryContent


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of its own; ``id`` tells it from all others there."""

    id: str
    title: str
    body: SafeString


@dataclass(frozen=True)
class Way:
    """A link on the overview of relations, with what one finds there."""

    label: str
    url: str
    text: str = ""


OfEntry = Callable[[Reading, EntryContent], Iterable[Section]]
OfList = Callable[[Reading], Iterable[Section]]
Pages = Callable[[Reading], Iterable[Page]]
Files = Callable[[PublicSite, datetime], Iterable[Rendered]]
Ways = Callable[[Reading], Iterable[Way]]
FurtherAddresses = Callable[[EntryContent], Iterable[Callable[[Addresses], str]]]
Alternates = Callable[[Reading, EntryContent], list[dict[str, str]]]
Place = Literal["top", "after"]

_of_entries: dict[tuple[str, Place], list[OfEntry]] = {}
_of_lists: dict[str, list[OfList]] = {}
_pages: list[Pages] = []
_files: list[Files] = []
_ways: list[Ways] = []
_addresses: dict[str, list[FurtherAddresses]] = {}
_alternates: dict[str, Alternates] = {}
_shown: dict[str, set[str]] = {}
_naming: dict[str, set[str]] = {}


def register_sections(
    slug: str,
    make: OfEntry,
    *,
    place: Place = "after",
    fields: Iterable[str] = (),
    naming: Iterable[str] = (),
) -> None:
    """Let the pages of a register's entries have sections.

    :param fields: the values that these sections show; the page's own tables leave them out
    :param naming: the registers whose entries they show that name the one of the page
    """
    _add(_of_entries.setdefault((slug, place), []), make)
    _naming.setdefault(slug, set()).update(naming)
    _shown.setdefault(slug, set()).update(fields)


def register_list_section(slug: str, make: OfList) -> None:
    """Let the list of a register begin with sections."""
    _add(_of_lists.setdefault(slug, []), make)


def register_pages(make: Pages) -> None:
    """Let the portal have further pages in each of its languages."""
    _add(_pages, make)


def register_files(make: Files) -> None:
    """Let the portal have further files, which are in no language of their own."""
    _add(_files, make)


def register_ways(make: Ways) -> None:
    """Let the overview of relations have further links."""
    _add(_ways, make)


def register_addresses(slug: str, addresses: FurtherAddresses) -> None:
    """Tell which further addresses an entry has; they answer 410 once it is gone."""
    _add(_addresses.setdefault(slug, []), addresses)


def register_alternates(slug: str, make: Alternates) -> None:
    """Tell at which addresses the page of an entry can be read in other languages."""
    _alternates[slug] = make


def alternates(reading: Reading, entry: EntryContent) -> list[dict[str, str]]:
    """Return the pages that say the same as an entry's page, its own included."""
    make = _alternates.get(entry["register"])
    return make(reading, entry) if make else []


def sections_of(reading: Reading, entry: EntryContent, place: Place) -> list[Section]:
    """Return what an entry's page has at a place."""
    makers = _of_entries.get((entry["register"], place), ())
    return [section for make in makers for section in make(reading, entry)]


def list_sections(reading: Reading, slug: str) -> list[Section]:
    """Return what stands above the list of a register."""
    return [section for make in _of_lists.get(slug, ()) for section in make(reading)]


def further_pages(reading: Reading) -> Iterator[Page]:
    """Yield the further pages of a language."""
    for make in _pages:
        yield from make(reading)


def further_files(site: PublicSite, now: datetime) -> Iterator[Rendered]:
    """Yield the further files."""
    for make in _files:
        yield from make(site, now)


def ways(reading: Reading) -> list[Way]:
    """Return the further links of the overview."""
    return [way for make in _ways for way in make(reading)]


def further_addresses(entry: EntryContent) -> Iterator[Callable[[Addresses], str]]:
    """Yield the further addresses that an entry has or had."""
    for make in _addresses.get(entry["register"], ()):
        yield from make(entry)


def shown_elsewhere(slug: str) -> frozenset[str]:
    """Return the values that sections show."""
    return frozenset(_shown.get(slug, ()))


def naming_elsewhere(slug: str) -> frozenset[str]:
    """Return the registers of which sections show the entries that name one."""
    return frozenset(_naming.get(slug, ()))


def _add(makers: list, make: object) -> None:  # type: ignore[type-arg]
    if make not in makers:
        makers.append(make)
