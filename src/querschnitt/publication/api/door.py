"""The door of the open interface: how it is asked, how often, and what each answer carries.

It knows nobody: no session, no cookie. What it is asked is answered by ``operations``, which is
loaded with the first question, for it is large.
"""

import gzip
import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from querschnitt.publication.answers import PROTECTION, is_known, wants_gzip
from querschnitt.publication.api import reading
from querschnitt.publication.api.limiter import Limiter, Verdict
from querschnitt.publication.api.problems import problem
from querschnitt.publication.rendering import CACHE

URLCONF = "querschnitt.publication.api.addresses"
# To be counted up when the same state of the public site is answered in another form.
FORM = "1"
METHODS = "GET, HEAD, OPTIONS"
LONGEST_QUESTION = 4_000
# Quick, since it is done for each answer.
LEVEL = 1
SMALLEST_COMPRESSED = 1_000
# What is public anyway may be read by any page of others; nobody's cookie goes along.
OPEN_TO_PAGES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Allow"
    ),
}


# Only GET is answered, and nobody is known, so there is nothing that a forged form could do.
@csrf_exempt
def answer(request: HttpRequest, path: str) -> HttpResponse:
    """Answer what a program asks below ``/api/``."""
    if request.method == "OPTIONS":
        return _protected(_options())
    if request.method not in {"GET", "HEAD"}:
        response = problem(405, "This interface only reads: ask with GET or HEAD.")
        response["Allow"] = METHODS
        return _protected(response)
    verdict = limiter().ask(request.META.get("REMOTE_ADDR", ""))
    response = _answered(request) if verdict.is_allowed else _too_often(verdict)
    _tell_limit(response, verdict)
    return _bodiless(_protected(response), is_head=request.method == "HEAD")


@cache
def limiter() -> Limiter:
    """Return who counts the questions to this process."""
    return Limiter(settings.API_RATE)


def _answered(request: HttpRequest) -> HttpResponse:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUESTION:
        return problem(422, f"More than {LONGEST_QUESTION} characters of parameters.")
    tag = _tag(request)
    known = request.headers.get("If-None-Match", "")
    if "*" not in known and is_known(known, tag):
        # It was given with an answer to this very question.
        return _unchanged(tag)
    response = _looked_up(request)
    if response.status_code != 200:
        return response
    response.headers.setdefault("ETag", f"W/{tag}")
    response.headers.setdefault("Cache-Control", CACHE["page"])
    tag = response["ETag"].removeprefix("W/")
    return _unchanged(tag) if is_known(known, tag) else _packed(request, response)


def _looked_up(request: HttpRequest) -> HttpResponse:
    try:
        found = resolve(request.path_info, urlconf=URLCONF)
    except Resolver404:
        return problem(404, "There is nothing at this address.")
    method, request.method = request.method, "GET"
    try:
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    finally:
        request.method = method
    return response


def _tag(request: HttpRequest) -> str:
    """Return what names the answer: the question, and of which state of the public site it is."""
    question = request.path_info, *(f"{k}={v}" for k, v in sorted(_asked(request)))
    told = "\0".join((FORM, str(reading.generation()), *question))
    return f'"{hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:32]}"'


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.GET.lists() for value in values]


def _unchanged(tag: str) -> HttpResponse:
    response = HttpResponse(status=304)
    response["ETag"] = f"W/{tag}"
    response["Cache-Control"] = CACHE["page"]
    del response["Content-Type"]
    return response


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    accepted = request.headers.get("Accept-Encoding", "")
    if len(response.content) >= SMALLEST_COMPRESSED and wants_gzip(accepted[:300]):
        response.content = gzip.compress(response.content, LEVEL, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response


def _options() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    response["Cache-Control"] = CACHE["page"]
    return response


def _too_often(verdict: Verdict) -> HttpResponse:
    response = problem(
        429,
        f"More than {limiter().rate} questions a minute."
        f" Please ask again in {verdict.wait} s, or take the whole edition as a file.",
    )
    response["Retry-After"] = str(verdict.wait)
    return response


def _tell_limit(response: HttpResponse, verdict: Verdict) -> None:
    if rate := limiter().rate:
        response["RateLimit-Policy"] = f'"address";q={rate};w=60'
        response["RateLimit"] = f'"address";r={verdict.left};t={verdict.wait}'


def _protected(response: HttpResponse) -> HttpResponse:
    for name, value in (*PROTECTION, *OPEN_TO_PAGES.items()):
        response[name] = value
    response["Vary"] = "Accept-Encoding"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _bodiless(response: HttpResponse, *, is_head: bool) -> HttpResponse:
    if is_head:
        length = str(len(response.content))
        response.content = b""
        response["Content-Length"] = length
    return response
