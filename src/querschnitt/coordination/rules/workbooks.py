"""What stands in the way of delivering a workbook, and of taking it over."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models import Contribution, DeliveredWorkbook, Round
from querschnitt.coordination.rules.grounds import day_of
from querschnitt.coordination.workbook_marks import Marks
from querschnitt.framework.content import LANGUAGE
from querschnitt.framework.rules import obstacle_to_drafting
from querschnitt.lib.refusal import Obstacle

State = DeliveredWorkbook.State


def may_have_workbook(by: User, *, department: int) -> bool:
    """Tell whether a person may have the workbook of a department, which holds its drafts."""
    return by.reads_every_draft or (by.is_editor and by.department_id == department)


def obstacle_to_uploading(
    round: Round,
    contribution: Contribution | None,
    by: User,
    *,
    is_adopted: bool,
    is_history: bool = False,
    pending: DeliveredWorkbook | None = None,
) -> Obstacle | None:
    """:param pending: a workbook of the department that is still to be decided on"""
    if obstacle := _obstacle_to_writing(round, by, is_adopted=is_adopted, is_history=is_history):
        return obstacle
    if contribution is None or contribution.department_id != by.department_id:
        return Obstacle(
            "coordination.not-asked", _("Your department has not been asked in this round.")
        )
    if pending and pending.state == State.CONFIRMED and not pending.is_stuck:
        return _being_takengone()
    return None


def obstacle_in_marks(marks: Marks, round: Round, department: Department) -> Obstacle | None:
    """Refuse the workbook of another round or department, and a published translation."""
    if marks.published:
        return _obstacle_in_translation(marks)
    if marks.round != round.pk:
        return Obstacle(
            "coordination.workbook-of-another-round",
            _("This is the workbook of another round. Please download that of this round."),
        )
    if marks.department != department.key:
        return Obstacle(
            "coordination.workbook-of-another-department",
            _("This is the workbook of another department."),
        )
    return None


def _obstacle_in_translation(marks: Marks) -> Obstacle | None:
    if marks.language == LANGUAGE:
        return None
    return Obstacle(
        "coordination.workbook-in-translation",
        _("This published workbook holds translations. Please take the one in the language of the"
          " government."),
    )  # fmt: skip


def obstacle_to_applying(
    workbook: DeliveredWorkbook,
    by: User,
    *,
    is_adopted: bool,
    is_history: bool = False,
    is_ordered: bool = False,
) -> Obstacle | None:
    """Say why a person cannot take a workbook over.

    :param is_ordered: a job carries out what the person confirmed
    """
    if obstacle := _obstacle_of_another(workbook, by):
        return obstacle
    round = workbook.round
    if obstacle := _obstacle_to_writing(round, by, is_adopted=is_adopted, is_history=is_history):
        return obstacle
    if workbook.state == State.CONFIRMED and not is_ordered:
        return _being_takengone()
    if workbook.state not in {State.READY, State.CONFIRMED}:
        return obstacle_when_gone(workbook)
    if workbook.refused_rows:
        sentence = ngettext(
            "%(count)s row is refused. Please correct it and upload the workbook again.",
            "%(count)s rows are refused. Please correct them and upload the workbook again.",
            workbook.refused_rows,
        )
        return Obstacle("coordination.rows-refused", sentence % {"count": workbook.refused_rows})
    if not workbook.rows_to_apply:
        return Obstacle("coordination.nothing-to-apply", _("The workbook changes nothing."))
    return None


def obstacle_to_discarding(workbook: DeliveredWorkbook, by: User) -> Obstacle | None:
    if obstacle := _obstacle_of_another(workbook, by):
        return obstacle
    if workbook.state == State.CONFIRMED and not workbook.is_stuck:
        return _being_takengone()
    if workbook.state in {State.APPLIED, State.DISCARDED}:
        return obstacle_when_gone(workbook)
    return None


def obstacle_to_renewing(workbook: DeliveredWorkbook, by: User) -> Obstacle | None:
    if obstacle := _obstacle_of_another(workbook, by):
        return obstacle
    return (
        None if workbook.state in {State.READY, State.CONFIRMED} else obstacle_when_gone(workbook)
    )


def obstacle_in_preview(*, is_current: bool) -> Obstacle | None:
    if is_current:
        return None
    return Obstacle(
        "coordination.stale",
        _("What the preview rests on has changed. The workbook was checked anew; please look at"
          " the preview again."),
    )  # fmt: skip


def _obstacle_to_writing(
    round: Round, by: User, *, is_adopted: bool, is_history: bool
) -> Obstacle | None:
    if round.kind != Round.Kind.COLLECTION:
        return Obstacle(
            "coordination.other-kind-of-round", _("This round asks for something else.")
        )
    if not by.is_editor:
        return Obstacle(
            "coordination.not-editor", _("Only those who write for a department can do this.")
        )
    if round.closed_on:
        return Obstacle(
            "coordination.round-closed",
            _("The round was closed on %(day)s. Please ask the State Chancellery to open another.")
            % {"day": day_of(round.closed_on)},
        )
    return obstacle_to_drafting(
        by, contributed_by=by.department, is_adopted=is_adopted, is_history=is_history
    )


def _obstacle_of_another(workbook: DeliveredWorkbook, by: User) -> Obstacle | None:
    if by.is_editor and by.department_id == workbook.department_id:
        return None
    return Obstacle(
        "coordination.other-department", _("Only the department itself decides on its workbook.")
    )


def _being_takengone() -> Obstacle:
    return Obstacle(
        "coordination.being-applied", _("A workbook of your department is being taken over.")
    )


def obstacle_when_gone(workbook: DeliveredWorkbook) -> Obstacle:
    """Return why nothing can be done any more, or yet, with a workbook."""
    sentences = {
        State.WAITING: _("The workbook is still being read."),
        State.REFUSED: _("The workbook could not be read."),
        State.APPLIED: _("The workbook has been taken over already."),
        State.DISCARDED: _("The workbook has been discarded."),
    }
    return Obstacle("coordination.workbook-not-ready", sentences[State(workbook.state)])
