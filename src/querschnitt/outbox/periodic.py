"""What the worker does again and again, whether or not a job waits."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

PAUSE_AFTER_FAILURE = 10.0


@dataclass(slots=True)
class Task:
    """One recurring call, and when its turn is next."""

    name: str
    function: Callable[[], object]
    every: float
    is_daily: bool = False
    due_at: float = 0.0
    done_on: date | None = None
    lane: str = ""
    at_end: Callable[[], object] | None = None

    def is_due(self) -> bool:
        """Return whether it is this task's turn."""
        if self.is_daily and self.done_on == timezone.localdate():
            return False
        return time.monotonic() >= self.due_at

    def note_turn(self) -> None:
        """Set when the next turn is; counted from now, so that turns missed are not made up for."""
        self.due_at = time.monotonic() + self.every
        self.done_on = timezone.localdate()

    def put_off(self) -> None:
        """Set the next turn after one that failed."""
        self.due_at = time.monotonic() + max(self.every, PAUSE_AFTER_FAILURE)


_registered: dict[str, Task] = {}


def register(
    name: str,
    function: Callable[[], object],
    *,
    every: float = 0.5,
    lane: str = "",
    at_end: Callable[[], object] | None = None,
) -> None:
    """Have a function called every so many seconds.

    Each worker calls it, so it must not matter that another did the same a moment ago.

    :param lane: calls of one lane wait for each other, calls of two lanes do not
    :param at_end: called when the worker has been told to stop
    """
    _registered[name] = Task(name, function, every, lane=lane, at_end=at_end)


def register_daily(name: str, function: Callable[[], object], *, lane: str = "") -> None:
    """Have a function called when a worker starts and after each local midnight."""
    _registered[name] = Task(name, function, every=0, is_daily=True, lane=lane)


def tasks() -> list[Task]:
    """Return the recurring calls, for one worker to keep the turns of."""
    return [
        Task(
            task.name,
            task.function,
            task.every,
            task.is_daily,
            lane=task.lane,
            at_end=task.at_end,
        )
        for task in _registered.values()
    ]


def lanes() -> dict[str, list[Task]]:
    """Return the recurring calls of each lane, the common one (without a name) first."""
    found: dict[str, list[Task]] = {"": []}
    for task in tasks():
        found.setdefault(task.lane, []).append(task)
    return found
