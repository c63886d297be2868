"""The acts of coordination. Every change to this app's tables happens here."""

from querschnitt.coordination.operations.amendments import give_up_amendment
from querschnitt.coordination.operations.answers import (
    contribute,
    cosign,
    nil_return,
)
from querschnitt.coordination.operations.bundling import (
    SEARCH,
    SIGN,
    look_after_likeness,
    search_for_suggestions,
    seek_suggestions,
    sign_goals,
)
from querschnitt.coordination.operations.deadlines import (
    create_calendar_address,
    extend_round,
    revoke_calendar_address,
    set_deadline_rule,
)
from querschnitt.coordination.operations.decisions import (
    adopt,
    annul,
    record_adoption_elsewhere,
    record_earlier_adoption,
)
from querschnitt.coordination.operations.notifying import notify_outdated
from querschnitt.coordination.operations.paragraphs import draft_from_paragraphs
from querschnitt.coordination.operations.remarks import remark, reopen_remark, resolve_remark
from querschnitt.coordination.operations.reservations import (
    confirm_settlement,
    escalate_reservation,
    raise_reservation,
    settle_reservation,
    withdraw_reservation,
)
from querschnitt.coordination.operations.rounds import close_round, open_round
from querschnitt.coordination.operations.sessions import (
    add_task,
    finish_task,
    plan_session,
    put_on_agenda,
    reopen_task,
    take_off_agenda,
)
from querschnitt.coordination.operations.state_secretaries import (
    record_state_secretaries_result,
)
from querschnitt.coordination.operations.submissions import (
    draft_submission,
    return_submission,
    revise_submission,
    submit_submission,
    withdraw_submission,
)
from querschnitt.coordination.operations.workbooks import (
    APPLY_WORKBOOK,
    CHECK_WORKBOOK,
    apply_workbook,
    check_workbook,
    confirm_workbook,
    discard_workbook,
    give_back_workbook,
    renew_workbook,
    take_over_workbook,
    upload_workbook,
)

__all__ = [
    "APPLY_WORKBOOK",
    "CHECK_WORKBOOK",
    "SEARCH",
    "SIGN",
    "add_task",
    "adopt",
    "annul",
    "apply_workbook",
    "check_workbook",
    "close_round",
    "confirm_settlement",
    "confirm_workbook",
    "contribute",
    "cosign",
    "create_calendar_address",
    "discard_workbook",
    "draft_from_paragraphs",
    "draft_submission",
    "escalate_reservation",
    "extend_round",
    "finish_task",
    "give_back_workbook",
    "give_up_amendment",
    "look_after_likeness",
    "nil_return",
    "notify_outdated",
    "open_round",
    "plan_session",
    "put_on_agenda",
    "raise_reservation",
    "record_adoption_elsewhere",
    "record_earlier_adoption",
    "record_state_secretaries_result",
    "remark",
    "renew_workbook",
    "reopen_remark",
    "reopen_task",
    "resolve_remark",
    "return_submission",
    "revise_submission",
    "revoke_calendar_address",
    "search_for_suggestions",
    "seek_suggestions",
    "set_deadline_rule",
    "settle_reservation",
    "sign_goals",
    "submit_submission",
    "take_off_agenda",
    "take_over_workbook",
    "upload_workbook",
    "withdraw_reservation",
    "withdraw_submission",
]
