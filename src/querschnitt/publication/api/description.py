"""The description of the interface in OpenAPI 3.1, made from its operations."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from querschnitt.publication.api import schemas
from querschnitt.publication.api.paths import BASE, JSON, api
from querschnitt.publication.api.problems import MEDIA_TYPE

Node = dict[str, Any]
ABOUT = """\
Everything that this portal publishes, as data. It only reads, and knows nobody.

**Texts** are objects from language to text. **Lists** have at most 100 objects a page and give the
address of the next one (`next`, and the header `Link`); a list that is read to its end holds every
object once, whatever is published meanwhile. **Ids** never change. What has **left the public**
answers 410 with a tombstone: its id and its dates. `changes` tells of everything that changed.
Other parameters than those described are refused, so a misspelt one is noticed.
"""
HEADERS = {
    "ETag": "Names this state of the answer; send it back as `If-None-Match`.",
    "RateLimit-Policy": "How many questions an address may ask in how many seconds.",
    "RateLimit": "How many are left.",
}
# Of what stands in the path of an address; ninja has no place for it.
PLACES = {
    "document": (gettext_noop("The name of a document in addresses."), "2022"),
    "reference": (gettext_noop("The reference of a goal."), "X1"),
    "number": (gettext_noop("The number of an edition or of a clause."), 1),
    "key": (gettext_noop("A lasting key; it stays when the name changes."), "stk"),
    "mandate": (gettext_noop("The key of a mandate."), "kv"),
}
PROBLEMS = {
    404: "There is no such object, and never was one in public; or no such page of a list.",
    422: "A parameter is unknown, repeated, or not as described here.",
    429: "Too many questions from one address; `Retry-After` says how many seconds to wait.",
}


@cache
def description() -> Node:
    """Return the whole description."""
    made: Node = json.loads(json.dumps(api.get_openapi_schema(path_prefix=BASE[1:])))
    made["info"]["title"] = settings.PORTAL_NAME
    made["info"]["description"] = ABOUT
    made["servers"] = [{"url": settings.BASE_URL}]
    made["components"]["schemas"] |= _schema_of_problems()
    made["components"]["responses"] = {
        str(status): _problem(status, text) for status, text in PROBLEMS.items()
    }
    for path, methods in made["paths"].items():
        _complete(methods["get"], is_of_one="{" in path)
    return made


@cache
def parameters_of(operation_id: str) -> frozenset[str]:
    """Return the names of the parameters that an operation takes."""
    return frozenset(
        told["name"]
        for methods in description()["paths"].values()
        for told in methods["get"]["parameters"]
        if methods["get"]["operationId"] == operation_id and told["in"] == "query"
    )


def send_description(request: HttpRequest) -> HttpResponse:
    """Send the description."""
    return HttpResponse(json.dumps(description(), ensure_ascii=False).encode(), content_type=JSON)


def _schema_of_problems() -> Node:
    told = schemas.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**told.pop("$defs"), "Problem": told}


def _problem(status: int, text: str) -> Node:
    schema = {"$ref": "#/components/schemas/Problem"}
    told: Node = {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}}
    if status == 429:
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return told


def _complete(operation: Node, *, is_of_one: bool) -> None:
    responses = operation["responses"]
    responses["200"]["headers"] = {
        name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()
    }
    responses["304"] = {"description": "Nothing has changed since the tag that was sent."}
    is_list = any(told["name"] == "cursor" for told in operation["parameters"])
    for status in PROBLEMS:
        if status != 404 or is_of_one or is_list:
            responses[str(status)] = {"$ref": f"#/components/responses/{status}"}
    if is_of_one:
        responses["410"]["description"] = "It has left the public; only its dates are left."
    for told in operation["parameters"]:
        told["schema"] = _without_null(told["schema"])
        if told["in"] == "path":
            told["description"], told["example"] = PLACES[told["name"]]
        elif text := told["schema"].pop("description", ""):
            told["description"] = text


def _without_null(schema: Node) -> Node:
    """Return the schema of a parameter that is left out where it says nothing, and never null."""
    kept = {key: value for key, value in schema.items() if key not in {"anyOf", "title"}}
    if kept.get("default", ...) is None:
        del kept["default"]
    options = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) == 1:
        return {**options[0], **kept}
    return {**kept, "anyOf": options} if options else kept
