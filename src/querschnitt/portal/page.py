"""A page before it is bytes: its address, its template, and the frame around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.portal.addresses import Addresses, emblem_path
from querschnitt.portal.reading import Reading
from querschnitt.portal.subscribing import calendar_of, feeds_of
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.ui.context import facts

Crumbs = Sequence[tuple[str, str | None]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the portal in one language."""

    at: Callable[[Addresses], str]
    template: str
    title: str
    description: str = ""
    crumbs: Crumbs = ()
    """The way from the home page to here, without both."""
    section: str = ""
    canonical: Callable[[Addresses], str] | None = None
    status: int = 200
    feeds: Callable[[Addresses], str] | None = None
    """The page whose feeds tell what is new here, where there are any."""
    calendar: Callable[[Addresses], str] | None = None
    """The page whose calendar has the dates of this one."""
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_for_search_engines(self) -> bool:
        return self.status == 200 and self.canonical is None


class Frame:
    """What all pages of one language have in common; made once, used for each page."""

    def __init__(self, reading: Reading, style: HouseStyle = PLAIN) -> None:
        self._reading = reading
        site = facts()
        self._shared = {
            "site": replace(site, government=style.name or site.government),
            "emblem_url": emblem_path(style) if style.emblem else "",
            "emblem_text": style.emblem_text,
            "home_url": reading.addresses.home,
            "imprint_url": reading.addresses.imprint,
            "privacy_url": reading.addresses.privacy,
            "accessibility_url": reading.addresses.accessibility,
        }
        self._alternatives = [Addresses(language) for language in portal_languages()]
        self._names = dict(settings.LANGUAGES)

    def render(self, page: Page) -> Rendered:
        """Return a page as it is stored."""
        path = page.at(self._reading.addresses)
        return rendered_page(path, self.markup(page), status=page.status)

    def markup(self, page: Page) -> str:
        """Return a page as text."""
        return render_to_string(f"portal/{page.template}.html", self._context(page))

    def _context(self, page: Page) -> dict[str, Any]:
        addresses = self._reading.addresses
        canonical = (page.canonical or page.at)(addresses)
        home = (_("Home page"), addresses.home)
        is_home = page.at(addresses) == addresses.home
        return {
            **self._shared,
            "title": page.title,
            "description": page.description,
            "canonical": f"{settings.BASE_URL}{canonical}" if page.status == 200 else "",
            "navigation": self._navigation(page.section),
            "languages": self._languages(page) if len(self._alternatives) > 1 else [],
            **self._subscriptions(page),
            "breadcrumb": [] if is_home else [home, *page.crumbs, (page.title, None)],
            **page.context,
        }

    def _navigation(self, section: str) -> list[dict[str, object]]:
        addresses = self._reading.addresses
        entries = (
            ("goals", _("Goals"), addresses.goals),
            ("fields", _("Fields of action"), addresses.fields),
            ("departments", _("Departments"), addresses.departments),
            ("mandate", _("Mandate"), addresses.mandate),
            ("relations", _("Relations"), addresses.relations),
            ("press", _("Press"), addresses.press),
            ("frameworks", _("Versions and predecessors"), addresses.frameworks),
            ("documents", _("Documents"), addresses.documents),
            ("data", _("Open data"), addresses.data),
        )
        site = self._reading.site
        is_shown = {"relations": site.relations.is_public, "press": site.press.is_public}
        return [
            {"label": label, "url": url, "is_current": name == section}
            for name, label, url in entries
            if is_shown.get(name, True)
        ]

    def _subscriptions(self, page: Page) -> dict[str, object]:
        addresses = self._reading.addresses
        feeds = feeds_of(addresses, page.feeds(addresses)) if page.feeds else []
        at = page.calendar
        calendars = [calendar_of(addresses, at(addresses), _("Calendar"))] if at else []
        return {"feeds": feeds, "subscriptions": [*feeds, *calendars]}

    def _languages(self, page: Page) -> list[dict[str, object]]:
        return [
            {
                "code": other.language,
                "name": self._names.get(other.language, other.language),
                "url": page.at(other),
                "is_current": other.language == self._reading.language,
            }
            for other in self._alternatives
        ]
