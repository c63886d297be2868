"""What the page store does not answer: filtered lists, and pages asked for with parameters."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import override
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from querschnitt.portal import queries
from querschnitt.portal.addresses import SEGMENTS, Addresses
from querschnitt.portal.asking import Unclear, asked_in
from querschnitt.portal.goal_list import Asked, Choices, GoalList, Shell, goals_per_page
from querschnitt.portal.reading import languages
from querschnitt.publication.answers import PROTECTION, Answer, answers_for, is_known, wants_gzip
from querschnitt.publication.rendering import CACHE, LONGEST_PATH, Rendered

HTML = "text/html; charset=utf-8"
# Quick, since it is done for each answer; what is published is compressed once and well.
LEVEL = 1
SMALLEST_COMPRESSED = 1_000


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


@require_safe
def goals(request: HttpRequest, language: str) -> HttpResponse:
    """Answer a filtered goal list; the plain one is in the store."""
    loaded = _current(language) if request.GET else None
    if loaded is None:
        return stored(request, Addresses(language).goals[1:])
    with override(language):
        try:
            words = SEGMENTS[language]
            asked = asked_in(request.GET.dict(), words, loaded.choices)
        except Unclear as unclear:
            return _refusal(request, loaded, unclear.sentence)
        return _list(request, loaded, asked, language)


@require_safe
def stored(request: HttpRequest, path: str) -> HttpResponse:
    """Answer from the page store, where the layer in front of Django has not done so already."""
    path = f"/{path}"
    page = queries.stored_page(path) if len(path) <= LONGEST_PATH else None
    if page is None and not path.endswith("/") and queries.stored_page(f"{path}/"):
        return HttpResponsePermanentRedirect(f"{path}/")
    if page is None:
        raise Http404
    return _as_stored(request, page)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address where nothing is; in the portal with the page made for that."""
    first = request.path.split("/")[1]
    language = first if first in languages() else languages()[0]
    is_public = not request.path.startswith("/desk/")
    page = queries.stored_page(Addresses(language).not_found) if is_public else None
    return _as_stored(request, page) if page else page_not_found(request, exception)


def _list(request: HttpRequest, loaded: Loaded, asked: Asked, language: str) -> HttpResponse:
    writer, size = loaded.writer, goals_per_page()
    tag = sha256(f"{loaded.etag}\0{size}\0{asked}".encode()).hexdigest()[:32]
    if is_known(request.headers.get("If-None-Match", ""), f'"{tag}"'):
        return _with_headers(HttpResponse(status=304), tag)
    document = writer.document_of(asked)
    found = queries.find(
        asked,
        language=language,
        # Of no document there are no goals.
        document=None if document is None else loaded.documents.get(document, 0),
        counted=writer.counted(asked),
        size=size,
    )
    body = loaded.shell.around(writer.title(asked, found), writer.content(asked, found))
    return _sent(request, body, tag)


def _refusal(request: HttpRequest, loaded: Loaded, sentence: str) -> HttpResponse:
    body = loaded.shell.around(sentence, loaded.writer.refusal(sentence))
    return _sent(request, body, "", status=400)


def _current(language: str) -> Loaded | None:
    """Return what the list is written with, read anew when the public site has changed."""
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


def _sent(request: HttpRequest, body: str, tag: str, *, status: int = 200) -> HttpResponse:
    plain = body.encode()
    packs = len(plain) >= SMALLEST_COMPRESSED and wants_gzip(
        request.headers.get("Accept-Encoding", "")
    )
    content = gzip.compress(plain, LEVEL, mtime=0) if packs else plain
    response = HttpResponse(content, status=status, content_type=HTML)
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    return _with_headers(response, tag)


def _with_headers(response: HttpResponse, tag: str) -> HttpResponse:
    headers = [*PROTECTION, ("Cache-Control", CACHE["page"]), ("Vary", "Accept-Encoding")]
    if tag:
        # Weak, for the compressed answer and the plain one share it.
        headers.append(("ETag", f'W/"{tag}"'))
    return _set(response, headers)


def _as_stored(request: HttpRequest, page: Rendered) -> HttpResponse:
    answers = answers_for(page)
    packs = wants_gzip(request.headers.get("Accept-Encoding", ""))
    answer: Answer = answers.packed if packs else answers.plain
    if is_known(request.headers.get("If-None-Match", ""), answer.etag):
        return _set(HttpResponse(status=304), [*PROTECTION, *answer.unchanged])
    return _set(HttpResponse(answer.body, status=page.status), answer.headers)


def _set(response: HttpResponse, headers: Iterable[tuple[str, str]]) -> HttpResponse:
    for name, value in headers:
        response.headers[name] = value
    return response
