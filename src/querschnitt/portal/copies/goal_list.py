"""The goal list as pages that lead to one another, and the form that asks the search page."""

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.translation import gettext as _

from querschnitt.portal.goal_list import (
    Asked,
    Choices,
    Counts,
    Found,
    GoalList,
    goals_per_page,
)


class CopiedList(GoalList):
    """Writes the goal list for a copy, while its language is active."""

    def __init__(self, language: str, choices: Choices, counts: Counts) -> None:
        super().__init__(language, choices, counts)
        self._number = self._pages_in_all = 1

    @property
    def asks(self) -> str:
        """Where the form sends what is asked for."""
        return self._addresses.search

    def pages(self, cards: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Yield each page of a document's list: its address, its title, what stands on it."""
        size = goals_per_page()
        self._pages_in_all = max(-(-len(cards) // size), 1)
        for number in range(1, self._pages_in_all + 1):
            self._number = number
            found = Found(cards[(number - 1) * size : number * size], len(cards))
            title = self.title(Asked(), found)
            if number > 1:
                told = _("page {number} of {count}")
                title += " – " + told.format(number=number, count=self._pages_in_all)
            yield self._addresses.goals_page(number), title, self.content(Asked(), found)

    def search(self, index: str) -> str:
        """Return form and place of the hits for the page that searches.

        :param index: the address of the index
        """
        failed = escape(
            _("The search could not be loaded. Please try again, or read the list of goals.")
        )
        return (
            f"{self._form(Asked())}"
            f'<section class="portal-hits" aria-labelledby="hits" data-search="{escape(index)}"'
            f' data-failed="{failed}">'
            '<h2 id="hits" aria-live="polite"></h2><div data-hits></div></section>'
        )

    def _pages(self, asked: Asked, found: Found) -> str:
        links = ""
        if self._number > 1:
            url = self._addresses.goals_page(self._number - 1)
            links += self._page_link(url, "prev", _("Previous page"))
        if self._number < self._pages_in_all:
            url = self._addresses.goals_page(self._number + 1)
            links += self._page_link(url, "next", _("Next page"))
        return self._navigation(links)


class SearchForm(CopiedList):
    """Writes the form of the page that searches: with every value, for it may ask all versions."""

    def _count(self, asked: Asked, facet: str, value: str) -> int:
        return 1

    def _has_counts(self, asked: Asked, facet: str) -> bool:
        return False
