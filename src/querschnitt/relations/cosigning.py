"""What relations ask of those who coordinate positions between the departments.

Rounds belong to an app above this one; it says here, when the program starts, how to ask it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from querschnitt.accounts.models import User
from querschnitt.relations.models import Position
from querschnitt.relations.sections import Way

InRound = Callable[[Collection[int]], "set[int]"]
"""Gives the positions, of some, that departments are asked to co-sign now."""

Asked = Callable[[int, Collection[int]], "set[int]"]
"""Gives the positions, of some, that a department is or was asked to co-sign."""

Ways = Callable[[Collection[Position], User], Mapping[int, Iterable[Way]]]
"""Gives the ways from each of some positions to its rounds, by the position's primary key."""

IN_ROUND: list[InRound] = []
ASKED: list[Asked] = []
WAYS: list[Ways] = []


def in_round(positions: Collection[int]) -> set[int]:
    """Return which of some positions departments are asked to co-sign now."""
    return {position for ask in IN_ROUND for position in ask(positions)}


def is_in_round(position: int) -> bool:
    """Tell whether departments are asked to co-sign a position now."""
    return position in in_round([position])


def asked_about(department: int | None, positions: Collection[int]) -> set[int]:
    """Return which of some positions a department is or was asked to co-sign."""
    if department is None:
        return set()
    return {position for ask in ASKED for position in ask(department, positions)}


def ways_to_cosigning(positions: Collection[Position], by: User) -> dict[int, list[Way]]:
    """Return the ways from positions to their rounds, and to asking the departments."""
    found: dict[int, list[Way]] = {one.pk: [] for one in positions}
    for ways in WAYS:
        for position, some in ways(positions, by).items():
            found[position] += some
    return found
