"""What a goal says, as it is handed to an act."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, TypedDict

from querschnitt.accounts.models import Department
from querschnitt.framework.models import Chapter, Clause, FieldOfAction, GoalVersion

LINKS = frozenset({"involved", "clauses"})


class _OptionalFields(TypedDict, total=False):
    title: str
    explanation: str
    lead: Department | None
    lead_remark: str
    lead_confidence: str
    involves_all: bool
    involved: Iterable[Department]
    clauses: Iterable[Clause]
    other_mandate: str
    chapter: Chapter | None
    runs_from: str
    runs_until: str
    basis: str
    source: str
    confidence: str
    remark: str
    kind_basis: str


class GoalFields(_OptionalFields):
    """What an act that writes a new goal is given."""

    kind: str
    field: FieldOfAction
    wording: str


class GoalChanges(_OptionalFields, total=False):
    """What an act that revises a goal is given; what is left out stays as it was."""

    kind: str
    field: FieldOfAction
    wording: str


@dataclass(frozen=True, kw_only=True)
class GoalText:
    """All that a version of a goal says."""

    kind: str
    field: FieldOfAction
    wording: str
    title: str = ""
    explanation: str = ""
    lead: Department | None = None
    lead_remark: str = ""
    lead_confidence: str = ""
    involves_all: bool = False
    involved: Iterable[Department] = ()
    clauses: Iterable[Clause] = ()
    other_mandate: str = ""
    chapter: Chapter | None = None
    runs_from: str = ""
    runs_until: str = ""
    basis: str = GoalVersion.Basis.OWN
    source: str = ""
    confidence: str = ""
    remark: str = ""
    kind_basis: str = ""

    def __post_init__(self) -> None:
        # Read once: what a form hands over may be a query.
        for name in LINKS:
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @property
    def columns(self) -> dict[str, Any]:
        """What stands in the version's own row, by column."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in LINKS}


def text_of(version: GoalVersion) -> GoalText:
    """Return what a version says, such as to revise it."""
    said: dict[str, Any] = {
        f.name: getattr(version, f.name) for f in fields(GoalText) if f.name not in LINKS
    }
    return GoalText(involved=version.involved.all(), clauses=version.clauses.all(), **said)
