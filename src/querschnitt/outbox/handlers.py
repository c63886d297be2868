"""Which function does which kind of job. Upper apps register theirs at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from querschnitt.outbox.models import Job


class GiveUp(Exception):
    """Raised by a handler when trying again would not help."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How jobs of one kind are done."""

    function: Callable[[Job], object]
    lease: timedelta
    attempts: int


_handlers: dict[str, Handler] = {}


def register(
    kind: str,
    function: Callable[[Job], object],
    *,
    lease: timedelta = timedelta(minutes=5),
    attempts: int = 5,
) -> None:
    """Let a function do the jobs of a kind; what it returns is kept as the job's result.

    After a crash a job is done once more when its lease has run out, so the function must bear
    being repeated. One that takes long calls ``operations.report_progress``, which renews its
    lease.

    :raises ValueError: if another function does these jobs already
    """
    if kind in _handlers and _handlers[kind].function is not function:
        raise ValueError(f"two handlers for {kind!r}")
    _handlers[kind] = Handler(function, lease, attempts)


def for_kind(kind: str) -> Handler | None:
    """Return how jobs of a kind are done, or ``None`` if this program does not know them."""
    return _handlers.get(kind)


def kinds() -> list[str]:
    """Return every kind of job that somebody does."""
    return sorted(_handlers)
