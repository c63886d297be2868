"""What the rows of a published workbook ask for in a round: those of other departments nothing.

A published workbook holds the goals of all departments, of this framework or of another one. Its
rows are turned here into such as a department's own workbook would hold; what follows is the same
for both. Nothing is asked of the database.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from querschnitt.coordination.workbook_comparison import Basis, Delivered
from querschnitt.coordination.workbook_reading import layout_of
from querschnitt.documents.reading import SheetRead
from querschnitt.documents.tables import place_of_headers, sheet_called
from querschnitt.framework.published_workbook import Published
from querschnitt.framework.workbook_choices import Content
from querschnitt.framework.workbook_layout import GOALS, NEEDED, REFERENCE, SEEN, content_cells

_SAID = NEEDED[GOALS][2:]
"""The columns that say what a goal is, in their order."""


@dataclass(frozen=True)
class Setting:
    """For which framework and department a published workbook is read."""

    framework: str
    mandate: str
    predecessor: str
    department: int


@dataclass(frozen=True)
class Taken:
    """The sheets as they are to be read, and as what rows are to be carried over.

    ``origins`` gives the reference of last term by the number of the row, ``left`` counts the rows
    that ask for nothing.
    """

    sheets: Sequence[SheetRead]
    origins: Mapping[int, str] = field(default_factory=dict)
    left: int = 0


def taken_from(
    sheets: Sequence[SheetRead], published: Published, basis: Basis, setting: Setting
) -> Taken:
    """Return the sheets of a published workbook as if they were of the department's own.

    :raises Refused: if a column is missing
    """
    layout = layout_of(GOALS)
    sheet = sheet_called(sheets, layout.title)
    if sheet is None:
        return Taken(sheets)
    at, places = place_of_headers(sheet, layout)
    reader = _Reader(published, basis, setting, places)
    rows = [
        *sheet.rows[: at + 1],
        *(reader.row(number, row) for number, row in enumerate(sheet.rows[at + 1 :], at + 2)),
    ]
    # Of its other sheets nothing is read: they are only looked at.
    return Taken([replace(sheet, rows=rows)], reader.origins, reader.left)


class _Reader:
    """One pass over the rows."""

    def __init__(
        self, published: Published, basis: Basis, setting: Setting, places: Mapping[str, int]
    ) -> None:
        self.published, self.basis, self.setting = published, basis, setting
        self.places = places
        self.origins: dict[int, str] = {}
        self.left = 0

    def row(self, number: int, row: list[str]) -> list[str]:
        reference = row[self.places[REFERENCE]].strip()
        said = {column: row[self.places[column]] for column in _SAID}
        if not reference or not any(said.values()):
            return row
        is_untouched = self.published.is_untouched(reference, [*said.values()])
        is_ours = self.published.framework == self.setting.framework
        told = (
            self._of_this_framework(reference, said, is_untouched=is_untouched)
            if is_ours
            else self._of_another(number, reference, said, is_untouched=is_untouched)
        )
        if told is None:
            self.left += 1
            return [""] * len(row)
        changed = [*row]
        for column, cell in told.items():
            changed[self.places[column]] = cell
        return changed

    def _of_this_framework(
        self, reference: str, said: dict[str, str], *, is_untouched: bool
    ) -> dict[str, str] | None:
        known = self.basis.goals.get(reference)
        if known is None:
            # Another department's goal: only a row that somebody changed is worth a refusal.
            return None if is_untouched else said
        now = self._cells(known.content)
        if is_untouched:
            # Whatever has become of the goal since, nobody wants it changed.
            return now
        is_as_published = self.published.is_untouched(reference, [*now.values()])
        # An adopted goal differs from what was published by a misprint put right at most.
        is_current = is_as_published or known.stage == "adopted"
        return {**said, SEEN: str(known.number) if is_current else ""}

    def _of_another(
        self, number: int, reference: str, said: dict[str, str], *, is_untouched: bool
    ) -> dict[str, str] | None:
        source = self._source(reference)
        if is_untouched and not source and not self._leads(said["lead"]):
            return None
        new = {REFERENCE: "", SEEN: ""}
        if source:
            self.origins[number] = reference
        if source and is_untouched:
            return {**new, **self._cells(source.content)}
        return {**new, **said, **dict(self._fitting(said, source, is_untouched=is_untouched))}

    def _source(self, reference: str) -> Delivered | None:
        """Return the department's own goal of last term, if that is what the workbook shows."""
        is_last_term = self.published.framework == self.setting.predecessor
        return self.basis.last_term.get(reference) if is_last_term else None

    def _leads(self, lead: str) -> bool:
        return self.basis.choices.departments.find(lead) == self.setting.department

    def _fitting(
        self, said: dict[str, str], source: Delivered | None, *, is_untouched: bool
    ) -> Iterator[tuple[str, str]]:
        """Yield the cells that name something this framework does not have."""
        choices = self.basis.choices
        if not self.setting.mandate or self.published.mandate != self.setting.mandate:
            # The same numbers would be other clauses.
            yield "clauses", ""
        if choices.chapters.find(said["chapter"]) is None:
            yield "chapter", ""
        if source and choices.departments.find(said["lead"]) is None:
            yield "lead", choices.departments.label_of(self.setting.department)
        if is_untouched and said["involved"] != choices.everyone:
            names = [name.strip() for name in said["involved"].split(";")]
            there = [name for name in names if choices.departments.find(name) is not None]
            yield "involved", "; ".join(there)

    def _cells(self, content: Content) -> dict[str, str]:
        return dict(zip(_SAID, content_cells(content, self.basis.choices), strict=True))
