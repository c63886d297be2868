"""One thing that waits for a person."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person; pages make an address of ``kind`` and ``id``."""

    act: str
    """The act that is due, by the name of its operation."""
    sentence: str | Promise
    about: str
    due_on: date | None
    is_overdue: bool
    kind: str
    """``round``, ``reservation``, ``framework``, ``submission`` or ``task``."""
    id: int
