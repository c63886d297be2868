"""Keeping an uploaded workbook of a register, taking it over as a whole, or discarding it.

The file is read and compared before an act; inside it is written what was found.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import refuse_if
from querschnitt.outbox import operations as outbox
from querschnitt.relations.models import Entry, EntryWorkbook, EntryWorkbookRow
from querschnitt.relations.operations.entering import added, revised
from querschnitt.relations.registers import Register
from querschnitt.relations.rules import workbooks as rules
from querschnitt.relations.workbook_lines import Checked, Line

State = EntryWorkbook.State
Outcome = EntryWorkbookRow.Outcome

APPLY_WORKBOOK = "relations.apply_workbook"
BIG = 200
"""From how many rows on a job does the work."""
_AT_ONCE = 500
ACT = "from_workbook"
"""By which act the revisions of what a workbook wrote came about."""


@journal.act
def upload_workbook(
    *, by: User, register: Register, data: bytes, file_name: str, checked: Checked
) -> EntryWorkbook:
    """Keep a workbook of a register with what its rows would do.

    An earlier one of the person on which nobody decided is discarded, unless it is the same.

    :raises Refused: if ``rules.obstacle_to_uploading_workbook`` finds an obstacle
    """
    pending = (
        EntryWorkbook.objects.pending()
        .filter(register=register.slug, uploaded_by=by)
        .select_related("job")
        .first()
    )
    refuse_if(rules.obstacle_to_uploading_workbook(by, pending=pending))
    digest = hashlib.sha256(data).hexdigest()
    if pending and (pending.data_digest, pending.basis_digest) == (digest, checked.basis_digest):
        return pending
    if pending:
        _discard(pending)
    workbook = EntryWorkbook.objects.create(
        register=register.slug,
        state=State.READY,
        file_name=file_name[:200],
        data=data,
        data_digest=digest,
        uploaded_by=by,
        uploaded_at=timezone.now(),
    )
    _take_down(workbook, checked)
    journal.record(
        "relations.workbook_uploaded", actor=by, subject=workbook, register=register.slug,
        digest=digest,
    )  # fmt: skip
    return workbook


def take_over_workbook(*, by: User, workbook: EntryWorkbook, seen_digest: str) -> EntryWorkbook:
    """Take a workbook over at once, or have a job do so where it is large.

    :raises Refused: as ``apply_workbook`` does
    """
    act = confirm_workbook if workbook.rows_to_apply > BIG else apply_workbook
    return act(by=by, workbook=workbook, seen_digest=seen_digest)


@journal.act
def confirm_workbook(*, by: User, workbook: EntryWorkbook, seen_digest: str) -> EntryWorkbook:
    """Have a job take a workbook over.

    :raises Refused: as ``apply_workbook`` does
    """
    workbook = _present(workbook)
    _refuse_to_apply(by, workbook, seen_digest)
    payload = {"workbook": workbook.pk, "by": by.pk, "seen_digest": seen_digest}
    workbook.job = outbox.enqueue(kind=APPLY_WORKBOOK, payload=payload)
    workbook.state, workbook.refusal = State.CONFIRMED, ""
    workbook.save(update_fields=["state", "job", "refusal"])
    _record("relations.workbook_confirmed", by, workbook)
    return workbook


@journal.act
def apply_workbook(
    *, by: User, workbook: EntryWorkbook, seen_digest: str, is_ordered: bool = False
) -> EntryWorkbook:
    """Write all that the rows of a workbook say into its register, or nothing of it.

    :param seen_digest: of what the preview rested on that the person was shown
    :param is_ordered: a job carries out what the person confirmed
    :raises Refused: if ``rules.obstacle_to_applying_workbook`` finds an obstacle;
        ``relations.stale`` if an entry was changed that it would change
    """
    workbook = _present(workbook)
    _refuse_to_apply(by, workbook, seen_digest, is_ordered=is_ordered)
    for row in _rows(workbook, Outcome.CHANGED).select_related("entry"):
        assert row.entry is not None  # noqa: S101 - only what is there can be changed
        revised(by=by, entry=row.entry, said=json.loads(row.content), act=ACT)
    for content in _rows(workbook, Outcome.NEW).values_list("content", flat=True):
        added(by=by, register=workbook.register, said=json.loads(content), act=ACT)
    workbook.state, workbook.applied_by, workbook.applied_at = State.APPLIED, by, timezone.now()
    workbook.data = None
    workbook.save(update_fields=["state", "applied_by", "applied_at", "data"])
    _record("relations.workbook_applied", by, workbook)
    return workbook


@journal.act
def renew_workbook(
    *, by: User | None, workbook: EntryWorkbook, checked: Checked, reason: str = ""
) -> EntryWorkbook:
    """Keep what the rows of a workbook would do now, since what they rested on has changed.

    :param reason: why a job could not take it over
    :raises Refused: if ``rules.obstacle_to_discarding_workbook`` finds an obstacle
    """
    workbook = _present(workbook)
    if by:
        refuse_if(rules.obstacle_to_discarding_workbook(workbook, by))
    workbook.state, workbook.refusal = State.READY, reason
    _take_down(workbook, checked)
    _record("relations.workbook_renewed", by, workbook)
    return workbook


@journal.act
def discard_workbook(*, by: User, workbook: EntryWorkbook) -> EntryWorkbook:
    """Discard a workbook; nothing of it is kept.

    :raises Refused: if ``rules.obstacle_to_discarding_workbook`` finds an obstacle
    """
    workbook = _present(workbook)
    refuse_if(rules.obstacle_to_discarding_workbook(workbook, by))
    _discard(workbook)
    journal.record(
        "relations.workbook_discarded", actor=by, subject=workbook, register=workbook.register
    )
    return workbook


def _discard(workbook: EntryWorkbook) -> None:
    workbook.rows.all().delete()
    workbook.state, workbook.data = State.DISCARDED, None
    workbook.save(update_fields=["state", "data"])


def _take_down(workbook: EntryWorkbook, checked: Checked) -> None:
    workbook.rows.all().delete()
    workbook.basis_digest = checked.basis_digest
    for name, count in checked.counts.items():
        setattr(workbook, name, count)
    EntryWorkbookRow.objects.bulk_create(_kept(workbook, checked.lines), batch_size=_AT_ONCE)
    workbook.save()


def _kept(workbook: EntryWorkbook, lines: Sequence[Line]) -> Iterator[EntryWorkbookRow]:
    for place, line in enumerate(lines):
        yield EntryWorkbookRow(
            workbook=workbook,
            place=place,
            sheet=line.sheet,
            number=line.number,
            outcome=line.outcome,
            entry_id=line.entry,
            seen=line.seen,
            content=json.dumps(line.said) if line.said else "",
            before=json.dumps(line.before) if line.before else "",
            faults=json.dumps(line.faults) if line.faults else "",
            cells=json.dumps(line.cells) if line.cells else "",
        )


def _refuse_to_apply(
    by: User, workbook: EntryWorkbook, seen_digest: str, *, is_ordered: bool = False
) -> None:
    refuse_if(rules.obstacle_to_applying_workbook(workbook, by, is_ordered=is_ordered))
    changed = dict(_rows(workbook, Outcome.CHANGED).values_list("entry_id", "seen"))
    numbers = Entry.objects.filter(
        as_changed_row__workbook=workbook, as_changed_row__outcome=Outcome.CHANGED
    ).present()
    present = dict(numbers.values_list("pk", "number"))
    is_current = seen_digest == workbook.basis_digest and present == changed
    refuse_if(rules.obstacle_in_workbook_preview(is_current=is_current))


def _rows(workbook: EntryWorkbook, outcome: str) -> Any:
    return workbook.rows.filter(outcome=outcome).order_by("place")


def _present(workbook: EntryWorkbook) -> EntryWorkbook:
    """Read a workbook again inside the act: what the caller holds may have changed meanwhile."""
    return EntryWorkbook.objects.select_related("uploaded_by", "job").get(pk=workbook.pk)


def _record(act: str, by: User | None, workbook: EntryWorkbook) -> None:
    journal.record(
        act,
        actor=by,
        subject=workbook,
        register=workbook.register,
        new=workbook.new_rows,
        changed=workbook.changed_rows,
        unchanged=workbook.unchanged_rows,
        refused=workbook.refused_rows,
    )
