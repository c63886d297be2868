"""What an edition has in the shape of OParl: objects without the dates of their lives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from querschnitt.portal.oparl import bodies, meetings, papers
from querschnitt.portal.oparl.names import SYSTEM, bodies_path, type_of, url_of
from querschnitt.portal.oparl.source import Source
from querschnitt.relations.content import RelationsContent

Said = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """An object as an edition says it; ``body`` is the key of its conference."""

    path: str
    kind: str
    body: str
    said: Said


def drafts_of(content: RelationsContent) -> list[Draft]:
    """Return all objects of an edition, embedded ones as well, each once."""
    source = Source(content)
    found: dict[str, Draft] = {}
    for draft in _drafts(source):
        found.setdefault(draft.path, draft)
    return [*found.values()]


def _drafts(source: Source) -> Iterator[Draft]:
    for conference in source.conferences:
        made: Iterable[tuple[str, str, Said]] = (
            *bodies.of_conference(source, conference),
            *meetings.of_conference(source, conference),
            *papers.of_conference(source, conference),
        )
        for path, kind, said in made:
            yield Draft(path, kind, conference["key"], said)


def system() -> Said:
    """Return the object at which every reader begins."""
    return {
        "id": url_of(SYSTEM),
        "type": type_of("System"),
        "oparlVersion": "https://schema.oparl.org/1.1/",
        "name": _("Conferences: %(portal)s") % {"portal": settings.PORTAL_NAME},
        "body": url_of(bodies_path()),
        "website": f"{settings.BASE_URL}/",
        "web": f"{settings.BASE_URL}/",
    }
