"""How the application says no."""

from typing import NamedTuple


class Obstacle(NamedTuple):
    """Why an act is not possible now: a code for machines, a sentence for people."""

    code: str
    sentence: str


class Refused(Exception):  # a refusal is an answer, not an error
    """Raised by an operation when an obstacle stands in its way."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.code)
        self.obstacle = obstacle


def refuse_if(obstacle: Obstacle | None) -> None:
    """Raise ``Refused`` if there is an obstacle."""
    if obstacle:
        raise Refused(obstacle)
