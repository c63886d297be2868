"""Answering what the lists of press releases are asked for, without a request.

The lines of all releases are read once for each generation of the public site; the cards of a
page, when it is asked for.
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
from querschnitt.portal.press_list import PAGE, PARAMETERS, Frame, PressList, Wanted
from querschnitt.portal.replies import ALWAYS, parameters_in, reply, tagged
from querschnitt.publication.answerers import Question, Reply
from querschnitt.publication.answers import is_known

LONGEST_NUMBER = 5


@dataclass(frozen=True)
class _Loaded:
    generation: int
    etag: str
    frame: Frame | None
    """None where there is no press room, so that this is not asked again and again."""


_loaded: dict[str, _Loaded] = {}


def answer(question: Question, language: str) -> Reply | None:
    """Return the list that is asked for; None where nothing has been published."""
    loaded = _current(language, question.generation)
    if loaded.frame is None:
        return None
    frame = loaded.frame
    with override(language):
        writer = PressList(language, frame.filters)
        try:
            wanted = _wanted(parameters_in(question.parameters), frame)
        except Unclear as unclear:
            refusal = frame.shell.around("", writer.refusal(unclear.sentence))
            return reply(question, refusal, "", status=400)
        tag = sha256(f"{loaded.etag}\0{wanted}".encode()).hexdigest()[:32]
        if is_known(question.known, f'"{tag}"'):
            return Reply(304, [*ALWAYS[1:], tagged(tag)], b"")
        found = queries.releases(wanted, language)
        content = writer.content(wanted, found.cards, found.total)
        return reply(question, frame.shell.around(writer.title(wanted), content), tag)


def _wanted(told: dict[str, str], frame: Frame) -> Wanted:
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
    for one in frame.filters:
        value = (told.get(PARAMETERS[one.name]) or "").strip()
        if value and value not in dict(one.choices):
            raise Unclear(_("One of the filters is not known here."))
        chosen += [(one.name, value)] if value else []
    return Wanted(" ".join(search.split()), tuple(chosen), _page(told.get(PAGE, "")))


def _page(text: str) -> int:
    text = text.strip()
    if not text:
        return 1
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    if not is_number or int(text) < 1:
        raise Unclear(_("This page of the list does not exist. Please begin with the first one."))
    return int(text)


def _current(language: str, number: int | None) -> _Loaded:
    if number is None:
        number = queries.generation()
    loaded = _loaded.get(language)
    if loaded is not None and loaded.generation == number:
        return loaded
    page = queries.stored_page(Addresses(language).press_index)
    is_public = page is not None and page.status == 200
    frame = Frame.of(json.loads(page.body)) if page and is_public else None
    _loaded[language] = _Loaded(number, f"{page.etag if page else ''} {number}", frame)
    return _loaded[language]
