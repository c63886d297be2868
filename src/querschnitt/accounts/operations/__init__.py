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
from querschnitt.accounts.operations.house_style import (
    house_style_of,
    remove_word_template,
    replace_word_template,
    restore_house_style,
    set_house_style,
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
    "house_style_of",
    "invite",
    "issue_reset_link",
    "mail_reset_link",
    "note_absence",
    "reactivate",
    "record_succession",
    "remove_word_template",
    "replace_word_template",
    "restore_house_style",
    "revise_department",
    "send_message_again",
    "set_house_style",
    "set_password",
    "settle_message",
]
