"""What a goal says where many are handled at once: a plain row, other rows named by their keys."""

from typing import NamedTuple


class GoalSaid(NamedTuple):
    """What a department says of a goal of its own."""

    kind: str
    field: int
    title: str
    wording: str
    explanation: str
    lead: int | None
    involves_all: bool
    involved: tuple[int, ...]
    clauses: tuple[int, ...]
    other_mandate: str
    chapter: int | None
    runs_from: str
    runs_until: str
