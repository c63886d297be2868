"""What stands in the way of taking a workbook of a register over."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models import EntryWorkbook
from querschnitt.relations.rules.entries import obstacle_to_entering

State = EntryWorkbook.State

MOST_WRITTEN = 1_000
"""How many rows one act writes: nobody else writes meanwhile."""


def obstacle_to_uploading_workbook(
    by: User, *, pending: EntryWorkbook | None = None
) -> Obstacle | None:
    """:param pending: a workbook of the person that is still to be decided on"""
    if obstacle := obstacle_to_entering(by):
        return obstacle
    if pending and pending.state == State.CONFIRMED and not pending.is_stuck:
        return _being_applied()
    return None


def obstacle_to_applying_workbook(
    workbook: EntryWorkbook, by: User, *, is_ordered: bool = False
) -> Obstacle | None:
    """:param is_ordered: a job carries out what the person confirmed"""
    if obstacle := obstacle_to_entering(by) or _obstacle_of_another(workbook, by):
        return obstacle
    if workbook.state == State.CONFIRMED and not is_ordered:
        return _being_applied()
    if workbook.state not in EntryWorkbook.PENDING:
        return obstacle_when_workbook_gone(workbook)
    if workbook.refused_rows:
        sentence = ngettext(
            "%(count)s row is refused. Please correct it and upload the workbook again.",
            "%(count)s rows are refused. Please correct them and upload the workbook again.",
            workbook.refused_rows,
        )
        return Obstacle("relations.rows-refused", sentence % {"count": workbook.refused_rows})
    if workbook.rows_to_apply > MOST_WRITTEN:
        sentence = _("%(count)s rows are new or changed; at most %(most)s are written at once."
                     " Please divide the workbook.")  # fmt: skip
        told = {"count": workbook.rows_to_apply, "most": MOST_WRITTEN}
        return Obstacle("relations.too-many-changes", sentence % told)
    if not workbook.rows_to_apply:
        return Obstacle("relations.nothing-to-apply", _("The workbook changes nothing."))
    return None


def obstacle_to_discarding_workbook(workbook: EntryWorkbook, by: User) -> Obstacle | None:
    if obstacle := _obstacle_of_another(workbook, by):
        return obstacle
    if workbook.state == State.CONFIRMED and not workbook.is_stuck:
        return _being_applied()
    if workbook.state not in EntryWorkbook.PENDING:
        return obstacle_when_workbook_gone(workbook)
    return None


def obstacle_in_workbook_preview(*, is_current: bool) -> Obstacle | None:
    if is_current:
        return None
    return Obstacle(
        "relations.stale",
        _("What the preview rests on has changed. The workbook was checked anew; please look at"
          " the preview again."),
    )  # fmt: skip


def obstacle_when_workbook_gone(workbook: EntryWorkbook) -> Obstacle:
    """Return why nothing can be done any more with a workbook."""
    is_applied = workbook.state == State.APPLIED
    applied, discarded = (
        _("The workbook has been taken over already."),
        _("The workbook has been discarded."),
    )
    return Obstacle("relations.workbook-gone", applied if is_applied else discarded)


def _obstacle_of_another(workbook: EntryWorkbook, by: User) -> Obstacle | None:
    if workbook.uploaded_by_id == by.pk or by.is_coordinator:
        return None
    return Obstacle(
        "relations.workbook-of-another-person", _("Only who uploaded a workbook decides on it.")
    )


def _being_applied() -> Obstacle:
    return Obstacle("relations.being-applied", _("A workbook of yours is being taken over."))
