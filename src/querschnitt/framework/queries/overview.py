"""What lists of the desk show: frameworks, mandates, terms, and goals still to be finished."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from querschnitt.accounts.models import User
from querschnitt.framework import rules
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.models import (
    Amendment,
    Framework,
    Goal,
    GoalVersion,
    Government,
    LegislativeTerm,
    Mandate,
)
from querschnitt.framework.queries.lines import GoalLine, line_of
from querschnitt.lib.refusal import Obstacle

Stage = GoalVersion.Stage


@dataclass(frozen=True)
class FrameworkLine:
    """A framework in a list, with as many goals as the reader may see."""

    framework: Framework
    goals: int
    is_adopted: bool
    is_amended: bool
    """Whether an amendment of it is under way."""


@dataclass(frozen=True)
class FrameworkObstacles:
    """Why the reader cannot do what a framework's page offers; None where they can."""

    changing: Obstacle | None
    drafting: Obstacle | None


@dataclass(frozen=True)
class UnfinishedGoal:
    """A goal that still lies with who wrote it."""

    framework: Framework
    line: GoalLine


def frameworks(*, seen_by: User) -> list[FrameworkLine]:
    """Return all frameworks, the newest term first."""
    found = (
        GoalVersion.objects.visible_to(seen_by)
        .latest_of_each_goal()
        .exclude(stage__in=(Stage.WITHDRAWN, Stage.MERGED))
        .values_list("goal__framework", "stage")
        .annotate(count=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for framework, stage, count in found:
        counts.setdefault(framework, {})[stage] = count
    versions = GoalVersion.objects.filter(stage=Stage.ADOPTED)
    adopted = {*versions.values_list("goal__framework", flat=True).distinct()}
    under_way = Amendment.objects.filter(state=Amendment.State.OPEN)
    amended = {*under_way.values_list("framework", flat=True)}
    rows = Framework.objects.select_related("term").order_by("-term__number", "-pk")
    return [
        FrameworkLine(
            framework=row,
            goals=sum(counts.get(row.pk, {}).values()),
            is_adopted=row.pk in adopted,
            is_amended=row.pk in amended,
        )
        for row in rows
    ]


def obstacles_on(framework: Framework, *, by: User) -> FrameworkObstacles:
    """Return why a person cannot change a framework or draft a goal for it."""
    is_frozen = is_adopted(framework)
    is_over = framework.is_over(is_adopted=is_frozen)
    return FrameworkObstacles(
        changing=rules.obstacle_to_changing(by, is_adopted=is_frozen, is_history=is_over),
        drafting=rules.obstacle_to_drafting(
            by,
            contributed_by=by.department,
            is_adopted=is_frozen,
            is_history=is_over,
        ),
    )


def unfinished_goals(*, of: User) -> list[UnfinishedGoal]:
    """Return the drafts and returned goals of a person's department, those returned first.

    Coordinators see those that no department contributes.
    """
    if not (of.is_editor or of.is_coordinator):
        return []
    department = None if of.is_coordinator else of.department_id
    versions = (
        GoalVersion.objects.filter(goal__contributed_by=department)
        .current()
        .filter(stage__in=(Stage.DRAFT, Stage.RETURNED))
        .select_related("goal__framework", "goal__contributed_by", "field", "lead", "chapter")
        .prefetch_related("involved")
        .order_by("-stage", "goal__framework", "goal__position")
    )
    return [UnfinishedGoal(version.goal.framework, line_of(version)) for version in versions]


def obstacle_to_revising_clauses(mandate: Mandate, *, by: User) -> Obstacle | None:
    """Return why a person cannot correct the clauses of a mandate."""
    adopted = GoalVersion.objects.filter(stage=Stage.ADOPTED, goal__framework__mandate=mandate)
    return rules.obstacle_to_revising_a_clause(by, is_adopted=adopted.exists())


def same_draft(framework: Framework, *, by: User, kind: str, wording: str) -> Goal | None:
    """Return a goal that the person has already drafted in these very words, if there is one."""
    return Goal.objects.filter(
        framework=framework,
        versions__number=1,
        versions__stage=Stage.DRAFT,
        versions__written_by=by,
        versions__kind=kind,
        versions__wording=wording,
    ).first()


def mandates() -> list[Mandate]:
    """Return all mandates, newest first, each with its ``clause_count``."""
    return [*Mandate.objects.annotate(clause_count=Count("clauses")).order_by("-dated", "title")]


def terms() -> list[LegislativeTerm]:
    """Return all legislative terms, newest first, each with its governments."""
    governments = Government.objects.order_by("in_office_from", "pk")
    return [
        *LegislativeTerm.objects.order_by("-number").prefetch_related(
            Prefetch("governments", governments)
        )
    ]
