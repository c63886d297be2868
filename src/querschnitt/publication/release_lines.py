"""Press releases in one line each: what lists are ordered and narrowed by, and nothing more.

A further release changes the first page of a few lists. With these lines it is known which, and
what stands there, without reading all releases.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from querschnitt.publication.release_content import ReleaseContent
from querschnitt.publication.renderers import PressEdition

NEWEST = 50
"""As many of the latest releases as any page or feed of the press room tells of."""


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release, readable or withdrawn; ``departments`` are keys with names, the first leads."""

    document: str
    position: str
    year: int
    departments: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    is_withdrawn: bool


def lines_of(releases: Iterable[PressEdition]) -> list[ReleaseLine]:
    """Return the line of each release, the latest first.

    :param releases: all editions of each
    """
    newest: dict[str, PressEdition] = {}
    for one in releases:
        known = newest.get(one.document)
        if known is None or known.number < one.number:
            newest[one.document] = one
    return in_order(line_of(one.document, one.content, one.is_withdrawn) for one in newest.values())


def line_of(document: str, content: ReleaseContent, is_withdrawn: bool) -> ReleaseLine:  # noqa: FBT001
    """Return the line of a release as its newest edition tells it."""
    # A month alone sorts behind the days of that month.
    order = (
        content["dated_on"],
        content["published_at"],
        f"{content['number'] or 0:06}",
        content["address"],
    )
    return ReleaseLine(
        document=document,
        position=" ".join(order),
        year=content["year"],
        departments=tuple((one["key"], one["name"]) for one in content["departments"]),
        topics=tuple(content["topics"]),
        is_withdrawn=is_withdrawn,
    )


def in_order(lines: Iterable[ReleaseLine]) -> list[ReleaseLine]:
    """Return lines, the latest release first."""
    return sorted(lines, key=lambda line: (line.position, line.document), reverse=True)


def needed_for(lines: Sequence[ReleaseLine], changed: Iterable[str]) -> set[str]:
    """Return the documents that pages name which change with these documents.

    :param lines: all, in order
    """
    own = set(changed)
    concerned = [line for line in lines if line.document in own]
    readable = [line for line in lines if not line.is_withdrawn]
    needed = own | {line.document for line in readable[:NEWEST]}
    for year in {line.year for line in concerned}:
        needed |= _first(line for line in readable if line.year == year)
    for department in {key for line in concerned for key, _name in line.departments}:
        needed |= _first(line for line in readable if department in dict(line.departments))
    return needed


def _first(lines: Iterable[ReleaseLine]) -> set[str]:
    return {line.document for line in [*lines][:NEWEST]}


def departments_as_json(line: ReleaseLine) -> str:
    """Return the departments of a line as they are kept."""
    return json.dumps(line.departments, ensure_ascii=False, separators=(",", ":"))


def departments_from(text: str) -> tuple[tuple[str, str], ...]:
    """Return what ``departments_as_json`` gave."""
    return tuple((key, name) for key, name in json.loads(text))
