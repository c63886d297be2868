"""The page that explains the open interface and lets one try it, made from its description."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.portal.page import Page
from querschnitt.portal.reading import Reading
from querschnitt.portal.site import PublicSite

Node = dict[str, Any]
# Where nothing is public yet, so that an address can be shown at all.
USUAL = {"document": "2022", "reference": "X1", "number": "1", "key": "europa", "mandate": "kv"}
TRY, OPENAPI = "/api/v1/try", "/api/v1/openapi.json"


def pages(reading: Reading) -> Iterator[Page]:
    """Yield the page about the interface."""
    # Large, and only needed where pages are made.
    from querschnitt.publication.api.description import description

    described = description()
    examples = _examples(reading.site)
    groups: dict[str, list[Node]] = {}
    for path, methods in described["paths"].items():
        operation = methods["get"]
        entry = _operation(path, operation, described["components"]["schemas"], examples)
        groups.setdefault(operation["tags"][0], []).append(entry)
    yield Page(
        at=lambda a: a.interface,
        template="interface",
        title=_("Interface for programs"),
        description=_("Every published goal as data: to be read, searched and harvested."),
        section="data",
        crumbs=[(_("Open data"), reading.addresses.data)],
        context={
            "groups": [{"title": _(tag), "operations": found} for tag, found in groups.items()],
            "openapi": OPENAPI,
            "try_url": TRY,
            "rate": settings.API_RATE,
        },
    )


def _operation(
    path: str, operation: Node, schemas: dict[str, Node], examples: dict[str, str]
) -> Node:
    name, title = operation["operationId"], operation["summary"]
    fields = [
        _field(told, schemas, _example_of(told["name"], path, examples), f"{name}-{told['name']}")
        for told in operation["parameters"]
    ]
    filled = path
    for field in fields:
        if field["is_required"]:
            filled = filled.replace(f"{{{field['name']}}}", quote(field["value"], safe=""))
    return {
        "name": name,
        "title": _(title),
        "path": path,
        "fields": fields,
        "curl": f"curl '{settings.BASE_URL}{filled}'",
    }


def _field(told: Node, schemas: dict[str, Node], example: str, identifier: str) -> Node:
    schema = told["schema"]
    known = schemas.get(schema.get("$ref", "").rpartition("/")[2]) or schema
    is_required, text = told["in"] == "path", told["description"]
    return {
        "id": identifier,
        "hint_id": f"{identifier}-hint",
        "name": told["name"],
        "says": _(text),
        "is_required": is_required,
        "choices": known.get("enum", []),
        "value": example if is_required else "",
        "is_number": known.get("type") == "integer",
        "least": known.get("minimum"),
        "most": known.get("maximum"),
        "longest": known.get("maxLength"),
    }


def _examples(site: PublicSite) -> dict[str, str]:
    """Return what can be entered so that there is an answer, if anything is public."""
    current = site.current
    content = current.framework if current else None
    if current is None or content is None:
        return {}
    mandate = content["mandate"]
    return {
        "document": current.slug,
        "number": str(current.newest.edition.number),
        "reference": next((one["reference"] for one in content["goals"]), ""),
        "departments": next((one["key"] for one in content["departments"]), ""),
        "fields": next((one["key"] for one in content["fields"]), ""),
        "mandates": mandate["key"] if mandate else "",
        "mandate": mandate["key"] if mandate else "",
    }


def _example_of(name: str, path: str, examples: dict[str, str]) -> str:
    segment = path.split("/")[3]
    if segment == "clauses" and name == "number":
        return "1"
    return examples.get(segment if name == "key" else name, "") or USUAL.get(name, "")
