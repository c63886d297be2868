"""The acts of accounts. Every change to this app's tables happens here."""

from querschnitt.accounts.operations.departments import (
    appoint,
    dissolve_department,
    end_appointment,
    found_department,
    revise_department,
)
from querschnitt.accounts.operations.people import (
    change_own_password,
    change_role,
    create_first_administrator,
    deactivate,
    invite,
    issue_reset_link,
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
    "reactivate",
    "revise_department",
    "set_password",
]
