"""Clauses as they are pasted from the text of a mandate: one a paragraph, with their places."""

import re
from dataclasses import dataclass

_NAMES = "Seiten?|S|Zeilen?|Z|Rn|Nr|Ziffer|Kapitel|Abschnitt|Artikel|Art|§"
_PLACE = rf"(?:{_NAMES})\.?\s*[0-9IVX][^:|()\[\]]{{0,60}}"
_BEFORE = re.compile(rf"\[?({_PLACE}?)\]?\s*[:|]\s+")
_BEHIND = re.compile(rf"\(({_PLACE})\)\s*$")
_DEPARTMENTS = re.compile(r"\[([^\[\]]{1,120})\]\s*$")


@dataclass(frozen=True)
class PastedClause:
    """A paragraph, taken apart."""

    text: str
    reference: str = ""
    departments: tuple[str, ...] = ()
    """Abbreviations in square brackets at its end."""


def clauses_in(text: str) -> list[PastedClause]:
    """Return the clauses of a pasted text: its paragraphs, or its lines where no line is empty.

    A place such as ``S. 12, Z. 340:`` may stand before the text, or in brackets behind it.
    """
    paragraphs = re.split(r"\n\s*\n", text.strip())
    if len(paragraphs) == 1:
        paragraphs = text.strip().split("\n")
    joined = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return [_clause(paragraph) for paragraph in joined if paragraph]


def _clause(paragraph: str) -> PastedClause:
    departments: tuple[str, ...] = ()
    reference = ""
    if named := _DEPARTMENTS.search(paragraph):
        departments = tuple(part.strip() for part in re.split("[,;/]", named[1]) if part.strip())
        paragraph = paragraph[: named.start()].rstrip()
    if before := _BEFORE.match(paragraph):
        reference, paragraph = before[1].strip(), paragraph[before.end() :]
    elif behind := _BEHIND.search(paragraph):
        reference, paragraph = behind[1].strip(), paragraph[: behind.start()].rstrip()
    return PastedClause(paragraph, reference, departments)
