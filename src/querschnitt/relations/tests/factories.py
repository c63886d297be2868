"""Entries of registers as tests need them: the smallest that can be kept, made by their act."""

from itertools import count

from querschnitt.accounts.models import Role, User
from querschnitt.accounts.tests import factories as people
from querschnitt.relations import operations
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import said as what_is_said

_numbers = count(1)

NEEDED = {
    "partners": {"kind": "formal_partnership", "country": "PL"},
    "agreements": {"kind": "joint_declaration"},
    "twinnings": {"kind": "municipality", "own": "Halle", "twin": "Lublin", "country": "PL"},
    "projects": {},
    "networks": {"part": "member"},
    "dossiers": {"stage": "announced", "no_deadline": "Noch nicht bekannt."},
    "organisations": {},
    "actors": {"kind": "Verein"},
    "programmes": {},
    "trade": {"kind": "delegation"},
    "events": {"kind": "other"},
    "conferences": {},
    "presidencies": {"chaired_by": "Sachsen-Anhalt", "starts_on": "2022-07-01"},
    "meetings": {"kind": "main"},
    "resolutions": {"result": "adopted"},
}
"""Values without which an entry cannot be kept, by register."""

BELONGS_TO = {
    "actors": ("organisation", "organisations"),
    "presidencies": ("conference", "conferences"),
    "meetings": ("conference", "conferences"),
    "resolutions": ("conference", "conferences"),
}
"""The column that must name another entry, and of which register that is."""


def an_entry(register, *, title="", by=None, released=False, values=None, **said):
    """Return an entry of a register, with all that it needs.

    :param by: who enters it; a coordinator where nobody is named
    :param values: of the columns of its own table
    :param said: what else it says, such as ``links``, ``goals`` or ``source``
    """
    by = by or _coordinator()
    told = {**NEEDED[register], **(values or {})}
    if told.get("deadlines"):
        told.pop("no_deadline", None)
    if register in BELONGS_TO and BELONGS_TO[register][0] not in told:
        column, other = BELONGS_TO[register]
        owner = an_entry(other, by=by, released=released, department=said.get("department", ""))
        told[column] = f"{other}/{owner.key}"
    if REGISTERS[register].needs_department and not said.get("department"):
        said["department"] = people.editor().department.key
    title = title or f"Eintrag {next(_numbers)}"
    entry = operations.add_entry(
        by=by, register=register, said=what_is_said(title, values=told, **said)
    )
    if released:
        operations.release_entries(by=by, entries=[entry.entry])
        entry.refresh_from_db()
    return entry


def every_register(**more):
    """Return an entry of each register, by the name of the register."""
    return {register: an_entry(register, **more) for register in REGISTERS}


def _coordinator():
    present = User.objects.filter(role=Role.COORDINATOR, is_active=True).first()
    return present or people.coordinator(department=None)
