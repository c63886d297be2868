"""What belongs onto the desk pages of registers, and is known to one part of the app alone.

The pages of registers are made for all of them alike. A part that knows more of some entries (the
agenda of a meeting, the positions on a dossier) adds a function here when the program starts, from
``RelationsConfig.ready``. Each function may ask the database a fixed number of questions.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers.base import Label, Register


@dataclass(frozen=True)
class Section:
    """A part of a page below a heading of its own."""

    title: Label
    template: str
    """A fragment; it finds what it shows in ``shown``."""
    shown: Mapping[str, Any] = field(default_factory=dict)
    place: int = 50
    """Where it stands among the others; small numbers first."""


@dataclass(frozen=True)
class Way:
    """A link to a page or an act, or the sentence why it is not possible now."""

    label: Label
    url: str
    obstacle: Obstacle | None = None


@dataclass(frozen=True)
class Due:
    """Something that falls due on a day."""

    on: date
    what: str
    about: str
    """What is due, such as the title of an agreement."""
    url: str


OfEntry = Callable[[Registered, User], "Section | None"]
OfList = Callable[[User], "Section | None"]
WaysOfEntry = Callable[[Registered, User], Iterable[Way]]
WaysOfRegister = Callable[[Register, User], Iterable[Way]]
DueSoon = Callable[[User, date, date], Iterable[Due]]
"""Is given the reader and the first and last day of interest."""

ALL = ""
"""Stands for every register in the mappings below."""

SECTIONS: dict[str, list[OfEntry]] = {}
"""Sections on the page of an entry, by register."""

WAYS: dict[str, list[WaysOfEntry]] = {}
"""Links beside an entry, by register."""

LIST_WAYS: dict[str, list[WaysOfRegister]] = {}
"""Links on the list of a register, by register."""

LIST_SECTIONS: dict[str, list[OfList]] = {}
"""Sections below the list of a register, by register."""

HUB_WAYS: list[Callable[[User], Iterable[Way]]] = []
"""Links on the first page of relations."""

DUE: list[DueSoon] = []
"""What the first page of relations shows as due soon."""


def sections_of(entry: Registered, seen_by: User) -> list[Section]:
    """Return the sections that stand on the page of an entry."""
    makers = [*SECTIONS.get(ALL, []), *SECTIONS.get(entry.register, [])]
    found = [section for make in makers if (section := make(entry, seen_by)) is not None]
    return sorted(found, key=lambda section: section.place)


def sections_of_list(register: Register, seen_by: User) -> list[Section]:
    """Return the sections that stand below the list of a register."""
    makers = LIST_SECTIONS.get(register.slug, [])
    return [section for make in makers if (section := make(seen_by)) is not None]


def ways_of_entry(entry: Registered, seen_by: User) -> list[Way]:
    """Return the links that other parts offer beside an entry."""
    makers = [*WAYS.get(entry.register, []), *WAYS.get(ALL, [])]
    return [way for ways in makers for way in ways(entry, seen_by)]


def ways_of_register(register: Register, seen_by: User) -> list[Way]:
    """Return the links that other parts offer on the list of a register."""
    makers = [*LIST_WAYS.get(register.slug, []), *LIST_WAYS.get(ALL, [])]
    return [way for ways in makers for way in ways(register, seen_by)]


def ways_of_hub(seen_by: User) -> list[Way]:
    """Return the links that other parts offer on the first page of relations."""
    return [way for ways in HUB_WAYS for way in ways(seen_by)]


def due_soon(seen_by: User, first: date, last: date) -> list[Due]:
    """Return what falls due in a time, the nearest first."""
    found = [due for ask in DUE for due in ask(seen_by, first, last)]
    return sorted(found, key=lambda due: (due.on, due.what, due.about))
