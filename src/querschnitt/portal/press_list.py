"""The lists of press releases: one way to write them, for stored pages and for filtered ones.

Nothing here asks the database or the template engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.portal.addresses import SEARCHED, Addresses
from querschnitt.portal.goal_list import LONGEST_SEARCH, Shell
from querschnitt.portal.press import Narrowed
from querschnitt.portal.relation_list import Filter, options

RELEASES_PER_PAGE = 20
NEWEST_IN_COPY = 50
"""What the first list of a copy shows, which has no further pages."""
FORM = '<form class="portal-filter qs-no-print"'
PAGE = "seite"
PARAMETERS = {"year": "jahr", "department": "ressort", "topic": "thema"}
"""What addresses call what lists are narrowed by."""


@dataclass(frozen=True)
class Frame:
    """What the filtered lists of one language are written with."""

    shell: Shell
    filters: tuple[Filter, ...]

    def data(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return {
            "shell": vars(self.shell),
            "filters": [[one.name, one.label, one.choices] for one in self.filters],
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Frame":
        """Return what ``data`` gave."""
        return cls(
            Shell(**data["shell"]),
            tuple(
                Filter(name, label, tuple((value, word) for value, word in choices))
                for name, label, choices in data["filters"]
            ),
        )


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for."""

    search: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    page: int = 1

    @classmethod
    def of(cls, narrowed: Narrowed) -> "Wanted":
        """Return what asks for a list."""
        return cls(chosen=((narrowed.kind, narrowed.key),) if narrowed.kind else ())

    @property
    def narrowed(self) -> list[Narrowed]:
        return [Narrowed(*one) for one in self.chosen]


class PressList:
    """Writes the lists of one language, while that language is active."""

    def __init__(self, language: str, filters: Sequence[Filter]) -> None:
        self._addresses = Addresses(language)
        self._filters = filters

    def title(self, wanted: Wanted) -> str:
        """Return what the title of a filtered list adds to that of the room."""
        told = [f"„{wanted.search}“"] if wanted.search else []
        told += [word for _label, word in self._words(wanted)]
        if wanted.page > 1:
            told.append(_("page {number}").format(number=wanted.page))
        return " – ".join(["", *told])

    def content(
        self, wanted: Wanted, cards: Sequence[str], count: int, *, is_copy: bool = False
    ) -> str:
        """Return the form and the hits.

        :param cards: those of the page
        :param count: how many there are on all pages
        :param is_copy: without a form and further pages, which only a program could answer
        """
        items = f'<ul class="portal-list" role="list"><li>{"</li><li>".join(cards)}</li></ul>'
        return "".join(
            (
                "" if is_copy else self._form(wanted),
                '<section class="portal-hits" aria-labelledby="hits">'
                f'<h2 id="hits">{escape(total(count))}</h2>',
                self._chosen(wanted) if (wanted.search or wanted.chosen) and not is_copy else "",
                items if cards else self._nothing(),
                "" if is_copy else self._pages(wanted, count),
                "</section>",
            )
        )

    def refusal(self, sentence: str) -> str:
        """Return what stands where a question cannot be answered."""
        heading = escape(_("This cannot be shown"))
        return (
            f'{self._form(Wanted())}<section class="portal-hits" aria-labelledby="hits">'
            f'<h2 id="hits">{heading}</h2><p class="qs-lead">{escape(sentence)}</p>'
            f"{self._way()}</section>"
        )

    def at(self, wanted: Wanted) -> str:
        """Return the address of a list."""
        told = [(SEARCHED, wanted.search)] if wanted.search else []
        told += [(PARAMETERS[name], value) for name, value in wanted.chosen]
        told += [(PAGE, str(wanted.page))] if wanted.page > 1 else []
        return f"{self._addresses.press}?{urlencode(told)}" if told else self._addresses.press

    def _words(self, wanted: Wanted) -> list[tuple[str, str]]:
        known = {one.name: one for one in self._filters}
        return [
            (known[name].label, dict(known[name].choices).get(value, value))
            for name, value in wanted.chosen
            if name in known
        ]

    def _form(self, wanted: Wanted) -> str:
        chosen = dict(wanted.chosen)
        selects = "".join(_select(one, chosen.get(one.name, "")) for one in self._filters)
        label, submit = _("Search in press releases"), _("Show press releases")
        return (
            f'{FORM} role="search" method="get"'
            f' action="{self._addresses.press}">'
            '<div class="kern-form-input portal-filter__search"><label class="kern-label"'
            f' for="q">{escape(label)}</label><input class="kern-form-input__input"'
            f' type="search" id="q" name="{SEARCHED}" maxlength="{LONGEST_SEARCH}"'
            f' value="{escape(wanted.search)}"></div>{selects}'
            '<div class="qs-actions"><button class="kern-btn kern-btn--primary">'
            f'<span class="kern-label">{escape(submit)}</span></button></div></form>'
        )

    def _chosen(self, wanted: Wanted) -> str:
        told = [(_("Search"), wanted.search, replace(wanted, search="", page=1))]
        told = told if wanted.search else []
        for one, (label, word) in zip(wanted.chosen, self._words(wanted), strict=True):
            others = tuple(other for other in wanted.chosen if other != one)
            told.append((label, word, replace(wanted, chosen=others, page=1)))
        remove = escape(_("Remove filter"))
        links = "".join(
            f'<li><a href="{escape(self.at(left))}"><span class="kern-sr-only">{remove}: </span>'
            f"{escape(label)}: {escape(word)}"
            '<span class="portal-chosen__remove" aria-hidden="true">×</span></a></li>'
            for label, word, left in told
        )
        return f'<ul class="portal-chosen qs-no-print">{links}</ul>'

    def _nothing(self) -> str:
        title = escape(_("No press release can be read here now."))
        return f'<div class="qs-empty"><p class="qs-empty__title">{title}</p>{self._way()}</div>'

    def _way(self) -> str:
        return f'<p><a href="{self._addresses.press}">{escape(_("All press releases"))}</a></p>'

    def _pages(self, wanted: Wanted, count: int) -> str:
        ways = []
        if wanted.page > 1:
            ways.append((wanted.page - 1, "prev", _("Previous page")))
        if wanted.page * RELEASES_PER_PAGE < count:
            ways.append((wanted.page + 1, "next", _("Next page")))
        links = "".join(
            f'<li><a class="kern-btn kern-btn--secondary" rel="{rel}"'
            f' href="{escape(self.at(replace(wanted, page=page)))}">'
            f'<span class="kern-label">{escape(label)}</span></a></li>'
            for page, rel, label in ways
        )
        label = escape(_("Pages"))
        whole = f'<nav class="qs-pagination" aria-label="{label}"><ul>{links}</ul></nav>'
        return whole if links else ""


def total(count: int) -> str:
    """Return how many releases a list has, in words."""
    if not count:
        return _("No press release found")
    number = number_format(count, use_l10n=True, force_grouping=True)
    told = ngettext("%(count)s press release", "%(count)s press releases", count)
    return told % {"count": number}


def _select(one: Filter, chosen: str) -> str:
    name = PARAMETERS[one.name]
    inside: Iterable[str] = options((("", _("all")), *one.choices), chosen)
    return (
        f'<div class="kern-form-input"><label class="kern-label" for="{name}">'
        f"{escape(one.label)}</label>"
        f'<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select"'
        f' id="{name}" name="{name}">{"".join(inside)}</select></div></div>'
    )
