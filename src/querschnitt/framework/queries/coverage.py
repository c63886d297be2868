"""What became of each clause of the mandate: clauses, goals and departments set side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.framework.models import Clause, ClauseExclusion, Framework, GoalVersion, Mandate
from querschnitt.framework.queries.contents import in_order
from querschnitt.framework.queries.lines import (
    GoalLine,
    departments_of,
    line_of,
    live,
    visible_versions,
)

OPEN, TAKEN_UP, EXCLUDED, REMOVED, OTHER = "open", "taken_up", "excluded", "removed", "other"
STATES = (
    (OPEN, _("open")),
    (TAKEN_UP, _("taken up")),
    (EXCLUDED, _("not taken up")),
    (REMOVED, _("removed from the mandate")),
    (OTHER, _("on another mandate")),
)
"""What can have become of a clause, or what a goal can rest on; the first that fits counts."""


@dataclass(frozen=True)
class CoverageFilter:
    """What a reader narrows the coverage to; what is empty narrows nothing."""

    department: Department | None = None
    field: int | None = None
    kind: str = ""
    state: str = ""
    text: str = ""

    @property
    def narrows_goals(self) -> bool:
        return bool(self.field or self.kind)

    def is_said_in(self, *texts: str) -> bool:
        """Return whether the words looked for stand in one of the texts."""
        return any(self.text.casefold() in text.casefold() for text in texts)


NOTHING_WANTED = CoverageFilter()


@dataclass(frozen=True)
class CoverageCell:
    """What one department does about a clause."""

    led: list[GoalLine]
    involved: list[GoalLine]
    is_charged: bool
    """Whether the mandate names the department."""


@dataclass(frozen=True)
class ClauseCoverage:
    """A clause with the goals that take it up, or the reason why none does."""

    clause: Clause
    departments: list[Department]
    goals: list[GoalLine]
    exclusion: ClauseExclusion | None
    cells: list[CoverageCell] = field(default_factory=list)
    without_department: list[GoalLine] = field(default_factory=list)
    """Goals that no department leads or takes part in."""

    @property
    def is_open(self) -> bool:
        """Neither does a goal take it up, nor is there a reason why not."""
        return self.state == OPEN

    @property
    def state(self) -> str:
        if self.clause.is_removed:
            return REMOVED
        if self.goals:
            return TAKEN_UP
        return OPEN if self.exclusion is None else EXCLUDED


@dataclass(frozen=True)
class GoalCoverage:
    """A goal with the clauses on which it rests, or another mandate, or nothing."""

    goal: GoalLine
    clauses: list[Clause]
    other_mandate: str
    kind: str

    @property
    def state(self) -> str:
        if self.clauses:
            return REMOVED if all(clause.is_removed for clause in self.clauses) else TAKEN_UP
        return OTHER if self.other_mandate else OPEN


@dataclass(frozen=True)
class DepartmentCoverage:
    """A department with what the mandate charges it with, and what it delivers."""

    department: Department
    charged: list[ClauseCoverage]
    led: list[GoalCoverage]
    involved: list[GoalCoverage]

    @property
    def without_own_goal(self) -> list[ClauseCoverage]:
        """Clauses charged to the department that stand, and no goal it has a part in takes up."""
        own = {clause.pk for row in (*self.led, *self.involved) for clause in row.clauses}
        return [
            row
            for row in self.charged
            if row.state in {OPEN, TAKEN_UP} and row.clause.pk not in own
        ]


@dataclass(frozen=True)
class Coverage:
    """Mandate and goals, set against each other."""

    framework: Framework
    mandate: Mandate | None
    columns: list[Department]
    clauses: list[ClauseCoverage]
    goals: list[GoalCoverage]
    departments: list[DepartmentCoverage]
    all_clauses: list[ClauseCoverage]
    all_goals: list[GoalCoverage]

    @property
    def without_clause(self) -> list[GoalLine]:
        return [row.goal for row in self.all_goals if row.state == OPEN]

    @property
    def on_another_mandate(self) -> list[tuple[GoalLine, str]]:
        return [(row.goal, row.other_mandate) for row in self.all_goals if row.other_mandate]

    @property
    def open_clauses(self) -> list[ClauseCoverage]:
        return [clause for clause in self.all_clauses if clause.is_open]

    @cached_property
    def clause_counts(self) -> dict[str, int]:
        """How many clauses there are in each state, whatever is filtered."""
        return _counted(row.state for row in self.all_clauses)

    @cached_property
    def goal_counts(self) -> dict[str, int]:
        """How many goals rest on what, whatever is filtered."""
        return _counted(row.state for row in self.all_goals)


def coverage(
    framework: Framework, *, seen_by: User, wanted: CoverageFilter = NOTHING_WANTED
) -> Coverage:
    """Return what became of each clause, as far as the reader may see the goals."""
    versions = live(visible_versions(framework, seen_by))
    prefetch_related_objects(versions, "clauses")
    goals = [_goal(version) for version in versions]
    of_the_time = departments_of(framework)
    everyone = {department.pk for department in of_the_time}
    fitting = [row for row in goals if _fits_goal(row, wanted, everyone)]
    clauses = _clauses(framework, goals)
    columns = _columns(of_the_time, clauses, goals)
    shown = [row for row in clauses if _fits_clause(row, wanted, everyone, fitting)]
    in_cells = fitting if wanted.narrows_goals else goals
    return Coverage(
        framework=framework,
        mandate=framework.mandate,
        columns=columns,
        clauses=[_with_cells(row, columns, everyone, in_cells) for row in shown],
        goals=[row for row in fitting if _is_in_state(row.state, wanted)],
        departments=_departments(columns, shown, fitting, wanted, everyone),
        all_clauses=clauses,
        all_goals=goals,
    )


def _goal(version: GoalVersion) -> GoalCoverage:
    clauses = sorted(version.clauses.all(), key=lambda clause: clause.number)
    return GoalCoverage(line_of(version), clauses, version.other_mandate, version.kind)


def _clauses(framework: Framework, goals: list[GoalCoverage]) -> list[ClauseCoverage]:
    taking_up: dict[int, list[GoalLine]] = {}
    for row in goals:
        for clause in row.clauses:
            taking_up.setdefault(clause.pk, []).append(row.goal)
    exclusions = {exclusion.clause_id: exclusion for exclusion in framework.exclusions.all()}
    rows = Clause.objects.filter(mandate=framework.mandate_id).order_by("number")
    return [
        ClauseCoverage(
            clause=clause,
            departments=in_order(clause.departments.all()),
            goals=taking_up.get(clause.pk, []),
            exclusion=exclusions.get(clause.pk),
        )
        for clause in rows.prefetch_related("departments")
    ]


def _columns(
    of_the_time: list[Department], clauses: list[ClauseCoverage], goals: list[GoalCoverage]
) -> list[Department]:
    found = {department.pk: department for department in of_the_time}
    named = [department for row in clauses for department in row.departments]
    for row in goals:
        named += [*row.goal.involved, *([row.goal.lead] if row.goal.lead else [])]
    found |= {department.pk: department for department in named}
    return in_order(found.values())


def _with_cells(
    row: ClauseCoverage,
    columns: list[Department],
    everyone: set[int],
    goals: list[GoalCoverage],
) -> ClauseCoverage:
    fitting = {one.goal.goal_id for one in goals}
    lines = [line for line in row.goals if line.goal_id in fitting]
    charged = {department.pk for department in row.departments}
    cells = [
        CoverageCell(
            led=[line for line in lines if line.lead == department],
            involved=[line for line in lines if _takes_part(department, line, everyone)],
            is_charged=department.pk in charged,
        )
        for department in columns
    ]
    placed = {line.goal_id for cell in cells for line in (*cell.led, *cell.involved)}
    return ClauseCoverage(
        clause=row.clause,
        departments=row.departments,
        goals=row.goals,
        exclusion=row.exclusion,
        cells=cells,
        without_department=[line for line in lines if line.goal_id not in placed],
    )


def _departments(
    columns: list[Department],
    clauses: list[ClauseCoverage],
    goals: list[GoalCoverage],
    wanted: CoverageFilter,
    everyone: set[int],
) -> list[DepartmentCoverage]:
    return [
        DepartmentCoverage(
            department=department,
            charged=[row for row in clauses if department in row.departments],
            led=[row for row in goals if row.goal.lead == department],
            involved=[row for row in goals if _takes_part(department, row.goal, everyone)],
        )
        for department in columns
        if wanted.department in {None, department}
    ]


def _takes_part(department: Department, line: GoalLine, everyone: set[int]) -> bool:
    if line.lead == department:
        return False
    return department in line.involved or (line.involves_all and department.pk in everyone)


def _has_a_part(department: Department, line: GoalLine, everyone: set[int]) -> bool:
    return line.lead == department or _takes_part(department, line, everyone)


def _fits_goal(row: GoalCoverage, wanted: CoverageFilter, everyone: set[int]) -> bool:
    line = row.goal
    return (
        (wanted.department is None or _has_a_part(wanted.department, line, everyone))
        and wanted.field in {None, line.field_id}
        and wanted.kind in {"", row.kind}
        and wanted.is_said_in(
            line.heading, line.reference, row.other_mandate, *(c.text for c in row.clauses)
        )
    )


def _fits_clause(
    row: ClauseCoverage,
    wanted: CoverageFilter,
    everyone: set[int],
    fitting: list[GoalCoverage],
) -> bool:
    if not _is_in_state(row.state, wanted):
        return False
    if wanted.narrows_goals and not {line.goal_id for line in row.goals} & {
        one.goal.goal_id for one in fitting
    }:
        return False
    department = wanted.department
    if department and not (
        department in row.departments
        or any(_has_a_part(department, line, everyone) for line in row.goals)
    ):
        return False
    reason = row.exclusion.reason if row.exclusion else ""
    said = (row.clause.text, row.clause.reference, reason, row.clause.removal_reason)
    return wanted.is_said_in(*said, *(f"{line.reference} {line.heading}" for line in row.goals))


def _is_in_state(state: str, wanted: CoverageFilter) -> bool:
    return wanted.state in {"", state}


def _counted(states: Iterable[str]) -> dict[str, int]:
    counts = {state: 0 for state, _name in STATES}
    for state in states:
        counts[state] += 1
    return counts
