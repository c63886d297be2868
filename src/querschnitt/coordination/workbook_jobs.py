"""What the worker does with large workbooks; each can be done twice without harm."""

from querschnitt.accounts.models import User
from querschnitt.coordination import operations
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job

State = DeliveredWorkbook.State


def check(job: Job) -> None:
    """Check a workbook that was uploaded."""
    if workbook := _workbook(job, State.WAITING):
        outbox.report_progress(job=job, done=0, total=1)
        operations.check_workbook(workbook=workbook)


def apply(job: Job) -> None:
    """Take over a workbook that was confirmed, or give it back with the reason why not."""
    workbook = _workbook(job, State.CONFIRMED)
    if workbook is None:
        return
    outbox.report_progress(job=job, done=0, total=workbook.rows_to_apply)
    by = User.objects.select_related("department").get(pk=job.payload["by"])
    seen = job.payload["seen_digest"]
    try:
        operations.apply_workbook(by=by, workbook=workbook, seen_digest=seen, is_ordered=True)
    except Refused as refusal:
        operations.give_back_workbook(workbook=workbook, reason=refusal.obstacle)


def _workbook(job: Job, state: str) -> DeliveredWorkbook | None:
    """Return the workbook of a job, unless that was done already."""
    rows = DeliveredWorkbook.objects.select_related(
        "round__framework__term", "department", "uploaded_by__department"
    )
    return rows.filter(pk=job.payload["workbook"], state=state).first()
