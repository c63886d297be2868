"""What the worker does with large workbooks of registers; it can be done twice without harm."""

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import operations as outbox
from querschnitt.outbox.models import Job
from querschnitt.relations import operations
from querschnitt.relations.models import EntryWorkbook
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.workbook_reading import checked_workbook


def apply(job: Job) -> None:
    """Take over a workbook that was confirmed, or give it back with the reason why not."""
    rows = EntryWorkbook.objects.select_related("uploaded_by")
    waiting = rows.filter(pk=job.payload["workbook"], state=EntryWorkbook.State.CONFIRMED)
    workbook = waiting.first()
    if workbook is None:
        return
    outbox.report_progress(job=job, done=0, total=workbook.rows_to_apply)
    by = User.objects.select_related("department").get(pk=job.payload["by"])
    seen = job.payload["seen_digest"]
    try:
        operations.apply_workbook(by=by, workbook=workbook, seen_digest=seen, is_ordered=True)
    except Refused as refusal:
        operations.renew_workbook(
            by=None,
            workbook=workbook,
            checked=checked_workbook(
                bytes(workbook.data or b""), REGISTERS[workbook.register], by=workbook.uploaded_by
            ),
            reason=refusal.obstacle.sentence,
        )
