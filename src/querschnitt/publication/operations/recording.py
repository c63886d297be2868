"""The rows of the open interface, renewed only where something changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Max
from django.utils import timezone

from querschnitt.publication.models import Generation, PublicRecord, PublicRecordDepartment
from querschnitt.publication.records import Record

BATCH = 500
WRITTEN = (
    "document",
    "field",
    "goal_kind",
    "mandate",
    "fragment",
    "digest",
    "created",
    "modified",
    "deleted",
)
COMPARED = ("document", "field", "goal_kind", "mandate", "digest")

Key = tuple[str, str]


class Present(NamedTuple):
    """What is stored of an object already, as far as it is compared."""

    pk: int
    facts: tuple[str, ...]


def record(records: Sequence[Record]) -> int:
    """Make these the objects that the open interface knows; return how many rows changed.

    Call it inside the transaction of the act that publishes.
    """
    wanted = {(one.kind, one.name): one for one in records}
    present, departments = _present(), _departments()
    new = [key for key in wanted if key not in present]
    changed = [
        key
        for key, one in wanted.items()
        if key in present and present[key].facts != tuple(getattr(one, name) for name in COMPARED)
    ]
    gone = [row.pk for key, row in present.items() if key not in wanted]
    _put([wanted[key] for key in (*new, *changed)], _next_moment() if present else None)
    _remove(gone)
    keys = {key: row.pk for key, row in (_present() if new else present).items()}
    moved = [key for key in wanted if departments.get(keys[key], ()) != wanted[key].departments]
    _concern([(keys[key], wanted[key]) for key in moved])
    count = len({*new, *changed, *moved}) + len(gone)
    if count:
        # Answers are told apart by it, even where no page has changed.
        Generation.objects.filter(pk=1).update(number=F("number") + 1)
    return count


def _next_moment() -> datetime:
    """Return now, but always after every change before: clocks may be set back."""
    last = PublicRecord.objects.aggregate(last=Max("changed_at"))["last"]
    now = timezone.now()
    return max(now, last + timedelta(microseconds=1)) if last else now


def _present() -> dict[Key, Present]:
    rows = PublicRecord.objects.values_list("kind", "name", "pk", *COMPARED)
    return {(kind, name): Present(pk, tuple(facts)) for kind, name, pk, *facts in rows.iterator()}


def _departments() -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = PublicRecordDepartment.objects.order_by("department")
    for pk, department in rows.values_list("record_id", "department").iterator():
        found.setdefault(pk, []).append(department)
    return {pk: tuple(keys) for pk, keys in found.items()}


def _put(records: Iterable[Record], moment: datetime | None) -> None:
    rows = [
        PublicRecord(
            kind=one.kind,
            name=one.name,
            # What was there before anybody could ask changed when it says so itself.
            changed_at=moment or one.modified,
            **{name: getattr(one, name) for name in WRITTEN},
        )
        for one in records
    ]
    PublicRecord.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "name"],
        update_fields=[*WRITTEN, "changed_at"],
    )


def _remove(keys: Sequence[int]) -> None:
    for start in range(0, len(keys), BATCH):
        PublicRecord.objects.filter(pk__in=keys[start : start + BATCH]).delete()


def _concern(records: Sequence[tuple[int, Record]]) -> None:
    """Write down whom records concern, in the place of what stood there."""
    for start in range(0, len(records), BATCH):
        batch = [pk for pk, _one in records[start : start + BATCH]]
        PublicRecordDepartment.objects.filter(record_id__in=batch).delete()
    PublicRecordDepartment.objects.bulk_create(
        [
            PublicRecordDepartment(record_id=pk, kind=one.kind, department=department)
            for pk, one in records
            for department in one.departments
        ],
        batch_size=BATCH,
    )
