"""What can be asked at which address."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query

from querschnitt.publication.addresses import document_path
from querschnitt.publication.api import parameters, reading, schemas
from querschnitt.publication.api.cursors import Misread, cursor_of, places_in
from querschnitt.publication.api.parameters import Number, moment_of
from querschnitt.publication.api.problems import Unanswerable
from querschnitt.publication.api.reading import Wanted
from querschnitt.publication.formats import FORMATS
from querschnitt.publication.lifetimes import Kind
from querschnitt.publication.records import SEGMENTS

BASE = "/api/v1/"
JSON = "application/json"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

api = NinjaAPI(
    title="Querschnitt",
    version="1",
    openapi_url=None,
    docs_url=None,
    urls_namespace="open-interface",
)
MANY = ("cursor", "limit")
Operation = Callable[..., HttpResponse]


def _offer(path: str, answer: Any, *, tag: str, summary: str) -> Callable[[Operation], Operation]:
    """Offer a function at an address; its name is also the operation's."""

    def offered(function: Operation) -> Operation:
        first, *others = function.__name__.split("_")
        name = "".join([first, *(word.capitalize() for word in others)])
        # What an address of its own has may leave the public.
        answers = {200: answer, 410: schemas.Tombstone} if "{" in path else {200: answer}
        offer = api.get(
            path, response=answers, tags=[tag], summary=summary, operation_id=name, url_name=name
        )
        return offer(function)

    return offered


def _told(asked: parameters.Paged) -> dict[str, str]:
    """Return what was asked for, as it stands in an address."""
    return {k: str(v) for k, v in asked.model_dump(mode="json", exclude_none=True).items()}


def _question(path: str, told: Mapping[str, str]) -> list[str]:
    return [path, *(f"{k}={v}" for k, v in sorted(told.items()) if k not in MANY)]


def _places(asked: parameters.Paged, question: list[str], *, count: int) -> tuple[int, ...]:
    try:
        return places_in(asked.cursor, question, count=count) if asked.cursor else ()
    except Misread as error:
        sentence = "There is no such page: the cursor is not of this list with these filters."
        raise Unanswerable(404, sentence) from error


def _list(path: str, asked: parameters.Paged, wanted: Wanted) -> HttpResponse:
    told = _told(asked)
    question = _question(path, told)
    after = _places(asked, question, count=1) or (0,)
    rows = reading.page(wanted, after=after[0], most=asked.limit + 1)
    shown = rows[: asked.limit]
    following = cursor_of(question, shown[-1][0]) if len(rows) > asked.limit else ""
    return _page(path, told, [fragment for _pk, fragment in shown], following)


def _page(
    path: str, told: Mapping[str, str], fragments: list[str], following: str, more: str = ""
) -> HttpResponse:
    address = f"{settings.BASE_URL}{BASE}{path}"
    url = f"{address}?{urlencode({**told, 'cursor': following})}" if following else None
    # The fragments are JSON already; joining them is all that is left to do.
    body = f'{{"data":[{",".join(fragments)}],"next":{json.dumps(url)}{more}}}'
    response = HttpResponse(body.encode(), content_type=JSON)
    if url:
        response["Link"] = f'<{url}>; rel="next"'
    return response


def _one(kind: Kind, name: str) -> HttpResponse:
    found = None if "\0" in name or len(name) > 130 else reading.one(kind, name)
    if found is None:
        raise Unanswerable(404, f"There is no such {kind}.")
    response = HttpResponse(
        found.fragment.encode(), status=410 if found.is_deleted else 200, content_type=JSON
    )
    if not found.is_deleted:
        response["ETag"] = f'W/"{found.digest[:32]}"'
        response["Last-Modified"] = http_date(found.changed_at.timestamp())
    return response


@_offer(
    "", schemas.Overview, tag=gettext_noop("Overview"), summary=gettext_noop("Where everything is")
)
def get_overview(request: HttpRequest) -> HttpResponse:
    """Names all lists, and the description that you are reading."""
    base = f"{settings.BASE_URL}{BASE}"
    told = {
        "name": settings.PORTAL_NAME,
        "openapi": f"{base}openapi.json",
        "operations": {segment: f"{base}{segment}" for segment in (*SEGMENTS.values(), "changes")},
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False).encode(), content_type=JSON)


@_offer(
    "documents",
    schemas.Documents,
    tag=gettext_noop("Documents"),
    summary=gettext_noop("All documents"),
)
def list_documents(request: HttpRequest, asked: Query[parameters.Paged]) -> HttpResponse:
    """Frameworks, and goals that are known from elsewhere, each as its newest edition has it."""
    return _list("documents", asked, Wanted("document"))


@_offer(
    "documents/{document}",
    schemas.Document,
    tag=gettext_noop("Documents"),
    summary=gettext_noop("One document"),
)
def get_document(request: HttpRequest, document: str) -> HttpResponse:
    """What a document says of itself; its goals are a list of their own."""
    return _one("document", document)


@_offer(
    "editions",
    schemas.Editions,
    tag=gettext_noop("Documents"),
    summary=gettext_noop("All editions"),
)
def list_editions(request: HttpRequest, asked: Query[parameters.EditionsAsked]) -> HttpResponse:
    """All editions that can be read, in the order in which they became public."""
    return _list("editions", asked, Wanted("edition", document=asked.document or ""))


@_offer(
    "editions/{document}/{number}",
    schemas.Edition,
    tag=gettext_noop("Documents"),
    summary=gettext_noop("One edition"),
)
def get_edition(request: HttpRequest, document: str, number: Number) -> HttpResponse:
    """When an edition came out, what it changed, and its digests."""
    return _one("edition", f"{document}/{number}")


@_offer(
    "editions/{document}/{number}/content",
    dict[str, Any],
    tag=gettext_noop("Documents"),
    summary=gettext_noop("What an edition says"),
)
def get_edition_content(request: HttpRequest, document: str, number: Number) -> HttpResponse:
    """The whole content of an edition, the same as in its JSON file."""
    edition = _one("edition", f"{document}/{number}")
    if edition.status_code != 200:
        return edition
    found = reading.file_at(document_path(document, number, FORMATS["json"].suffix))
    if found is None:
        raise Unanswerable(404, "This edition is not there as a JSON file.")
    body, tag = found
    response = HttpResponse(body, content_type=JSON)
    response["ETag"] = f'W/"{tag}"'
    response["Last-Modified"] = edition["Last-Modified"]
    return response


@_offer("goals", schemas.Goals, tag=gettext_noop("Goals"), summary=gettext_noop("All goals"))
def list_goals(request: HttpRequest, asked: Query[parameters.GoalsAsked]) -> HttpResponse:
    """The goals of the newest editions; filters may be combined.

    Their order never changes: what is published while you read comes at the end.
    """
    wanted = Wanted(
        "goal",
        document=asked.document or "",
        field=asked.field or "",
        department=asked.department or "",
        goal_kind=asked.kind.value if asked.kind else "",
        search=asked.q or "",
        language=asked.language.value if asked.language else settings.LANGUAGE_CODE,
    )
    return _list("goals", asked, wanted)


@_offer(
    "goals/{document}/{reference}",
    schemas.Goal,
    tag=gettext_noop("Goals"),
    summary=gettext_noop("One goal"),
)
def get_goal(request: HttpRequest, document: str, reference: str) -> HttpResponse:
    """A goal by its document and its reference."""
    return _one("goal", f"{document}/{reference}")


@_offer(
    "departments",
    schemas.Departments,
    tag=gettext_noop("Departments and fields"),
    summary=gettext_noop("All departments"),
)
def list_departments(request: HttpRequest, asked: Query[parameters.Paged]) -> HttpResponse:
    """The departments that documents name, former ones among them."""
    return _list("departments", asked, Wanted("department"))


@_offer(
    "departments/{key}",
    schemas.Department,
    tag=gettext_noop("Departments and fields"),
    summary=gettext_noop("One department"),
)
def get_department(request: HttpRequest, key: str) -> HttpResponse:
    """A department by its key, which stays when it is renamed."""
    return _one("department", key)


@_offer(
    "fields",
    schemas.FieldsOfAction,
    tag=gettext_noop("Departments and fields"),
    summary=gettext_noop("All fields of action"),
)
def list_fields(request: HttpRequest, asked: Query[parameters.Paged]) -> HttpResponse:
    """The fields of action that goals belong to."""
    return _list("fields", asked, Wanted("field"))


@_offer(
    "fields/{key}",
    schemas.FieldOfAction,
    tag=gettext_noop("Departments and fields"),
    summary=gettext_noop("One field of action"),
)
def get_field(request: HttpRequest, key: str) -> HttpResponse:
    """A field of action by its key."""
    return _one("field", key)


@_offer(
    "mandates", schemas.Mandates, tag=gettext_noop("Mandates"), summary=gettext_noop("All mandates")
)
def list_mandates(request: HttpRequest, asked: Query[parameters.Paged]) -> HttpResponse:
    """What frameworks carry out, such as coalition agreements."""
    return _list("mandates", asked, Wanted("mandate"))


@_offer(
    "mandates/{key}",
    schemas.Mandate,
    tag=gettext_noop("Mandates"),
    summary=gettext_noop("One mandate"),
)
def get_mandate(request: HttpRequest, key: str) -> HttpResponse:
    """A mandate by its key; its clauses are a list of their own."""
    return _one("mandate", key)


@_offer(
    "clauses", schemas.Clauses, tag=gettext_noop("Mandates"), summary=gettext_noop("All clauses")
)
def list_clauses(request: HttpRequest, asked: Query[parameters.ClausesAsked]) -> HttpResponse:
    """The clauses of all mandates."""
    wanted = Wanted("clause", department=asked.department or "", mandate=asked.mandate or "")
    return _list("clauses", asked, wanted)


@_offer(
    "clauses/{mandate}/{number}",
    schemas.Clause,
    tag=gettext_noop("Mandates"),
    summary=gettext_noop("One clause"),
)
def get_clause(request: HttpRequest, mandate: str, number: Number) -> HttpResponse:
    """A clause by its mandate and its number."""
    return _one("clause", f"{mandate}/{number}")


@_offer(
    "changes", schemas.Changes, tag=gettext_noop("Harvesting"), summary=gettext_noop("All changes")
)
def list_changes(request: HttpRequest, asked: Query[parameters.ChangesAsked]) -> HttpResponse:
    """Every object as of its last change, the oldest change first, with tombstones.

    To keep a copy, follow `next` to the end, keep `resume`, and ask with it as `cursor` the next
    time: each change is given exactly once. With `modified_since` alone, take the newest
    `modified` that you know; what changed at that very moment is given again.
    """
    told = _told(asked)
    question = _question("changes", told)
    places = _places(asked, question, count=2)
    after = (EPOCH + timedelta(microseconds=places[0]), places[1]) if places else None
    rows = reading.changes(
        kind=asked.kind.value if asked.kind else "",
        document=asked.document or "",
        since=moment_of(asked.modified_since) if asked.modified_since else None,
        after=after,
        most=asked.limit + 1,
    )
    shown = rows[: asked.limit]
    end = asked.cursor
    if shown:
        microseconds = (shown[-1].changed_at - EPOCH) // timedelta(microseconds=1)
        end = cursor_of(question, microseconds, shown[-1].pk)
    following = end if len(rows) > asked.limit else ""
    more = f',"resume":{json.dumps(end)}'
    return _page("changes", told, [row.fragment for row in shown], following or "", more)
