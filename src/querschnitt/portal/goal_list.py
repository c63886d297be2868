"""The goal list: one way to write it, for the stored first page and for every filtered one.

Nothing here asks the database or the template engine: the cards are ready, the page around them
was rendered when the site was published, and what lies between is joined.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.portal.addresses import SEARCHED, Addresses

GOALS_PER_PAGE = 50
MOST_COUNTED = 1000
LONGEST_SEARCH = 200
FACETS = ("field", "department", "kind")
Counts = Mapping[tuple[str, str, str], int]
"""How many goals a document, a facet and its value have; under ("…", "all", "") all of it."""


def goals_per_page() -> int:
    """Return how many goals a page of the list shows."""
    return int(getattr(settings, "PORTAL_GOALS_PER_PAGE", GOALS_PER_PAGE))


@dataclass(frozen=True)
class Choices:
    """What the list can be filtered by: values with their words, in their order."""

    documents: tuple[tuple[str, str], ...]
    field: tuple[tuple[str, str], ...]
    department: tuple[tuple[str, str], ...]
    kind: tuple[tuple[str, str], ...]

    @property
    def current(self) -> str:
        """The document that is shown where none is chosen."""
        return self.documents[0][0] if self.documents else ""


@dataclass(frozen=True)
class Asked:
    """What a reader asks the list for; an empty document means the framework in force."""

    document: str = ""
    field: str = ""
    department: str = ""
    kind: str = ""
    search: str = ""
    after: int | None = None
    before: int | None = None

    @property
    def chosen(self) -> list[str]:
        """The facets that narrow the list."""
        return [facet for facet in FACETS if getattr(self, facet)]


@dataclass(frozen=True)
class Found:
    """The cards of one page of the list, and what lies around it."""

    cards: Sequence[str]
    total: int
    is_capped: bool = False
    """There are more than ``total``; how many was not counted."""
    previous: int | None = None
    next: int | None = None


@dataclass(frozen=True)
class Shell:
    """The page around the list, cut where the list and its title stand."""

    head: str
    middle: str
    tail: str

    def around(self, title: str, content: str) -> str:
        return f"{self.head}{escape(title)}{self.middle}{content}{self.tail}"


class GoalList:
    """Writes the goal list of one language, while that language is active."""

    def __init__(self, language: str, choices: Choices, counts: Counts) -> None:
        self._addresses = Addresses(language)
        self._choices = choices
        self._counts = counts
        words = self._addresses.words
        self.all_documents = words.all_frameworks
        self.names = {
            "document": words.by_framework,
            "field": words.by_field,
            "department": words.by_department,
            "kind": words.by_kind,
            "search": SEARCHED,
            "after": words.after,
            "before": words.before,
        }

    @property
    def asks(self) -> str:
        """Where the form sends what is asked for."""
        return self._addresses.goals

    def document_of(self, asked: Asked) -> str | None:
        """Return the only document whose goals are asked for; None if those of all are."""
        return None if asked.document == self.all_documents else asked.document or self.current

    @property
    def current(self) -> str:
        """The document that is shown where none is chosen."""
        return self._choices.current

    def _documents_of(self, asked: Asked) -> list[str]:
        if asked.document == self.all_documents:
            return [slug for slug, _label in self._choices.documents]
        return [slug for slug in (asked.document or self._choices.current,) if slug]

    def counted(self, asked: Asked) -> int | None:
        """Return how many goals there are where the writer has counted them; else None."""
        if asked.search or len(asked.chosen) > 1:
            return None
        facet = asked.chosen[0] if asked.chosen else "all"
        value = getattr(asked, facet) if asked.chosen else ""
        return self._count(asked, facet, value)

    def title(self, asked: Asked, found: Found) -> str:
        """Return what the browser's tab says."""
        told = [f"„{asked.search}“"] if asked.search else []
        told += [self._word(facet, getattr(asked, facet)) for facet in asked.chosen]
        return " – ".join([_("Goals"), *told, _total(found)] if told else [_("Goals")])

    def content(self, asked: Asked, found: Found, *, beside: int = 0) -> str:
        """Return the form, what was chosen, and the cards.

        :param beside: how many entries of relations the same search finds
        """
        is_narrowed = bool(asked.search or asked.chosen)
        heading = f'<h2 id="hits">{escape(_total(found))}</h2>'
        return "".join(
            (
                self._form(asked),
                f'<section class="portal-hits" aria-labelledby="hits">{heading}',
                self._chosen(asked) if is_narrowed or asked.document else "",
                self._cards(found) if found.cards else self._nothing(is_narrowed=is_narrowed),
                self._pages(asked, found),
                self._beside(asked, beside) if beside else "",
                "</section>",
            )
        )

    def refusal(self, sentence: str) -> str:
        """Return the list's place for a question that cannot be answered."""
        heading, way = escape(_("This cannot be shown")), escape(_("Show all goals"))
        return (
            f'{self._form(Asked())}<section class="portal-hits" aria-labelledby="hits">'
            f'<h2 id="hits">{heading}</h2>'
            f'<p class="qs-lead">{escape(sentence)}</p>'
            f'<p><a href="{self._addresses.goals}">{way}</a></p></section>'
        )

    def url(self, asked: Asked) -> str:
        """Return the address of a list."""
        told = {
            name: value
            for part, name in self.names.items()
            if (value := getattr(asked, part)) not in ("", None)
        }
        query = urlencode(told)
        return f"{self._addresses.goals}?{query}" if query else self._addresses.goals

    def _count(self, asked: Asked, facet: str, value: str) -> int:
        return sum(self._counts.get((d, facet, value), 0) for d in self._documents_of(asked))

    def _word(self, facet: str, value: str) -> str:
        words: dict[str, str] = dict(getattr(self._choices, facet))
        return words.get(value, value)

    # -- The form ----------------------------------------------------------------------------

    def _form(self, asked: Asked) -> str:
        selects = [self._select(facet, label, asked) for facet, label in self._labels()]
        search, submit = escape(_("Search in goals")), escape(_("Show goals"))
        return (
            f'<form class="portal-filter qs-no-print" role="search" method="get"'
            f' action="{self.asks}">'
            f'<div class="kern-form-input portal-filter__search"><label class="kern-label"'
            f' for="q">{search}</label><input class="kern-form-input__input"'
            f' type="search" id="q" name="{SEARCHED}" maxlength="{LONGEST_SEARCH}"'
            f' value="{escape(asked.search)}"></div>'
            f"{self._documents(asked)}{''.join(selects)}"
            '<div class="qs-actions"><button class="kern-btn kern-btn--primary">'
            f'<span class="kern-label">{submit}</span></button></div></form>'
        )

    @staticmethod
    def _labels() -> tuple[tuple[str, str], ...]:
        return (
            ("field", _("Field of action")),
            ("department", _("Department")),
            ("kind", _("Kind of goal")),
        )

    def _documents(self, asked: Asked) -> str:
        if len(self._choices.documents) < 2:
            return ""
        current = self._choices.current
        options = [
            _option("" if slug == current else slug, label, asked.document)
            for slug, label in self._choices.documents
        ]
        options.append(_option(self.all_documents, _("All versions"), asked.document))
        return _select(self.names["document"], _("Version"), options)

    def _select(self, facet: str, label: str, asked: Asked) -> str:
        chosen = getattr(asked, facet)
        has_counts = self._has_counts(asked, facet)
        options = [_option("", _("all"), chosen)]
        for value, word in getattr(self._choices, facet):
            count = self._count(asked, facet, value)
            if count or value == chosen:
                text = f"{word} ({count})" if has_counts else word
                options.append(_option(value, text, chosen))
        return _select(self.names[facet], label, options)

    def _has_counts(self, asked: Asked, facet: str) -> bool:
        # Counts hold for one facet alone; beside other filters they would be wrong.
        return not asked.search and asked.chosen in ([], [facet])

    def _chosen(self, asked: Asked) -> str:
        asked = replace(asked, after=None, before=None)
        parts: list[tuple[str, str, str]] = []
        if asked.search:
            parts.append(("search", _("Search"), asked.search))
        if asked.document:
            title = dict(self._choices.documents).get(asked.document, _("All versions"))
            parts.append(("document", _("Version"), title))
        labels, remove, remove_all = (
            dict(self._labels()),
            escape(_("Remove filter")),
            escape(_("Remove all filters")),
        )
        parts += [(f, labels[f], self._word(f, getattr(asked, f))) for f in asked.chosen]
        links = [
            f'<li><a href="{escape(self.url(_without(asked, part)))}">'
            f'<span class="kern-sr-only">{remove}: </span>'
            f"{escape(label)}: {escape(value)}"
            '<span class="portal-chosen__remove" aria-hidden="true">×</span></a></li>'
            for part, label, value in parts
        ]
        if len(parts) > 1:
            links.append(
                f'<li class="portal-chosen__all"><a href="{self._addresses.goals}">'
                f"{remove_all}</a></li>"
            )
        return f'<ul class="portal-chosen qs-no-print">{"".join(links)}</ul>'

    # -- The hits ----------------------------------------------------------------------------

    @staticmethod
    def _cards(found: Found) -> str:
        return f'<ul class="qs-cards" role="list"><li>{"</li><li>".join(found.cards)}</li></ul>'

    def _nothing(self, *, is_narrowed: bool) -> str:
        if not self._choices.documents:
            title, text, link = _("Nothing has been published yet."), "", ""
        elif is_narrowed:
            title = _("No goal matches all of this.")
            text = _("Remove a filter, or search for fewer or other words.")
            link = _("Show all goals")
        else:
            title, text, link = _("There is no goal here."), "", ""
        way = f'<p><a href="{self._addresses.goals}">{escape(link)}</a></p>' if link else ""
        return (
            f'<div class="qs-empty"><p class="qs-empty__title">{escape(title)}</p>'
            f"<p>{escape(text)}</p>{way}</div>"
        )

    def _beside(self, asked: Asked, count: int) -> str:
        sentence = ngettext(
            "The search also finds %(count)s entry in relations",
            "The search also finds %(count)s entries in relations",
            count,
        ) % {"count": number_format(count, use_l10n=True, force_grouping=True)}
        url = f"{self._addresses.relations}?{urlencode({SEARCHED: asked.search})}"
        return f'<p class="qs-no-print"><a href="{escape(url)}">{escape(sentence)}</a></p>'

    def _pages(self, asked: Asked, found: Found) -> str:
        links = ""
        if found.previous is not None:
            url = self.url(replace(asked, before=found.previous, after=None))
            links += self._page_link(url, "prev", _("Previous page"))
        if found.next is not None:
            url = self.url(replace(asked, after=found.next, before=None))
            links += self._page_link(url, "next", _("Next page"))
        return self._navigation(links)

    @staticmethod
    def _navigation(links: str) -> str:
        label = escape(_("Pages"))
        whole = f'<nav class="qs-pagination" aria-label="{label}"><ul>{links}</ul></nav>'
        return whole if links else ""

    @staticmethod
    def _page_link(url: str, rel: str, label: str) -> str:
        return (
            f'<li><a class="kern-btn kern-btn--secondary" rel="{rel}" href="{escape(url)}">'
            f'<span class="kern-label">{escape(label)}</span></a></li>'
        )


def _without(asked: Asked, part: str) -> Asked:
    empty: dict[str, Any] = {part: ""}
    return replace(asked, **empty)


def _total(found: Found) -> str:
    number = number_format(found.total, use_l10n=True, force_grouping=True)
    if found.is_capped:
        return _("More than %(count)s goals") % {"count": number}
    if found.total == 0:
        return _("No goal found")
    return ngettext("%(count)s goal", "%(count)s goals", found.total) % {"count": number}


def _option(value: str, label: str, chosen: str) -> str:
    selected = " selected" if value == chosen else ""
    return f'<option value="{escape(value)}"{selected}>{escape(label)}</option>'


def _select(name: str, label: str, options: Iterable[str]) -> str:
    return (
        f'<div class="kern-form-input"><label class="kern-label" for="{name}">'
        f"{escape(label)}</label>"
        f'<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select"'
        f' id="{name}" name="{name}">{"".join(options)}</select></div></div>'
    )
