"""The rows of accounts: departments through time, people, and the journal."""

from querschnitt.accounts.models.departments import (
    Appointment,
    Department,
    DepartmentSuccession,
    Office,
)
from querschnitt.accounts.models.house_style import HouseStyleVersion
from querschnitt.accounts.models.journal import JournalEntry, JournalHead
from querschnitt.accounts.models.people import PersonalLink, Role, SignInAttempt, User
from querschnitt.accounts.models.provenance import Confidence, Provenance

__all__ = [
    "Appointment",
    "Confidence",
    "Department",
    "DepartmentSuccession",
    "HouseStyleVersion",
    "JournalEntry",
    "JournalHead",
    "Office",
    "PersonalLink",
    "Provenance",
    "Role",
    "SignInAttempt",
    "User",
]
