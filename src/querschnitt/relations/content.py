"""The form in which relations become public: what an edition of them holds.

Entries refer to each other by register and key with a slash, and only to entries that are in the
same edition. Dates are as partial as they are known; what is not known is left out.
"""

from typing import Any, Final, Literal, TypedDict

from querschnitt.framework.content import ProvenanceContent, Text
from querschnitt.relations.said import LinkSaid, Reference

SCHEMA: Final = "querschnitt/relations/1"


class NamedDepartment(TypedDict):
    """A department that answers for an entry."""

    key: str
    abbreviation: str
    name: Text


class ServedGoalContent(TypedDict):
    """A goal that an entry serves, by the key of its framework and its reference."""

    framework: str
    reference: str


class EntryContent(TypedDict):
    """An entry as the public reads it.

    ``values`` holds the public fields of its register by name, in the forms of ``Said``; meetings,
    resolutions, conferences and dossiers add what only they have (agenda, votes, positions).
    """

    register: str
    key: str
    title: Text
    summary: Text
    department: str
    values: dict[str, Any]
    texts: dict[str, Text]
    """Fields of ``values`` that are given in further languages, by name."""
    links: dict[str, list[LinkSaid]]
    goals: list[ServedGoalContent]
    provenance: ProvenanceContent


class RelationsContent(TypedDict):
    """All entries that the public reads, in the order of the registers and their keys."""

    schema: Literal["querschnitt/relations/1"]
    languages: list[str]
    departments: list[NamedDepartment]
    entries: list[EntryContent]
    moved: dict[Reference, Reference]
    """Entries of earlier editions that were merged into others, which are among ``entries``."""


def reference_of(entry: EntryContent) -> Reference:
    """Return by what other entries refer to an entry."""
    return f"{entry['register']}/{entry['key']}"
