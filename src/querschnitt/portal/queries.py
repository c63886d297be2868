"""What the goal list asks the database: ready cards, page by page."""

from typing import NamedTuple

from querschnitt.portal.goal_list import MOST_COUNTED, Asked, Found
from querschnitt.publication import lists
from querschnitt.publication.models import (
    Document,
    FacetCount,
    Generation,
    PublicGoal,
    PublicGoalDepartment,
    StoredPage,
)
from querschnitt.publication.rendering import Rendered

FIELDS = ("path", "status", "media_type", "location", "cache", "etag", "body", "gzip")


def generation() -> int:
    """Return how often the public site has changed."""
    return Generation.objects.values_list("number", flat=True).filter(pk=1).first() or 0


def stored_page(path: str) -> Rendered | None:
    """Return the finished answer of a public address, or None."""
    row = next(iter(StoredPage.objects.filter(path=path).values(*FIELDS)[:1]), None)
    if row is None:
        return None
    return Rendered(**{**row, "body": bytes(row["body"]), "gzip": bytes(row["gzip"])})


def counts(language: str) -> dict[tuple[str, str, str], int]:
    """Return how many goals each filter value has, as the writer has counted them."""
    rows = FacetCount.objects.filter(language=language).values_list(
        "document__slug", "facet", "value", "count"
    )
    return {(document, facet, value): count for document, facet, value, count in rows}


def documents() -> dict[str, int]:
    """Return the keys of the documents that lists may narrow to, by their slugs."""
    return dict(Document.objects.values_list("slug", "pk"))


class Card(NamedTuple):
    """A goal as a copy of the site needs it: its card, and what it is found by."""

    document: str
    field: str
    kind: str
    departments: tuple[str, ...]
    card: str
    stems: str


def cards(language: str) -> list[Card]:
    """Return all goals of a language in the order of lists."""
    departments: dict[int, list[str]] = {}
    for goal, department in (
        PublicGoalDepartment.objects.filter(language=language)
        .order_by("department")
        .values_list("goal_id", "department")
    ):
        departments.setdefault(goal, []).append(department)
    rows = PublicGoal.objects.filter(language=language).order_by("position")
    columns = ("pk", "document__slug", "field", "kind", "card", "stems")
    return [
        Card(document, field, kind, tuple(departments.get(pk, ())), card, stems)
        for pk, document, field, kind, card, stems in rows.values_list(*columns)
    ]


def find(
    asked: Asked,
    *,
    language: str,
    document: int | None,
    counted: int | None,
    size: int,
) -> Found:
    """Return one page of the list, found by where the page beside it ends.

    :param document: the key of the only document whose goals are asked for; None for all
    :param counted: how many goals there are, where that is known already
    """
    wanted = lists.Wanted(
        language=language,
        document=document,
        field=asked.field,
        department=asked.department,
        kind=asked.kind,
        search=asked.search,
        after=asked.after,
        before=asked.before,
    )
    rows, is_backwards = lists.page(wanted, size + 1), asked.before is not None
    has_more, rows = len(rows) > size, rows[:size]
    if is_backwards:
        rows.reverse()
    is_first = not has_more if is_backwards else asked.after is None
    is_last = not (is_backwards or has_more)
    total = counted
    if total is None:
        is_whole = is_first and is_last
        total = len(rows) if is_whole else lists.count(wanted, MOST_COUNTED + 1)
    is_capped = counted is None and total > MOST_COUNTED
    return Found(
        cards=[card for card, _position in rows],
        total=MOST_COUNTED if is_capped else total,
        is_capped=is_capped,
        previous=rows[0][1] if rows and not is_first else None,
        next=rows[-1][1] if rows and not is_last else None,
    )
