"""Delivering a department's workbook, taking it over as drafts, or discarding it.

The file is read and compared before an act; inside it is written what was found.
"""

import hashlib
from typing import Any

from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import DeliveredWorkbook, Round, WorkbookRow
from querschnitt.coordination.operations.workbook_rows import (
    BIG,
    LARGE_FILE,
    Checked,
    checked_workbook,
    said_in,
    write_rows,
)
from querschnitt.coordination.workbook_basis import basis_of
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.models import Framework, GoalLink
from querschnitt.framework.operations.inserting import insert_rows, instant
from querschnitt.framework.operations.many_goals import draft_goals, revise_goals
from querschnitt.lib.refusal import Obstacle, Refused, refuse_if
from querschnitt.outbox import operations as outbox

State = DeliveredWorkbook.State
Outcome = WorkbookRow.Outcome

CHECK_WORKBOOK, APPLY_WORKBOOK = "coordination.check_workbook", "coordination.apply_workbook"
# In the language of the goals, which is that of the government.
CHANGE_NOTE = "Per Arbeitsmappe geändert"


def upload_workbook(*, by: User, round: Round, data: bytes, file_name: str) -> DeliveredWorkbook:
    """Have a department's workbook checked as a whole; a large one is checked by a job.

    An earlier workbook of the department on which nobody decided is discarded.

    :raises Refused: if ``rules.obstacle_to_uploading`` finds an obstacle, or the file is not the
        workbook of this round and department
    """
    refuse_if(_obstacle_to_uploading(by, round))
    checked = _checked_at_once(by, round, data)
    return _uploaded(by=by, round=round, data=data, file_name=file_name, checked=checked)


@journal.act
def _uploaded(
    *, by: User, round: Round, data: bytes, file_name: str, checked: Checked | None
) -> DeliveredWorkbook:
    round = Round.objects.select_related("framework__term").get(pk=round.pk)
    refuse_if(_obstacle_to_uploading(by, round))
    digest = hashlib.sha256(data).hexdigest()
    pending = _pending(by, round)
    if pending and _is_same(pending, digest, checked):
        return pending
    if pending:
        _discard(pending)
    assert by.department is not None  # noqa: S101 - the rule has refused otherwise
    workbook = DeliveredWorkbook.objects.create(
        round=round,
        department=by.department,
        state=State.WAITING,
        file_name=file_name[:200],
        data=data,
        data_digest=digest,
        uploaded_by=by,
        uploaded_at=timezone.now(),
    )
    _take_down(workbook, checked)
    journal.record(
        "coordination.workbook_uploaded", actor=by, subject=workbook, round=round.pk, digest=digest
    )
    return workbook


def check_workbook(*, workbook: DeliveredWorkbook) -> DeliveredWorkbook:
    """Check a workbook that waits for it, for the job that was ordered when it was uploaded."""
    if workbook.state != State.WAITING:
        return workbook
    return _checked(workbook=workbook, checked=_checked_file(workbook, by=workbook.uploaded_by))


@journal.act
def _checked(*, workbook: DeliveredWorkbook, checked: Checked) -> DeliveredWorkbook:
    workbook = _present(workbook)
    # Done by another worker meanwhile, or discarded.
    if workbook.state != State.WAITING:
        return workbook
    _take_down(workbook, checked)
    journal.record(
        "coordination.workbook_checked", actor=None, subject=workbook, **_counts(workbook)
    )
    return workbook


def take_over_workbook(
    *, by: User, workbook: DeliveredWorkbook, seen_digest: str
) -> DeliveredWorkbook:
    """Take a workbook over at once, or have a job do so where it is large.

    :raises Refused: as ``apply_workbook`` does
    """
    act = confirm_workbook if workbook.rows_to_apply > BIG else apply_workbook
    return act(by=by, workbook=workbook, seen_digest=seen_digest)


@journal.act
def confirm_workbook(
    *, by: User, workbook: DeliveredWorkbook, seen_digest: str
) -> DeliveredWorkbook:
    """Have a job take a workbook over.

    :raises Refused: as ``apply_workbook`` does
    """
    workbook = _present(workbook)
    _refuse_to_apply(by, workbook, seen_digest)
    workbook.job = outbox.enqueue(
        kind=APPLY_WORKBOOK,
        payload={"workbook": workbook.pk, "by": by.pk, "seen_digest": seen_digest},
    )
    workbook.state = State.CONFIRMED
    workbook.save(update_fields=["state", "job"])
    journal.record(
        "coordination.workbook_confirmed", actor=by, subject=workbook, **_counts(workbook)
    )
    return workbook


@journal.act
def apply_workbook(
    *, by: User, workbook: DeliveredWorkbook, seen_digest: str, is_ordered: bool = False
) -> DeliveredWorkbook:
    """Make a workbook's rows drafts of its department, all of them or none.

    :param seen_digest: of what the preview rested on that the person was shown
    :param is_ordered: a job carries out what the person confirmed
    :raises Refused: if ``rules.obstacle_to_applying`` finds an obstacle; ``coordination.stale`` if
        anything has changed that the preview rested on
    """
    workbook = _present(workbook)
    _refuse_to_apply(by, workbook, seen_digest, is_ordered=is_ordered)
    _write_goals(by, workbook)
    workbook.state, workbook.applied_by, workbook.applied_at = State.APPLIED, by, timezone.now()
    workbook.data = None
    workbook.save(update_fields=["state", "applied_by", "applied_at", "data"])
    journal.record("coordination.workbook_applied", actor=by, subject=workbook, **_counts(workbook))
    return workbook


def renew_workbook(*, by: User, workbook: DeliveredWorkbook) -> DeliveredWorkbook:
    """Check a workbook again on what stands there now; a preview that still holds is kept.

    :raises Refused: if ``rules.obstacle_to_renewing`` finds an obstacle
    """
    workbook = _present(workbook)
    refuse_if(rules.obstacle_to_renewing(workbook, by))
    checked = _checked_file(workbook, by=by)
    if checked.basis_digest == workbook.basis_digest:
        return workbook
    return _renewed(by=by, workbook=workbook, checked=checked)


def give_back_workbook(*, workbook: DeliveredWorkbook, reason: Obstacle) -> DeliveredWorkbook:
    """Give a workbook that a job could not take over back to its department, checked anew."""
    workbook = _present(workbook)
    checked = _checked_file(workbook, by=workbook.uploaded_by)
    return _renewed(by=None, workbook=workbook, checked=checked, reason=reason.sentence)


@journal.act
def _renewed(
    *, by: User | None, workbook: DeliveredWorkbook, checked: Checked, reason: str = ""
) -> DeliveredWorkbook:
    workbook = _present(workbook)
    if by:
        refuse_if(rules.obstacle_to_renewing(workbook, by))
    _take_down(workbook, checked)
    workbook.refusal = workbook.refusal or reason
    workbook.save(update_fields=["refusal"])
    journal.record("coordination.workbook_renewed", actor=by, subject=workbook, **_counts(workbook))
    return workbook


@journal.act
def discard_workbook(*, by: User, workbook: DeliveredWorkbook) -> DeliveredWorkbook:
    """Discard a workbook of the person's department; nothing of it is kept.

    :raises Refused: if ``rules.obstacle_to_discarding`` finds an obstacle
    """
    workbook = _present(workbook)
    refuse_if(rules.obstacle_to_discarding(workbook, by))
    _discard(workbook)
    journal.record("coordination.workbook_discarded", actor=by, subject=workbook)
    return workbook


def _discard(workbook: DeliveredWorkbook) -> None:
    workbook.rows.all().delete()
    workbook.state, workbook.data = State.DISCARDED, None
    workbook.save(update_fields=["state", "data"])


def _take_down(workbook: DeliveredWorkbook, checked: Checked | None) -> None:
    """Write what was found in a workbook; without that, have a job look."""
    workbook.rows.all().delete()
    if checked is None:
        workbook.job = outbox.enqueue(kind=CHECK_WORKBOOK, payload={"workbook": workbook.pk})
    else:
        workbook.state = State.REFUSED if checked.refusal else State.READY
        workbook.refusal = checked.refusal.sentence if checked.refusal else ""
        workbook.basis_digest, workbook.checked_at = checked.basis_digest, timezone.now()
        for name, count in checked.counts.items():
            setattr(workbook, name, count)
        write_rows(workbook, checked.lines)
    workbook.save()


def _write_goals(by: User, workbook: DeliveredWorkbook) -> None:
    framework, department = workbook.round.of_framework, workbook.department
    new, changed, carried = (
        said_in(workbook, outcome)
        for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.CARRIED_OVER)
    )
    unwritten = [*new, *(row for row in carried if row.goal is None)]
    said = [row.content for row in unwritten]
    goals = draft_goals(by=by, framework=framework, department=department, said=said)
    if changed:
        revise_goals(
            by=by,
            framework=framework,
            department=department,
            said={row.goal: row.content for row in changed if row.goal},
            change_note=CHANGE_NOTE,
        )
    made = dict(zip((row.place for row in unwritten), goals, strict=True))
    _link(by, [(row.source, row.goal or made[row.place]) for row in carried if row.source])


def _link(by: User, pairs: list[tuple[int, int]]) -> None:
    sources = {source for source, _target in pairs}
    links = GoalLink.objects.filter(source__in=sources)
    there = {*links.values_list("source_id", "target_id")}
    now = instant(timezone.now())
    kind = GoalLink.Kind.CARRIED_OVER.value
    insert_rows(
        GoalLink,
        ("kind", "source", "target", "note", "linked_by", "linked_at"),
        [(kind, *pair, "", by.pk, now) for pair in pairs if pair not in there],
    )


def _refuse_to_apply(
    by: User, workbook: DeliveredWorkbook, seen_digest: str, *, is_ordered: bool = False
) -> None:
    round = workbook.round
    facts = _facts(round.of_framework)
    refuse_if(rules.obstacle_to_applying(workbook, by, is_ordered=is_ordered, **facts))
    digest = basis_of(round, workbook.department, by=by).digest
    is_current = digest == workbook.basis_digest == seen_digest
    refuse_if(rules.obstacle_in_preview(is_current=is_current))


def _obstacle_to_uploading(by: User, round: Round) -> Obstacle | None:
    contribution = round.contributions.filter(department=by.department_id).first()
    facts = _facts(round.of_framework)
    pending = _pending(by, round)
    return rules.obstacle_to_uploading(round, contribution, by, pending=pending, **facts)


def _pending(by: User, round: Round) -> DeliveredWorkbook | None:
    return (
        round.workbooks.filter(department=by.department_id).pending().select_related("job").first()
    )


def _facts(framework: Framework) -> dict[str, bool]:
    return {"is_adopted": is_adopted(framework), "is_history": framework.is_history}


def _is_same(pending: DeliveredWorkbook, digest: str, checked: Checked | None) -> bool:
    """Tell whether the same file lies there already, checked on the same ground."""
    if pending.data_digest != digest:
        return False
    if pending.state == State.WAITING:
        return True
    return checked is not None and pending.basis_digest == checked.basis_digest


def _present(workbook: DeliveredWorkbook) -> DeliveredWorkbook:
    """Read a workbook again inside the act: what the caller holds may have changed meanwhile."""
    rows = DeliveredWorkbook.objects.select_related(
        "round__framework__term", "department", "uploaded_by__department", "job"
    )
    return rows.get(pk=workbook.pk)


def _checked_at_once(by: User, round: Round, data: bytes) -> Checked | None:
    """Check a file before the answer, unless it is large; what cannot be read is refused."""
    if len(data) > LARGE_FILE or by.department is None:
        return None
    checked = checked_workbook(data, round, by.department, by=by)
    refuse_if(checked.refusal)
    return None if len(checked.lines) > BIG else checked


def _checked_file(workbook: DeliveredWorkbook, *, by: User) -> Checked:
    return checked_workbook(_data(workbook), workbook.round, workbook.department, by=by)


def _data(workbook: DeliveredWorkbook) -> bytes:
    if workbook.data is None:
        sentence = rules.obstacle_when_gone(workbook).sentence
        raise Refused(Obstacle("coordination.workbook-not-ready", sentence))
    return bytes(workbook.data)


def _counts(workbook: DeliveredWorkbook) -> dict[str, Any]:
    return {
        "round": workbook.round_id,
        "new": workbook.new_rows,
        "changed": workbook.changed_rows,
        "carried_over": workbook.carried_rows,
        "unchanged": workbook.unchanged_rows,
        "refused": workbook.refused_rows,
    }
