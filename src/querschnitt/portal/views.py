"""The portal within Django: what the page store in front of it has not answered already."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from querschnitt.portal import answering, press_answers, queries, relation_answers
from querschnitt.portal.addresses import Addresses, relation_lists
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.answerers import Question
from querschnitt.publication.answers import PROTECTION, Answer, answers_for, is_known, wants_gzip
from querschnitt.publication.rendering import LONGEST_PATH, Rendered


# Nothing can be sent here: whoever tries is told that, and not that a token is missing.
@csrf_exempt
@require_safe
def goals(request: HttpRequest, language: str) -> HttpResponse:
    """Answer a filtered goal list; the plain one is in the store."""
    reply = answering.answer(_question(request), language) if request.GET else None
    if reply is None:
        return stored(request, Addresses(language).goals[1:])
    return _set(HttpResponse(reply.body, status=reply.status), reply.headers)


@csrf_exempt
@require_safe
def relations(request: HttpRequest, language: str, register: str) -> HttpResponse:
    """Answer a filtered list of relations; the plain one is in the store."""
    asked = _question(request)
    reply = relation_answers.answer(asked, language, register) if request.GET else None
    if reply is None:
        return stored(request, relation_lists(language)[register][1:])
    return _set(HttpResponse(reply.body, status=reply.status), reply.headers)


@csrf_exempt
@require_safe
def press(request: HttpRequest, language: str) -> HttpResponse:
    """Answer a filtered list of press releases; the plain one is in the store."""
    reply = press_answers.answer(_question(request), language) if request.GET else None
    if reply is None:
        return stored(request, Addresses(language).press[1:])
    return _set(HttpResponse(reply.body, status=reply.status), reply.headers)


@csrf_exempt
@require_safe
def stored(request: HttpRequest, path: str) -> HttpResponse:
    """Answer from the page store, where the layer in front of Django has not done so already."""
    path = f"/{path}"
    if len(path) > LONGEST_PATH or "\0" in path:
        # Longer than any, or nothing that every database could be asked for.
        raise Http404
    page = queries.stored_page(path)
    if page is None and not path.endswith("/") and queries.stored_page(f"{path}/"):
        return HttpResponsePermanentRedirect(f"{path}/")
    if page is None:
        raise Http404
    return _as_stored(request, page)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address where nothing is; in the portal with the page made for that."""
    first = request.path.split("/")[1]
    language = first if first in portal_languages() else portal_languages()[0]
    is_public = not request.path.startswith("/desk/")
    page = queries.stored_page(Addresses(language).not_found) if is_public else None
    return _as_stored(request, page) if page else page_not_found(request, exception)


def _question(request: HttpRequest) -> Question:
    return Question(
        parameters=request.META.get("QUERY_STRING", ""),
        accepted=request.headers.get("Accept-Encoding", ""),
        known=request.headers.get("If-None-Match", ""),
    )


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
