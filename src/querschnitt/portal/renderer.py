"""The portal as publication knows it: public editions in, pages and list cards out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from django.utils import timezone
from django.utils.translation import override

from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.portal import (
    addresses,
    calendar_file,
    feeds,
    harvest,
    open_catalogue,
    press_feeds,
    sections,
)
from querschnitt.portal.dates import PublicDate, dates
from querschnitt.portal.goal_cards import Cards, projected
from querschnitt.portal.page import Frame, Page
from querschnitt.portal.pages import (
    about,
    changes,
    departments,
    documents,
    entries,
    fields,
    frameworks,
    goals,
    home,
    interface,
    left,
    machines,
    mandates,
    newsletter,
    open_data,
    press_releases,
    press_room,
    registers,
    schemas,
    withdrawn,
)
from querschnitt.portal.pages import dates as date_pages
from querschnitt.portal.pages.press_room import address_of
from querschnitt.portal.press import Narrowed
from querschnitt.portal.reading import Reading
from querschnitt.portal.site import PublicSite
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.release_lines import ReleaseLine
from querschnitt.publication.renderers import (
    AnyEdition,
    PressEdition,
    ProjectedGoal,
    ProjectedRelease,
)
from querschnitt.publication.rendering import Rendered, rendered_page


class PortalRenderer:
    """Makes the whole portal, in each of its languages and in the government's design.

    :param style: asked for the design whenever pages are made
    """

    def __init__(self, style: Callable[[], HouseStyle] = lambda: PLAIN) -> None:
        self._style = style

    def render(
        self,
        editions: Sequence[AnyEdition],
        now: datetime,
        releases: Sequence[PressEdition] = (),
    ) -> Iterator[Rendered]:
        """Yield every page of the portal."""
        site, style = PublicSite(editions, releases), self._style()
        for_search_engines: list[str] = []
        for language in portal_languages():
            # Gathered, since a generator would leave its language active while it waits.
            with override(language):
                rendered, listed = _in_language(Reading(site, language, now), style)
            for_search_engines += listed
            yield from rendered
        first = addresses.Addresses(portal_languages()[0])
        yield rendered_page(addresses.ROOT, "", status=301, location=first.home)
        yield from machines.emblem(style)
        yield from open_catalogue.pages(editions)
        yield from harvest.pages(editions)
        yield from schemas.pages()
        yield from sections.further_files(site, now)
        yield from machines.pages(for_search_engines, now)

    def press_room(
        self,
        editions: Sequence[AnyEdition],
        now: datetime,
        releases: Sequence[PressEdition],
        lines: Sequence[ReleaseLine],
        changed: Collection[str],
    ) -> Iterator[Rendered]:
        """Yield the pages that change at once with some releases."""
        site, style = PublicSite(editions, releases, lines), self._style()
        lists = site.press.lists_of(changed)
        for language in portal_languages():
            with override(language):
                reading = Reading(site, language, now)
                frame = Frame(reading, style)
                own = chain(home.pages(reading), newsletter.pages(reading))
                rendered = [frame.render(page) for page in own]
                rendered += newsletter.files(reading)
                rendered += _of_press(reading, frame, lists, changed)
            yield from rendered

    def project_releases(self, releases: Sequence[PressEdition]) -> Iterable[ProjectedRelease]:
        """Return the rows of the lists of releases, in each language."""
        site = PublicSite((), releases)
        newest = [one.newest for one in site.press.every]
        readable = {line.document for line in site.press.readable}
        rows: list[ProjectedRelease] = []
        for language in portal_languages():
            with override(language):
                reading = Reading(site, language, timezone.now())
                rows += press_room.projected(reading, newest, readable)
        return rows

    def project(self, editions: Sequence[AnyEdition], now: datetime) -> Iterable[ProjectedGoal]:
        """Return the rows of the goal list, in each language."""
        site = PublicSite(editions)
        rows: list[ProjectedGoal] = []
        for language in portal_languages():
            with override(language):
                reading = Reading(site, language, now)
                rows += projected(reading, Cards(reading))
        return rows


def _in_language(reading: Reading, style: HouseStyle) -> tuple[list[Rendered], list[str]]:
    """Return all pages of a language, and the paths of those that search engines may list."""
    frame, cards, public_dates = Frame(reading, style), Cards(reading), dates(reading)
    press = reading.site.press
    rendered = list(goals.list_pages(reading, frame, cards))
    listed = [reading.addresses.goals]
    lists = list(registers.list_pages(reading, frame))
    rendered += lists
    listed += [page.path for page in lists if page.path.endswith("/")]
    listed += [
        reading.addresses.release(one.content["year"], one.content["address"])
        for one in press.every
        if not one.is_withdrawn
    ]
    for page in _readable(reading, cards, public_dates):
        rendered.append(frame.render(page))
        listed += [rendered[-1].path] if page.is_for_search_engines else []
    rendered += feeds.pages(reading)
    rendered += _of_press(reading, frame, press.lists(), press.by_document)
    listed += [address_of(one)(reading.addresses) for one in press.lists()]
    rendered += newsletter.files(reading)
    rendered += calendar_file.pages(reading, public_dates)
    taken = {page.path for page in rendered}
    rendered += [frame.render(page) for page in withdrawn.pages(reading, taken)]
    rendered += withdrawn.parts(reading, frame)
    moved = list(left.moved(reading))
    rendered += moved
    taken |= {page.path for page in moved}
    rendered += [frame.render(page) for page in left.pages(reading, taken)]
    search = reading.addresses.search
    rendered.append(rendered_page(search, "", status=301, location=reading.addresses.goals))
    return rendered, sorted(listed)


def _of_press(
    reading: Reading, frame: Frame, lists: Sequence[Narrowed], of: Iterable[str]
) -> Iterator[Rendered]:
    """Yield these lists of the press room with their feeds, and the pages of these releases."""
    yield from press_room.list_pages(reading, frame, lists)
    yield from press_feeds.pages(reading, lists)
    for document in of:
        for page in press_releases.pages(reading, reading.site.press.by_document[document]):
            yield frame.render(page)


def _readable(reading: Reading, cards: Cards, public_dates: Sequence[PublicDate]) -> Iterable[Page]:
    return chain(
        home.pages(reading),
        goals.goal_pages(reading),
        fields.pages(reading, cards),
        departments.pages(reading, cards),
        mandates.pages(reading),
        frameworks.pages(reading),
        changes.pages(reading),
        documents.pages(reading),
        open_data.pages(reading),
        interface.pages(reading),
        date_pages.pages(reading, public_dates),
        entries.pages(reading),
        registers.edition_pages(reading),
        sections.further_pages(reading),
        newsletter.pages(reading),
        about.pages(reading),
    )
