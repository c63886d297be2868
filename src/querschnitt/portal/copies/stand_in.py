"""What the portal gives to a copy: lists that lead from page to page, and a search of its own."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.portal import queries
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.copies import press_lists, relation_lists, search_index
from querschnitt.portal.copies.goal_list import CopiedList, SearchForm
from querschnitt.portal.copies.newsletter import page_without_form
from querschnitt.portal.goal_list import LONGEST_SEARCH, Choices, Counts, Shell, goals_per_page
from querschnitt.portal.newsletter import choices_path
from querschnitt.portal.pages.search import INTERFACE
from querschnitt.portal.press_list import Frame
from querschnitt.portal.queries import Card
from querschnitt.portal.relation_list import Index
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.export.standins import Copy, Made
from querschnitt.publication.search import MOST_TERMS

Read = Callable[[str], bytes]
JSON = "application/json"
API = b"/api/"


def stand_in(stored: Mapping[str, str], read: Read) -> Copy:
    """Return what a copy has in the place of filtered lists, in all languages."""
    made: list[Made] = []
    instead: dict[bytes, bytes] = {}
    led: dict[bytes, bytes] = {}
    left_out, answers = set[str](), set[str]()
    for language in portal_languages():
        addresses = Addresses(language)
        if addresses.relations_index in stored:
            index = Index.of(json.loads(read(addresses.relations_index)))
            with override(language):
                made += (_page(*told) for told in relation_lists.list_pages(addresses, index))
            left_out.add(addresses.relations_index)
        if addresses.press_index in stored:
            around = Frame.of(json.loads(read(addresses.press_index)))
            with override(language):
                told = press_lists.list_pages(addresses, around, _known(stored, read))
                made += (_page(*one) for one in told)
            left_out.add(addresses.press_index)
        if addresses.newsletter in stored:
            with override(language):
                form = read(addresses.newsletter).decode()
                made.append(_page(addresses.newsletter, page_without_form(addresses, form)))
            left_out.add(choices_path(language))
        if addresses.goal_choices not in stored:
            continue
        with override(language):
            made += _files(addresses, json.loads(read(addresses.goal_choices)))
        instead |= _instead(addresses)
        led.setdefault(API, f"{addresses.data}{INTERFACE}".encode())
        left_out.add(addresses.goal_choices)
        answers.add(addresses.search)
    return Copy(tuple(made), frozenset(left_out), instead, led, frozenset(answers))


def _known(stored: Mapping[str, str], read: Read) -> Callable[[str], bytes | None]:
    return lambda path: read(path) if path in stored else None


def _instead(addresses: Addresses) -> dict[bytes, bytes]:
    """Return how the forms and links that only a program answers are written in a copy."""
    goals, search = addresses.goals, addresses.search
    return {
        f'action="{goals}"'.encode(): f'action="{search}"'.encode(),
        f'href="{goals}?'.encode(): f'href="{search}?'.encode(),
    }


def _files(addresses: Addresses, data: Mapping[str, Any]) -> Iterator[Made]:
    choices, cards = _choices(data["choices"]), queries.cards(addresses.language)
    yield from _lists(addresses, choices, cards, Shell(**data["shell"]))
    yield from _search(addresses, choices, cards, Shell(**data["search"]))
    yield _page(f"{addresses.data}{INTERFACE}", data["interface"])


def _search(
    addresses: Addresses, choices: Choices, cards: list[Card], shell: Shell
) -> Iterator[Made]:
    language = addresses.language
    form = SearchForm(language, choices, {})
    markup = form.search(addresses.search_index(search_index.HEAD))
    yield _page(addresses.search, shell.around(_("Search in goals"), markup))
    told = {"names": form.names, "all": form.all_documents, "current": choices.current}
    more = {**told, "search_at": addresses.search, "list_at": addresses.goals, **_limits()}
    for file in search_index.index_files(
        cards, language=language, more={**more, "texts": _texts()}
    ):
        yield Made(addresses.search_index(file.name), file.tag, partial(_as_it_is, file.body), JSON)


def _choices(data: Mapping[str, list[list[str]]]) -> Choices:
    return Choices(**{name: tuple((v, word) for v, word in known) for name, known in data.items()})


def _limits() -> dict[str, int]:
    return {"per_page": goals_per_page(), "longest": LONGEST_SEARCH, "most_terms": MOST_TERMS}


def _lists(
    addresses: Addresses, choices: Choices, cards: list[Card], shell: Shell
) -> Iterator[Made]:
    writer = CopiedList(addresses.language, choices, _counts(cards))
    own = [card.card for card in cards if card.document == choices.current]
    for path, title, content in writer.pages(own):
        around = shell
        if path != addresses.goals:
            base = settings.BASE_URL
            own_address = shell.middle.replace(f'"{base}{addresses.goals}"', f'"{base}{path}"')
            around = replace(shell, middle=own_address)
        yield _page(path, around.around(title, content))


def _counts(cards: list[Card]) -> Counts:
    counts: Counter[tuple[str, str, str]] = Counter()
    for card in cards:
        counts[card.document, "field", card.field] += 1
        counts[card.document, "kind", card.kind] += 1
        for department in card.departments:
            counts[card.document, "department", department] += 1
    return counts


def _texts() -> dict[str, str]:
    """Return what the script says, in its place the number or the word that it is about."""
    return {
        "goals": _("Goals"),
        "one": _("1 goal"),
        "many": _("{count} goals"),
        "none": _("No goal found"),
        "page": _("page {number} of {count}"),
        "searching": _("Searching …"),
        "failed": _("The search could not be loaded. Please try again, or read the list of goals."),
        "unclear": _("One of the filters is not known here."),
        "too_long": _(
            "Please search for fewer words; at most {limit} characters are possible."
        ).format(limit=LONGEST_SEARCH),
        "nothing": _("No goal matches all of this."),
        "advice": _("Remove a filter, or search for fewer or other words."),
        "show_all": _("Show all goals"),
        "search": _("Search"),
        "version": _("Version"),
        "all_versions": _("All versions"),
        "remove": _("Remove filter"),
        "remove_all": _("Remove all filters"),
        "pages": _("Pages"),
        "previous": _("Previous page"),
        "next": _("Next page"),
    }


def _page(path: str, markup: str) -> Made:
    body = markup.encode()
    return Made(path, sha256(body).hexdigest()[:32], partial(_as_it_is, body))


def _as_it_is(body: bytes) -> bytes:
    return body
