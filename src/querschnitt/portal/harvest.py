"""Lists for programs that keep a copy: what came, changed and left, by month of its last change.

A list holds each object once, in the month in which it last changed; what has left stays as a
tombstone. So whoever reads the lists from a month on knows everything that happened since.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final

from django.conf import settings
from django.utils.encoding import iri_to_uri

from querschnitt.lib.digest import digest
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.open_catalogue import SERVICE
from querschnitt.publication.addresses import portal_languages
from querschnitt.publication.catalogue.graph import FOLDER
from querschnitt.publication.lifetimes import PublicObject, public_objects
from querschnitt.publication.records import identifier_of
from querschnitt.publication.renderers import AnyEdition
from querschnitt.publication.rendering import Rendered, rendered_page

INDEX: Final = f"{FOLDER}aenderungen.json"
INDEX_SCHEMA: Final = "querschnitt/changes-index/1"
SCHEMA: Final = "querschnitt/changes/1"
MOST_IN_ONE_LIST: Final = 1_000


def list_path(month: str, number: int) -> str:
    """Return where one list of a month lives; the first one has no number."""
    return f"{FOLDER}aenderungen/{month}{f'-{number}' if number > 1 else ''}.json"


def pages(editions: Sequence[AnyEdition]) -> Iterator[Rendered]:
    """Yield the lists, and the index that names them."""
    objects = sorted(public_objects(editions), key=_order)
    kinds = {edition.document: edition.kind for edition in editions}
    addresses = Addresses(portal_languages()[0])
    lists: list[dict[str, Any]] = []
    for month, of_month in groupby(
        objects, key=lambda one: f"{one.modified.astimezone(UTC):%Y-%m}"
    ):
        entries = [_entry(one, addresses, kinds) for one in of_month]
        for number, start in enumerate(range(0, len(entries), MOST_IN_ONE_LIST), start=1):
            part = entries[start : start + MOST_IN_ONE_LIST]
            path = list_path(month, number)
            yield _json(path, {"schema": SCHEMA, "month": month, "objects": part})
            lists.append(
                {
                    "url": f"{settings.BASE_URL}{path}",
                    "from": part[0]["modified"],
                    "until": part[-1]["modified"],
                    "count": len(part),
                    # Whoever has this list already need not fetch it again.
                    "digest": digest(part),
                }
            )
    yield _json(INDEX, {"schema": INDEX_SCHEMA, "lists": lists})


def _order(one: PublicObject) -> tuple[datetime, str, str]:
    return one.modified, one.kind, one.name


def _entry(
    one: PublicObject, addresses: Addresses, kinds: Mapping[str, str]
) -> dict[str, str | None]:
    page, identifier = _page(one, addresses, kinds), identifier_of(one.kind, one.name)
    return {
        "id": identifier,
        "kind": one.kind,
        "url": f"{settings.BASE_URL}{iri_to_uri(f'{SERVICE}{identifier}')}",
        "page": f"{settings.BASE_URL}{iri_to_uri(page)}" if page else None,
        "created": _instant(one.created),
        "modified": _instant(one.modified),
        "deleted": _instant(one.deleted) if one.deleted else None,
    }


def _page(one: PublicObject, addresses: Addresses, kinds: Mapping[str, str]) -> str:
    """Return the page of an object; nothing of one that has none of its own."""
    kind = kinds.get(one.document, "")
    if one.kind == "document":
        return addresses.document_of(kind, one.key)
    if one.kind == "edition":
        return addresses.edition_of(kind, one.document, int(one.key))
    page = _PAGES.get(one.kind)
    return page(addresses, one) if page else ""


_PAGES: Final[dict[str, Callable[[Addresses, PublicObject], str]]] = {
    "goal": lambda a, one: a.goal(one.document, one.key),
    "department": lambda a, one: a.department(one.key),
    "field": lambda a, one: a.field(one.key),
}


def _json(path: str, data: dict[str, Any]) -> Rendered:
    body = json.dumps(data, ensure_ascii=False, indent=1)
    return rendered_page(path, f"{body}\n", media_type="application/json", cache="brief")


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
