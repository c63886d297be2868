"""What a file from outside does otherwise than its standard, and what was made of it."""

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """What became of a passage that does not stand as the standard or our content has it."""

    REPAIRED = "repaired"
    KEPT = "kept"
    """It has no place of its own, and stands in a text beside."""
    DROPPED = "dropped"


class Deviation(NamedTuple):
    """One deviation, by the line and the element of the file."""

    line: int
    element: str
    outcome: Outcome
    sentence: str


class Deviations:
    """Collects what is noticed while a file is read, in the order of the file."""

    def __init__(self) -> None:
        self._found: list[Deviation] = []

    def repaired(self, line: int, element: str, sentence: str) -> None:
        self._found.append(Deviation(line, element, Outcome.REPAIRED, sentence))

    def kept(self, line: int, element: str, sentence: str) -> None:
        self._found.append(Deviation(line, element, Outcome.KEPT, sentence))

    def dropped(self, line: int, element: str, sentence: str) -> None:
        self._found.append(Deviation(line, element, Outcome.DROPPED, sentence))

    def in_order(self) -> list[Deviation]:
        """Return all of them by line."""
        return sorted(self._found, key=lambda one: one.line)
