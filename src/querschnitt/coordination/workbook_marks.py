"""Whose a delivered workbook is: of a round and department, or a published one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.reading import SheetRead
from querschnitt.documents.tables import marks_in
from querschnitt.framework.published_workbook import Published
from querschnitt.lib.refusal import Obstacle, Refused

FORMAT = "querschnitt-collection/1"


@dataclass(frozen=True)
class Marks:
    """Of which round and department a workbook is, and in which language its words are.

    A published workbook is of no round; ``published`` says what it shows.
    """

    round: int
    department: str
    language: str
    published: Published | None = None

    def told(self) -> dict[str, str]:
        """Return the marks as the hidden sheet holds them."""
        return {
            "format": FORMAT,
            "round": str(self.round),
            "department": self.department,
            "language": self.language,
        }


def marks_of(sheets: Iterable[SheetRead]) -> Marks:
    """Return of which round and department a workbook is, or what published one it is.

    :raises Refused: if it is none of ours
    """
    told = marks_in(sheets)
    if published := Published.found_in(told):
        return Marks(0, "", published.language, published)
    if told.get("format") != FORMAT or not told.get("round", "").isdecimal():
        raise Refused(
            Obstacle(
                "coordination.not-our-workbook",
                _("This is not a workbook of a collection round. Please download the workbook of"
                  " your department from the page of the round and fill that in."),
            )
        )  # fmt: skip
    return Marks(int(told["round"]), told.get("department", ""), told.get("language", ""))


def in_language_of(marks: Marks, known: Iterable[str]) -> override:
    """Return a context in which the words of a workbook are those of its language."""
    return override(marks.language if marks.language in {*known} else None)
