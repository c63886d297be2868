"""The portal as publication knows it: public editions in, pages and list cards out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from django.utils.translation import override

from querschnitt.portal import addresses
from querschnitt.portal.goal_cards import Cards, projected
from querschnitt.portal.page import Frame, Page
from querschnitt.portal.pages import (
    about,
    changes,
    departments,
    documents,
    fields,
    frameworks,
    goals,
    home,
    machines,
    mandates,
    withdrawn,
)
from querschnitt.portal.reading import Reading, languages
from querschnitt.portal.site import PublicSite
from querschnitt.publication.renderers import ProjectedGoal, PublicEdition
from querschnitt.publication.rendering import Rendered, rendered_page


class PortalRenderer:
    """Makes the whole portal, in each of its languages."""

    def render(self, editions: Sequence[PublicEdition], now: datetime) -> Iterator[Rendered]:
        """Yield every page of the portal."""
        site = PublicSite(editions)
        for_search_engines: list[str] = []
        for language in languages():
            # Gathered, since a generator would leave its language active while it waits.
            with override(language):
                rendered, listed = _in_language(Reading(site, language, now))
            for_search_engines += listed
            yield from rendered
        first = addresses.Addresses(languages()[0])
        yield rendered_page(addresses.ROOT, "", status=301, location=first.home)
        yield from machines.pages(for_search_engines, now)

    def project(self, editions: Sequence[PublicEdition], now: datetime) -> Iterable[ProjectedGoal]:
        """Return the rows of the goal list, in each language."""
        site = PublicSite(editions)
        rows: list[ProjectedGoal] = []
        for language in languages():
            with override(language):
                reading = Reading(site, language, now)
                rows += projected(reading, Cards(reading))
        return rows


def _in_language(reading: Reading) -> tuple[list[Rendered], list[str]]:
    """Return all pages of a language, and the paths of those that search engines may list."""
    frame, cards = Frame(reading), Cards(reading)
    rendered = list(goals.list_pages(reading, frame, cards))
    listed = [reading.addresses.goals]
    for page in _readable(reading, cards):
        rendered.append(frame.render(page))
        listed += [rendered[-1].path] if page.is_for_search_engines else []
    taken = {page.path for page in rendered}
    rendered += [frame.render(page) for page in withdrawn.pages(reading, taken)]
    search = reading.addresses.search
    rendered.append(rendered_page(search, "", status=301, location=reading.addresses.goals))
    return rendered, sorted(listed)


def _readable(reading: Reading, cards: Cards) -> Iterable[Page]:
    return chain(
        home.pages(reading),
        goals.goal_pages(reading),
        fields.pages(reading, cards),
        departments.pages(reading, cards),
        mandates.pages(reading),
        frameworks.pages(reading),
        changes.pages(reading),
        documents.pages(reading),
        about.pages(reading),
    )
