"""What the rows of an uploaded workbook would do to a register: plain data, kept and applied."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from querschnitt.documents.tables import Fault
from querschnitt.lib.digest import digest
from querschnitt.relations.models import EntryWorkbookRow
from querschnitt.relations.said import Said

Outcome = EntryWorkbookRow.Outcome
COUNTS = {
    Outcome.REFUSED: "refused_rows",
    Outcome.NEW: "new_rows",
    Outcome.CHANGED: "changed_rows",
    Outcome.UNCHANGED: "unchanged_rows",
}
"""In which column of the workbook the rows of each outcome are counted."""


class Line(NamedTuple):
    """What a row would do, or why it is refused; ``seen`` is the wording that it would replace."""

    sheet: str
    number: int
    outcome: str
    entry: int | None = None
    seen: int | None = None
    said: Said | None = None
    before: Said | None = None
    faults: Sequence[Fault] = ()
    cells: Sequence[str] = ()


@dataclass(frozen=True)
class Checked:
    """A workbook that could be read: what each of its rows would do."""

    lines: Sequence[Line]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome there are, by the column in which that is kept."""
        found = Counter(line.outcome for line in self.lines)
        return {name: found[outcome.value] for outcome, name in COUNTS.items()}

    @property
    def basis_digest(self) -> str:
        """Changes with any entry that the rows would change, and with what they would do."""
        return digest(
            [[line.number, str(line.outcome), line.entry, line.seen] for line in self.lines]
        )
