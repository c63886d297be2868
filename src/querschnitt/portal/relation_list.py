"""The lists of relations: one way to write them, for the stored pages and for filtered ones.

Nothing here asks the database or the template engine: cards and the pages around them were made
when the registers were published. The list of all registers is the search in them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.portal.addresses import SEARCHED, Addresses
from querschnitt.portal.goal_list import LONGEST_SEARCH, Shell
from querschnitt.publication import search

ENTRIES_PER_PAGE = 50
PAGE = "seite"
PARAMETERS = {
    "kind": "art",
    "country": "land",
    "part": "teil",
    "stage": "stand",
    "result": "ergebnis",
}
"""What addresses call the fields that lists are narrowed by; others are called as they are."""


@dataclass(frozen=True)
class Filter:
    """A field by which a list is narrowed: its parameter, its label, its values with words."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listed:
    """An entry as lists show it, with what they search and narrow by."""

    register: str
    card: str
    stems: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Index:
    """All that the lists of one language are written with."""

    entries: tuple[Listed, ...]
    filters: Mapping[str, tuple[Filter, ...]]
    shells: Mapping[str, Shell]
    """By register; the empty one is around the overview."""
    overview: str
    """What stands on the overview while nothing is searched for."""
    above: Mapping[str, str]
    """What stands above the list of a register."""

    def data(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Index":
        """Return what ``data`` gave."""
        return cls(
            entries=tuple(Listed(**one) for one in data["entries"]),
            filters={
                slug: tuple(
                    Filter(
                        one["name"], one["label"], tuple((v, word) for v, word in one["choices"])
                    )
                    for one in filters
                )
                for slug, filters in data["filters"].items()
            },
            shells={slug: Shell(**shell) for slug, shell in data["shells"].items()},
            overview=data["overview"],
            above=data["above"],
        )


@dataclass(frozen=True)
class Wanted:
    """What a reader asks a list for; an empty register means all."""

    register: str
    search: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or self.chosen)


def found_in(index: Index, wanted: Wanted, language: str) -> list[Listed]:
    """Return the entries that are asked for, in the order of the list."""
    terms = search.terms_of(wanted.search, language) if wanted.search else []
    if wanted.search and not terms:
        return []
    return [
        one
        for one in index.entries
        if wanted.register in ("", one.register)
        and all(one.values.get(name) == value for name, value in wanted.chosen)
        and (not terms or {*one.stems.split()}.issuperset(terms))
    ]


class RelationList:
    """Writes the lists of one language, while that language is active."""

    def __init__(self, language: str, index: Index) -> None:
        self._addresses = Addresses(language)
        self._language = language
        self._index = index

    def page(self, wanted: Wanted) -> str:
        """Return a whole page."""
        shell = self._index.shells[wanted.register]
        if not wanted.register and not wanted.search:
            return shell.around("", f"{self._form(wanted)}{self._index.overview}")
        found = found_in(self._index, wanted, self._language)
        told = [f"„{wanted.search}“"] if wanted.search else []
        told += [word for _label, word in self._words(wanted)]
        if wanted.page > 1:
            told.append(_("page {number}").format(number=wanted.page))
        return shell.around(" – ".join(["", *told]), self.content(wanted, found))

    def content(self, wanted: Wanted, found: Sequence[Listed], *, is_whole: bool = False) -> str:
        """Return the form and the hits.

        :param is_whole: all of them on one page and without a form, for a copy without a program
        """
        size = len(found) or 1 if is_whole else ENTRIES_PER_PAGE
        start = (wanted.page - 1) * size
        cards = [one.card for one in found[start : start + size]]
        items = f'<ul class="qs-cards" role="list"><li>{"</li><li>".join(cards)}</li></ul>'
        above = "" if wanted.is_narrowed else self._index.above.get(wanted.register, "")
        return "".join(
            (
                above,
                "" if is_whole else self._form(wanted),
                '<section class="portal-hits" aria-labelledby="hits">'
                f'<h2 id="hits">{escape(total(len(found)))}</h2>',
                self._chosen(wanted) if wanted.is_narrowed else "",
                items if cards else self._nothing(wanted),
                self._pages(wanted, len(found), size),
                "</section>",
            )
        )

    def refusal(self, register: str, sentence: str) -> str:
        """Return the page for a question that cannot be answered."""
        heading = escape(_("This cannot be shown"))
        content = (
            f'{self._form(Wanted(register))}<section class="portal-hits" aria-labelledby="hits">'
            f'<h2 id="hits">{heading}</h2><p class="qs-lead">{escape(sentence)}</p>'
            f"{self._way(register)}</section>"
        )
        return self._index.shells[register].around("", content)

    def at(self, wanted: Wanted) -> str:
        """Return the address of a list."""
        told = [(SEARCHED, wanted.search)] if wanted.search else []
        told += [(PARAMETERS.get(name, name), value) for name, value in wanted.chosen]
        told += [(PAGE, str(wanted.page))] if wanted.page > 1 else []
        path = self._path(wanted.register)
        return f"{path}?{urlencode(told)}" if told else path

    def _path(self, register: str) -> str:
        return self._addresses.register(register) if register else self._addresses.relations

    def _words(self, wanted: Wanted) -> list[tuple[str, str]]:
        known = {one.name: one for one in self._index.filters.get(wanted.register, ())}
        return [
            (known[name].label, dict(known[name].choices).get(value, value))
            for name, value in wanted.chosen
            if name in known
        ]

    # -- The form ----------------------------------------------------------------------------------

    def _form(self, wanted: Wanted) -> str:
        filters = self._index.filters.get(wanted.register, ())
        chosen = dict(wanted.chosen)
        selects = "".join(_select(one, chosen.get(one.name, "")) for one in filters)
        submit = escape(_("Show entries"))
        label = escape(_("Search in relations") if not wanted.register else _("Search in the list"))
        return (
            '<form class="portal-filter qs-no-print" role="search" method="get"'
            f' action="{self._path(wanted.register)}">'
            f'<div class="kern-form-input portal-filter__search"><label class="kern-label"'
            f' for="q">{label}</label><input class="kern-form-input__input"'
            f' type="search" id="q" name="{SEARCHED}" maxlength="{LONGEST_SEARCH}"'
            f' value="{escape(wanted.search)}"></div>{selects}'
            '<div class="qs-actions"><button class="kern-btn kern-btn--primary">'
            f'<span class="kern-label">{submit}</span></button></div></form>'
        )

    def _chosen(self, wanted: Wanted) -> str:
        parts = [(_("Search"), wanted.search, Wanted(wanted.register, "", wanted.chosen))]
        parts = parts if wanted.search else []
        for (name, value), (label, word) in zip(wanted.chosen, self._words(wanted), strict=True):
            others = tuple(one for one in wanted.chosen if one != (name, value))
            parts.append((label, word, Wanted(wanted.register, wanted.search, others)))
        remove = escape(_("Remove filter"))
        links = "".join(
            f'<li><a href="{escape(self.at(left))}"><span class="kern-sr-only">{remove}: </span>'
            f"{escape(label)}: {escape(word)}"
            '<span class="portal-chosen__remove" aria-hidden="true">×</span></a></li>'
            for label, word, left in parts
        )
        return f'<ul class="portal-chosen qs-no-print">{links}</ul>'

    # -- The hits ----------------------------------------------------------------------------------

    def _nothing(self, wanted: Wanted) -> str:
        title = escape(_("No entry matches all of this."))
        text = escape(_("Remove a filter, or search for fewer or other words."))
        return (
            f'<div class="qs-empty"><p class="qs-empty__title">{title}</p>'
            f"<p>{text}</p>{self._way(wanted.register)}</div>"
        )

    def _way(self, register: str) -> str:
        label = _("Show all entries") if register else _("All registers")
        return f'<p><a href="{self._path(register)}">{escape(label)}</a></p>'

    def _pages(self, wanted: Wanted, count: int, size: int) -> str:
        ways = []
        if wanted.page > 1:
            ways.append((wanted.page - 1, "prev", _("Previous page")))
        if wanted.page * size < count:
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
    """Return how many entries a list has, in words."""
    if not count:
        return _("No entry found")
    number = number_format(count, use_l10n=True, force_grouping=True)
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": number}


def _select(one: Filter, chosen: str) -> str:
    name = PARAMETERS.get(one.name, one.name)
    listed = "".join(options((("", _("all")), *one.choices), chosen))
    return (
        f'<div class="kern-form-input"><label class="kern-label" for="{name}">'
        f"{escape(one.label)}</label>"
        f'<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select"'
        f' id="{name}" name="{name}">{listed}</select></div></div>'
    )


def options(choices: Iterable[tuple[str, str]], chosen: str) -> Iterable[str]:
    """Yield the options of a selection: values with their words."""
    for value, word in choices:
        selected = " selected" if value == chosen else ""
        yield f'<option value="{escape(value)}"{selected}>{escape(word)}</option>'
