"""Objects and lists as they are stored. Whoever asks a list with filters is answered by ``asked``.

What has left the public answers as the specification wants it: not with an error, but with the
object itself, of which only its id, its type and its dates are left.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override

from querschnitt.portal.oparl.lists import PAGE, list_page
from querschnitt.portal.oparl.lives import Living, lives
from querschnitt.portal.oparl.names import (
    FOLDER,
    LISTED,
    SYSTEM,
    bodies_path,
    list_path,
    url_of,
    whole_path,
)
from querschnitt.portal.oparl.objects import system
from querschnitt.portal.oparl.schemas import SCHEMAS, schema_of, schema_path
from querschnitt.portal.site import PublicSite
from querschnitt.publication.rendering import Rendered, rendered_page

JSON: Final = "application/json"
CACHE: Final = "open"


def files(site: PublicSite, now: datetime) -> Iterator[Rendered]:
    """Yield all objects and lists; nothing, as long as no edition of relations was public."""
    editions = site.relations.editions
    if not editions:
        return
    with override(settings.LANGUAGE_CODE):
        pages = [*_pages([*lives(editions).values()], system())]
    yield from pages


def _pages(found: Sequence[Living], first: dict[str, Any]) -> Iterator[Rendered]:
    dates = {one.identifier: one for one in found}
    dated = {one.path: _said(one, dates) for one in found}
    yield rendered_page(FOLDER, "", status=301, location=SYSTEM)
    oldest = min((one.created for one in found), default=None)
    if oldest is not None:
        first |= {"created": _instant(oldest), "modified": _instant(oldest)}
    yield _json(SYSTEM, first)
    for path, said in dated.items():
        yield _json(path, said)
    bodies = [one for one in found if one.kind == "Body"]
    yield from _list(bodies_path(), [(one, dated[one.path]) for one in bodies])
    for body in bodies:
        for kind in LISTED:
            of_kind = [one for one in found if one.body == body.body and one.kind == kind]
            objects = [(one, dated[one.path]) for one in of_kind]
            yield from _list(list_path(body.body, kind), objects)
    for kind in SCHEMAS:
        yield _json(schema_path(kind), schema_of(kind))


def _list(path: str, objects: Iterable[tuple[Living, dict[str, Any]]]) -> Iterator[Rendered]:
    ordered = sorted(objects, key=lambda one: (one[0].created, one[0].identifier))
    yield _json(whole_path(path), {"data": [said for _one, said in ordered]})
    present = [said for one, said in ordered if not one.is_deleted]
    for number in range(1, max(1, -(-len(present) // PAGE)) + 1):
        page = list_page(present, url_of(path), number)
        yield _json(_numbered(path, number), page)


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path.removesuffix('.json')}-{number}.json"


def _said(one: Living, lives: dict[str, Living]) -> dict[str, Any]:
    """Return an object with its dates and those of what it holds, or what is left of it."""
    if one.said is None:
        return {
            "id": one.identifier,
            "type": one.type,
            "created": _instant(one.created),
            "modified": _instant(one.modified),
            "deleted": True,
        }
    return {name: _dated(value, lives) for name, value in one.said.items()} | _dates(one)


def _dated(value: Any, lives: dict[str, Living]) -> Any:
    if isinstance(value, list):
        return [_dated(item, lives) for item in value]
    if isinstance(value, dict) and value.get("id") in lives:
        return value | _dates(lives[value["id"]])
    return value


def _dates(one: Living) -> dict[str, str]:
    return {"created": _instant(one.created), "modified": _instant(one.modified)}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(path: str, said: dict[str, Any]) -> Rendered:
    body = f"{json.dumps(said, ensure_ascii=False, indent=1)}\n"
    return rendered_page(path, body, media_type=JSON, cache=CACHE)
