"""What each row of a delivered workbook would do to the goals that are there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from querschnitt.coordination.models import WorkbookRow
from querschnitt.coordination.workbook_reading import CarriedTyped, GoalTyped, Typed
from querschnitt.documents.tables import Fault, shown
from querschnitt.framework.workbook_choices import Choices, Content
from querschnitt.framework.workbook_layout import (
    GOALS,
    LAST_TERM,
    NEEDED,
    NEW_WORDING,
    REFERENCE,
    SEEN,
    TAKE,
)
from querschnitt.lib.refusal import Obstacle

Outcome = WorkbookRow.Outcome

GONE = ("withdrawn", "merged", "set_aside")
"""Stages of goals that are none any more."""
_LONGEST_NUMBER = 6
LONGEST_REFERENCE = 40


class Known(NamedTuple):
    """A goal of the department as it stands now; ``to_revise`` is why it cannot be changed."""

    goal: int
    number: int
    stage: str
    content: Content
    to_revise: Obstacle | None


class Delivered(NamedTuple):
    """A goal of last term, as it would be carried over, and as which goal it has been already."""

    goal: int
    content: Content
    before: Content
    taken_as: str


@dataclass(frozen=True)
class Basis:
    """All that a preview rests on; ``digest`` changes with any of it."""

    choices: Choices
    goals: Mapping[str, Known]
    last_term: Mapping[str, Delivered]
    digest: str


class Line(NamedTuple):
    """What a row would do, or why it is refused."""

    sheet: str
    number: int
    outcome: str
    reference: str
    goal: int | None = None
    source: int | None = None
    content: Content | None = None
    before: Content | None = None
    faults: Sequence[Fault] = ()
    cells: Sequence[str] = ()


EarlierVersions = Callable[[set[tuple[int, int]]], Mapping[tuple[int, int], Content]]


@dataclass(frozen=True)
class Compared:
    """Every row with its outcome, and how many of last term's goals were not to be carried over."""

    lines: list[Line]
    left: int


def compare(typed: Typed, basis: Basis, *, earlier: EarlierVersions) -> Compared:
    """Return what every row would do.

    :param earlier: returns what goals said in earlier versions, by goal and number
    """
    comparison = _Comparison(typed, basis, earlier)
    lines = [*comparison.goals(), *comparison.last_term()]
    return Compared(lines, len(typed.goals) + len(typed.last_term) - len(lines))


class _Comparison:
    """One pass over the rows, which remembers what earlier rows said."""

    def __init__(self, typed: Typed, basis: Basis, earlier: EarlierVersions) -> None:
        self.typed, self.basis = typed, basis
        self.references: dict[str, int] = {}
        self.taken: dict[str, int] = {}
        self.said: dict[tuple[str, str], tuple[str, str, int]] = {}
        self.texts = {
            (known.content.kind, known.content.wording): known.goal
            for known in basis.goals.values()
            if known.stage not in GONE
        }
        self.earlier = earlier(self._stale_pairs())

    def goals(self) -> list[Line]:
        # First those that are there, for a new row may say what one of them said before.
        lines = [self._known(row, row.content) if row.content and row.reference else None
                 for row in self.typed.goals]  # fmt: skip
        return [
            line or (self._new(row, row.content) if row.content else self._at_its_faults(row))
            for line, row in zip(lines, self.typed.goals, strict=True)
        ]

    def last_term(self) -> Iterator[Line]:
        for row in self.typed.last_term:
            if row.faults:
                yield self._refused(LAST_TERM, row, row.faults)
            elif row.is_taken:
                yield self._carried(row)
            elif row.new_wording:
                sentence = _("There is a new wording, but carrying over is not answered with yes.")
                yield self._at_fault(LAST_TERM, row, TAKE, sentence)

    def _stale_pairs(self) -> set[tuple[int, int]]:
        goals = self.basis.goals
        return {
            (known.goal, number)
            for row in self.typed.goals
            if (known := goals.get(row.reference))
            and (number := _number(row.seen))
            and number != known.number
        }

    def _known(self, row: GoalTyped, content: Content) -> Line:
        known = self.basis.goals.get(row.reference)
        if known is None:
            sentence = _("Your department has no goal with this reference in this framework. Leave"
                         " the cell empty for a new goal.")  # fmt: skip
            return self._at_fault(GOALS, row, REFERENCE, sentence)
        if row.reference in self.references:
            return self._at_fault(GOALS, row, REFERENCE, _there(self.references[row.reference]))
        self.references[row.reference] = row.number
        line = Line(GOALS, row.number, Outcome.UNCHANGED, row.reference, known.goal)
        # What stands there already needs no act, whatever version the row was filled in from.
        if content == known.content:
            return line
        if _number(row.seen) != known.number:
            return self._of_another_version(row, content, known, line)
        return self._changed(row, content, known)

    def _of_another_version(
        self, row: GoalTyped, content: Content, known: Known, line: Line
    ) -> Line:
        before = self.earlier.get((known.goal, _number(row.seen)))
        if before is None:
            sentence = _("This is no version of the goal. Please download the workbook anew.")
            return self._at_fault(GOALS, row, SEEN, sentence)
        if content == before:
            # Nobody touched this row; the goal was changed elsewhere meanwhile, and stays so.
            return line
        told = {"seen": row.seen, "current": known.number}
        sentence = _("The goal has been changed since: the row shows version %(seen)s, now version"
                     " %(current)s stands there.") % told  # fmt: skip
        stale = self._at_fault(GOALS, row, SEEN, sentence)
        return stale._replace(goal=known.goal, content=content, before=known.content)

    def _changed(self, row: GoalTyped, content: Content, known: Known) -> Line:
        if known.to_revise:
            line = self._at_fault(GOALS, row, REFERENCE, known.to_revise.sentence)
            return line._replace(goal=known.goal, content=content, before=known.content)
        if sentence := self._closed(content, kept=known.content.clauses):
            return self._at_fault(GOALS, row, "clauses", sentence)
        self.texts.pop((known.content.kind, known.content.wording), None)
        self.said.setdefault((content.kind, content.wording), (GOALS, "wording", row.number))
        return Line(
            GOALS,
            row.number,
            Outcome.CHANGED,
            row.reference,
            known.goal,
            content=content,
            before=known.content,
        )

    def _new(self, row: GoalTyped, content: Content) -> Line:
        text = (content.kind, content.wording)
        source = self.basis.last_term.get(self.typed.origins.get(row.number, ""))
        if source and source.taken_as:
            return Line(GOALS, row.number, Outcome.UNCHANGED, "", source=source.goal)
        if text in self.texts and not source:
            return Line(GOALS, row.number, Outcome.UNCHANGED, "", self.texts[text])
        if text in self.said:
            return self._at_fault(GOALS, row, "wording", self._twice(text))
        if sentence := self._closed(content):
            return self._at_fault(GOALS, row, "clauses", sentence)
        self.said[text] = (GOALS, "wording", row.number)
        line = Line(GOALS, row.number, Outcome.NEW, "", content=content)
        if source is None:
            return line
        # Where the department has written the same already, that goal is linked to it.
        return line._replace(
            outcome=Outcome.CARRIED_OVER,
            reference=self.typed.origins[row.number],
            goal=self.texts.get(text),
            source=source.goal,
            before=source.before,
        )

    def _carried(self, row: CarriedTyped) -> Line:
        source = self.basis.last_term.get(row.reference)
        if source is None:
            sentence = _("Your department delivered no goal with this reference last term.")
            return self._at_fault(LAST_TERM, row, REFERENCE, sentence)
        if row.reference in self.taken:
            return self._at_fault(LAST_TERM, row, REFERENCE, _there(self.taken[row.reference]))
        self.taken[row.reference] = row.number
        if source.taken_as:
            return Line(LAST_TERM, row.number, Outcome.UNCHANGED, row.reference, source=source.goal)
        content = source.content
        if row.new_wording:
            content = content._replace(wording=row.new_wording)
        text = (content.kind, content.wording)
        if text in self.said:
            column = NEW_WORDING if row.new_wording else REFERENCE
            return self._at_fault(LAST_TERM, row, column, self._twice(text))
        self.said[text] = (LAST_TERM, REFERENCE, row.number)
        return Line(
            LAST_TERM,
            row.number,
            Outcome.CARRIED_OVER,
            row.reference,
            # Where the department has written the same already, that goal is linked to it.
            self.texts.get(text),
            source.goal,
            content,
            source.before,
        )

    def _closed(self, content: Content, *, kept: Sequence[int] = ()) -> str:
        """Return why one of the clauses cannot be taken up, or an empty text."""
        closed, removed = self.basis.choices.closed_clauses, self.basis.choices.removed_clauses
        refused = (key for key in content.clauses if key in closed)
        return next((closed[key] for key in refused if not (key in removed and key in kept)), "")

    def _twice(self, text: tuple[str, str]) -> str:
        cell = self.typed.cell(*self.said[text])
        return _("The same goal stands in %(cell)s already.") % {"cell": cell}

    def _at_its_faults(self, row: GoalTyped) -> Line:
        return self._refused(GOALS, row, row.faults)

    def _at_fault(
        self, sheet: str, row: GoalTyped | CarriedTyped, column: str, sentence: str
    ) -> Line:
        cell = self.typed.cell(sheet, column, row.number)
        value = shown(row.cells[self.typed.places[sheet][column]])
        return self._refused(sheet, row, [Fault(cell, value, sentence)])

    def _refused(self, sheet: str, row: GoalTyped | CarriedTyped, faults: Sequence[Fault]) -> Line:
        places = self.typed.places[sheet]
        cells = [row.cells[places[column]] for column in NEEDED[sheet]]
        reference = row.reference[:LONGEST_REFERENCE]
        return Line(sheet, row.number, Outcome.REFUSED, reference, faults=faults, cells=cells)


def _number(seen: str) -> int:
    return int(seen) if seen.isdecimal() and len(seen) <= _LONGEST_NUMBER else 0


def _there(row: int) -> str:
    return _("The goal stands in row %(row)s already.") % {"row": row}
