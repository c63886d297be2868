"""Answering what the lists of relations are asked for, without a request: nothing personal is near.

What they are written with is read once for each generation of the public site; an answer then
asks the database nothing.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.lib.control_characters import holds_control_characters
from querschnitt.portal import queries
from querschnitt.portal.addresses import SEARCHED, Addresses
from querschnitt.portal.asking import Unclear
from querschnitt.portal.goal_list import LONGEST_SEARCH
from querschnitt.portal.relation_list import (
    ENTRIES_PER_PAGE,
    PAGE,
    PARAMETERS,
    Index,
    RelationList,
    Wanted,
    found_in,
)
from querschnitt.portal.replies import ALWAYS, parameters_in, reply, tagged
from querschnitt.publication.answerers import Question, Reply
from querschnitt.publication.answers import is_known

LONGEST_NUMBER = 6


@dataclass(frozen=True)
class _Loaded:
    generation: int
    etag: str
    index: Index
    """Empty where nothing of relations is public, so that this is not asked again and again."""


NOTHING = Index((), {}, {}, "", {})
_loaded: dict[str, _Loaded] = {}


def answer(question: Question, language: str, register: str = "") -> Reply | None:
    """Return the list that is asked for; None where nothing of it has been published."""
    loaded = _current(language, question.generation)
    if register not in loaded.index.shells:
        return None
    with override(language):
        writer = RelationList(language, loaded.index)
        try:
            wanted = _wanted(parameters_in(question.parameters), loaded.index, register)
        except Unclear as unclear:
            return reply(question, writer.refusal(register, unclear.sentence), "", status=400)
        tag = sha256(f"{loaded.etag}\0{wanted}".encode()).hexdigest()[:32]
        if is_known(question.known, f'"{tag}"'):
            return Reply(304, [*ALWAYS[1:], tagged(tag)], b"")
        return reply(question, writer.page(wanted), tag)


def count_of(searched: str, language: str, generation: int | None) -> int:
    """Return how many entries a search finds in all registers."""
    index = _current(language, generation).index
    return len(found_in(index, Wanted("", searched), language)) if index.entries else 0


def _wanted(told: dict[str, str], index: Index, register: str) -> Wanted:
    search = (told.get(SEARCHED) or "").strip()
    if len(search) > LONGEST_SEARCH:
        raise Unclear(
            _("Please search for fewer words; at most {limit} characters are possible.").format(
                limit=LONGEST_SEARCH
            )
        )
    if holds_control_characters(search):
        raise Unclear(_("The search holds invisible control characters. Please type it anew."))
    chosen = []
    for one in index.filters.get(register, ()):
        value = (told.get(PARAMETERS.get(one.name, one.name)) or "").strip()
        if value and value not in dict(one.choices):
            raise Unclear(_("One of the filters is not known here."))
        chosen += [(one.name, value)] if value else []
    return Wanted(register, " ".join(search.split()), tuple(chosen), _page(told.get(PAGE, "")))


def _page(text: str) -> int:
    text = text.strip()
    if not text:
        return 1
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    if not is_number or int(text) < 1 or int(text) * ENTRIES_PER_PAGE > 10**LONGEST_NUMBER:
        raise Unclear(_("This page of the list does not exist. Please begin with the first one."))
    return int(text)


def _current(language: str, number: int | None) -> _Loaded:
    if number is None:
        number = queries.generation()
    loaded = _loaded.get(language)
    if loaded is not None and loaded.generation == number:
        return loaded
    page = queries.stored_page(Addresses(language).relations_index)
    is_public = page is not None and page.status == 200
    index = Index.of(json.loads(page.body)) if page and is_public else NOTHING
    _loaded[language] = _Loaded(number, f"{page.etag if page else ''} {number}", index)
    return _loaded[language]
