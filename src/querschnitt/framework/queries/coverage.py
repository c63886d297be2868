"""What became of each clause of the mandate."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from querschnitt.accounts.models import Department, User
from querschnitt.framework.models import Clause, ClauseExclusion, Framework, Mandate
from querschnitt.framework.queries.contents import in_order
from querschnitt.framework.queries.lines import GoalLine, line_of, live, visible_versions


@dataclass(frozen=True)
class ClauseCoverage:
    """A clause with the goals that take it up, or the reason why none does."""

    clause: Clause
    departments: list[Department]
    goals: list[GoalLine]
    exclusion: ClauseExclusion | None

    @property
    def is_open(self) -> bool:
        """Neither does a goal take it up, nor is there a reason why not."""
        return not self.goals and self.exclusion is None


@dataclass(frozen=True)
class Coverage:
    """Mandate and goals, set against each other."""

    framework: Framework
    mandate: Mandate | None
    clauses: list[ClauseCoverage]
    without_clause: list[GoalLine]
    on_another_mandate: list[tuple[GoalLine, str]]

    @property
    def open_clauses(self) -> list[ClauseCoverage]:
        return [clause for clause in self.clauses if clause.is_open]


def coverage(framework: Framework, *, seen_by: User) -> Coverage:
    """Return what became of each clause, as far as the reader may see the goals."""
    versions = live(visible_versions(framework, seen_by))
    prefetch_related_objects(versions, "clauses")
    taking_up: dict[int, list[GoalLine]] = {}
    without_clause, on_another_mandate = [], []
    for version in versions:
        line = line_of(version)
        for clause in version.clauses.all():
            taking_up.setdefault(clause.pk, []).append(line)
        if version.other_mandate:
            on_another_mandate.append((line, version.other_mandate))
        elif not version.clauses.all():
            without_clause.append(line)
    return Coverage(
        framework=framework,
        mandate=framework.mandate,
        clauses=_clauses(framework, taking_up),
        without_clause=without_clause,
        on_another_mandate=on_another_mandate,
    )


def _clauses(framework: Framework, taking_up: dict[int, list[GoalLine]]) -> list[ClauseCoverage]:
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
