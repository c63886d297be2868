"""Answering what the goal list is asked for, without a request: nothing personal is near."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import override

from querschnitt.portal import queries, relation_answers
from querschnitt.portal.addresses import SEGMENTS, Addresses
from querschnitt.portal.asking import Unclear, asked_in
from querschnitt.portal.goal_list import Asked, Choices, GoalList, Shell, goals_per_page
from querschnitt.portal.replies import ALWAYS, parameters_in, reply, tagged
from querschnitt.publication.answerers import Question, Reply
from querschnitt.publication.answers import is_known


@dataclass(frozen=True)
class Loaded:
    """What the list of one language is written with, as of one generation of the public site."""

    generation: int
    etag: str
    writer: GoalList
    choices: Choices
    shell: Shell
    documents: dict[str, int]


_loaded: dict[str, Loaded] = {}


def answer(question: Question, language: str) -> Reply | None:
    """Return the goal list that is asked for; None where nothing has been published yet."""
    loaded = _current(language, question.generation)
    if loaded is None:
        return None
    with override(language):
        try:
            told = parameters_in(question.parameters)
            asked = asked_in(told, SEGMENTS[language], loaded.choices)
        except Unclear as unclear:
            body = loaded.shell.around(unclear.sentence, loaded.writer.refusal(unclear.sentence))
            return reply(question, body, "", status=400)
        return _list(question, loaded, asked, language)


def _list(question: Question, loaded: Loaded, asked: Asked, language: str) -> Reply:
    writer, size = loaded.writer, goals_per_page()
    tag = sha256(f"{loaded.etag}\0{size}\0{asked}".encode()).hexdigest()[:32]
    if is_known(question.known, f'"{tag}"'):
        return Reply(304, [*ALWAYS[1:], tagged(tag)], b"")
    document = writer.document_of(asked)
    found = queries.find(
        asked,
        language=language,
        # Of no document there are no goals.
        document=None if document is None else loaded.documents.get(document, 0),
        counted=writer.counted(asked),
        size=size,
    )
    entries = 0
    if asked.search:
        entries = relation_answers.count_of(asked.search, language, loaded.generation)
    content = writer.content(asked, found, beside=entries)
    body = loaded.shell.around(writer.title(asked, found), content)
    return reply(question, body, tag)


def _current(language: str, number: int | None) -> Loaded | None:
    """Return what the list is written with, read anew when the public site has changed."""
    if number is None:
        number = queries.generation()
    loaded = _loaded.get(language)
    if loaded is None or loaded.generation != number:
        loaded = _load(language, number)
        if loaded is not None:
            _loaded[language] = loaded
    return loaded


def _load(language: str, number: int) -> Loaded | None:
    page = queries.stored_page(Addresses(language).goal_choices)
    if page is None:
        return None
    data = json.loads(page.body)
    choices = Choices(
        **{name: tuple((v, label) for v, label in known) for name, known in data["choices"].items()}
    )
    return Loaded(
        generation=number,
        etag=f"{page.etag} {number}",
        writer=GoalList(language, choices, queries.counts(language)),
        choices=choices,
        shell=Shell(**data["shell"]),
        documents=queries.documents(),
    )
