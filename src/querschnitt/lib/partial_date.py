"""Dates that are known only to the year or the month.

Sources often give "2019" or "May 2019". Padding such a date to the first of the month would state
a fact that nobody knows, so a partial date keeps exactly what is known.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day; it sorts by what is known, the vaguer first."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        # date() itself refuses what no calendar has.
        date(self.year, self.month or 1, self.day or 1)
        if self.day and not self.month:
            raise ValueError("A day needs its month.")

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Return the partial date written as ``2022``, ``2022-07`` or ``2022-07-12``.

        :raises ValueError: if the text is none of these or no date of the calendar
        """
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(f"Not a year, month or day: {text!r}")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if (match[2] and not month) or (match[3] and not day):
            raise ValueError(f"Not a date: {text!r}")
        return cls(year, month, day)

    @property
    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)
