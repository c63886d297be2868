"""What the goal list asks the database: ready cards, page by page."""

from typing import NamedTuple

from django.db.models import QuerySet

from querschnitt.portal.goal_list import MOST_COUNTED, Asked, Found
from querschnitt.portal.press_list import RELEASES_PER_PAGE, Wanted
from querschnitt.publication import lists, search
from querschnitt.publication.models import (
    Document,
    FacetCount,
    Generation,
    PublicGoal,
    PublicGoalDepartment,
    PublicRelease,
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


def releases(wanted: Wanted, language: str) -> Found:
    """Return one page of a list of press releases."""
    rows = _releases(wanted, language)
    start = (wanted.page - 1) * RELEASES_PER_PAGE
    cards = rows.order_by("-position", "-document__slug").values_list("card", flat=True)
    return Found(cards=list(cards[start : start + RELEASES_PER_PAGE]), total=rows.count())


def release_cards(wanted: Wanted, language: str) -> list[str]:
    """Return all cards of a list of press releases."""
    rows = _releases(wanted, language).order_by("-position", "-document__slug")
    return list(rows.values_list("card", flat=True))


def _releases(wanted: Wanted, language: str) -> QuerySet[PublicRelease]:
    rows = PublicRelease.objects.filter(language=language, is_withdrawn=False)
    for name, value in wanted.chosen:
        match name:
            case "year":
                rows = rows.filter(year=value)
            case "department":
                rows = rows.filter(departments__contains=f'["{value}",')
            case _:
                rows = rows.filter(topics__contains=f'"{value}"')
    terms = search.terms_of(wanted.search, language) if wanted.search else []
    if wanted.search and not terms:
        return rows.none()
    for term in terms:
        rows = rows.filter(stems__contains=f" {term} ")
    return rows
