"""The acts of accounts. Every change to this app's tables happens here."""

from querschnitt.accounts.operations.absences import note_absence
from querschnitt.accounts.operations.departments import (
    appoint,
    dissolve_department,
    end_appointment,
    found_department,
    record_succession,
    revise_department,
)
from querschnitt.accounts.operations.messages import send_message_again, settle_message
from querschnitt.accounts.operations.people import (
    change_own_password,
    change_role,
    create_first_administrator,
    deactivate,
    invite,
    issue_reset_link,
    mail_reset_link,
    reactivate,
    set_password,
)

__all__ = [
    "appoint",
    "change_own_password",
    "change_role",
    "create_first_administrator",
    "deactivate",
    "dissolve_department",
    "end_appointment",
    "found_department",
    "invite",
    "issue_reset_link",
    "mail_reset_link",
    "note_absence",
    "reactivate",
    "record_succession",
    "revise_department",
    "send_message_again",
    "set_password",
    "settle_message",
]
