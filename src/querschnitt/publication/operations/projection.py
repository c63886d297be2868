"""The rows of lists and search, renewed only where something changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from querschnitt.lib.digest import digest
from querschnitt.publication import search
from querschnitt.publication.lists import key_of
from querschnitt.publication.models import (
    Document,
    FacetCount,
    PublicGoal,
    PublicGoalDepartment,
)
from querschnitt.publication.renderers import ProjectedGoal

BATCH = 500
Key = tuple[int, str, str]


class Row(NamedTuple):
    """All that is stored of a goal; the card by its digest."""

    position: int
    path: str
    kind: str
    field: str
    card_digest: str
    stems: str
    departments: tuple[str, ...]


def project(goals: Sequence[ProjectedGoal]) -> int:
    """Make these the goals that lists show; return how many rows were written anew."""
    documents = dict(Document.objects.values_list("slug", "pk"))
    stems = search.stems_of([(goal.text, goal.language) for goal in goals])
    wanted: dict[Key, tuple[Row, ProjectedGoal]] = {}
    for goal, its_stems in zip(goals, stems, strict=True):
        key = (documents[goal.document], goal.language, goal.reference)
        row = Row(
            position=goal.position,
            path=goal.path,
            kind=goal.kind,
            field=goal.field,
            card_digest=digest(goal.card),
            stems=its_stems,
            departments=tuple(sorted(set(goal.departments))),
        )
        wanted[key] = (row, goal)
    present = _present()
    kept = {key for key, (row, _goal) in wanted.items() if present.get(key) == (_pk(key, row), row)}
    gone = [pk for key, (pk, _row) in present.items() if key not in kept]
    new = [key for key in wanted if key not in kept]
    for start in range(0, len(gone), BATCH):
        PublicGoal.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    _insert({key: wanted[key] for key in new})
    _count({key: row for key, (row, _goal) in wanted.items()})
    return len(new)


def _pk(key: Key, row: Row) -> int:
    return key_of(key[1], row.position)


def _present() -> dict[Key, tuple[int, Row]]:
    departments: dict[int, list[str]] = {}
    for goal, department in PublicGoalDepartment.objects.order_by("department").values_list(
        "goal_id", "department"
    ):
        departments.setdefault(goal, []).append(department)
    columns = ("position", "path", "kind", "field", "card_digest", "stems")
    rows = PublicGoal.objects.values_list("pk", "document_id", "language", "reference", *columns)
    return {
        (document, language, reference): (
            pk,
            Row._make([*fields, tuple(departments.get(pk, ()))]),
        )
        for pk, document, language, reference, *fields in rows.iterator()
    }


def _insert(goals: dict[Key, tuple[Row, ProjectedGoal]]) -> None:
    created = PublicGoal.objects.bulk_create(
        [
            PublicGoal(
                pk=key_of(language, row.position),
                document_id=document,
                language=language,
                reference=reference,
                position=row.position,
                path=row.path,
                kind=row.kind,
                field=row.field,
                card=goal.card,
                card_digest=row.card_digest,
                stems=row.stems,
            )
            for (document, language, reference), (row, goal) in goals.items()
        ],
        batch_size=BATCH,
    )
    PublicGoalDepartment.objects.bulk_create(
        [
            PublicGoalDepartment(
                goal=goal,
                department=department,
                language=goal.language,
                document_id=goal.document_id,
                position=goal.position,
            )
            for goal, (row, _projected) in zip(created, goals.values(), strict=True)
            for department in row.departments
        ],
        batch_size=BATCH,
    )


def _count(rows: dict[Key, Row]) -> None:
    """Keep how many goals each filter value has; under "all" stand all goals of a document."""
    wanted: Counter[tuple[int, str, str, str]] = Counter()
    for (document, language, _reference), row in rows.items():
        for facet, value in _facets(row):
            wanted[document, language, facet, value] += 1
    columns = ("document_id", "language", "facet", "value")
    present = {
        (document, language, facet, value): (pk, count)
        for pk, document, language, facet, value, count in FacetCount.objects.values_list(
            "pk", *columns, "count"
        )
    }
    gone = [pk for key, (pk, count) in present.items() if wanted.get(key) != count]
    FacetCount.objects.filter(pk__in=gone).delete()
    FacetCount.objects.bulk_create(
        FacetCount(**dict(zip(columns, key, strict=True)), count=count)
        for key, count in wanted.items()
        if key not in present or present[key][1] != count
    )


def _facets(row: Row) -> Iterable[tuple[str, str]]:
    yield "all", ""
    yield "field", row.field
    yield "kind", row.kind
    for department in row.departments:
        yield "department", department
