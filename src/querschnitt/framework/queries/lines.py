"""A goal as one line of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from querschnitt.accounts.models import Department, User
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.framework.queries.contents import in_order, place_of, took_part

Stage = GoalVersion.Stage

LIVE = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.ADOPTED)
"""The stages in which a goal counts as one of the framework."""


@dataclass(frozen=True)
class GoalLine:
    """The newest version of a goal that the reader may see."""

    goal_id: int
    reference: str
    number: int
    heading: str
    kind: str
    stage: str
    stage_name: str
    field_id: int
    field: str
    lead: Department | None
    involves_all: bool
    involved: tuple[Department, ...]
    contributed_by: Department | None


def visible_versions(framework: Framework, seen_by: User) -> list[GoalVersion]:
    """Return the newest version of each goal that the reader may see, in the framework's order."""
    versions = (
        GoalVersion.objects.filter(goal__framework=framework)
        .visible_to(seen_by)
        .latest_of_each_goal()
        .select_related("goal__contributed_by", "field", "lead", "chapter")
        .prefetch_related("involved")
    )
    return sorted(versions, key=place_of)


def line_of(version: GoalVersion) -> GoalLine:
    """Return a version, loaded as ``visible_versions`` does, as a line."""
    return GoalLine(
        goal_id=version.goal_id,
        reference=version.goal.reference,
        number=version.number,
        heading=version.heading,
        kind=version.get_kind_display(),
        stage=version.stage,
        stage_name=version.get_stage_display(),
        field_id=version.field_id,
        field=version.field.name,
        lead=version.lead,
        involves_all=version.involves_all,
        involved=tuple(in_order(version.involved.all())),
        contributed_by=version.goal.contributed_by,
    )


def departments_of(framework: Framework) -> list[Department]:
    """Return the departments of the framework's time, in order."""
    return [row for row in Department.objects.in_order() if took_part(row, framework)]


def live(versions: Iterable[GoalVersion]) -> list[GoalVersion]:
    """Return those that count as goals of the framework."""
    return [version for version in versions if version.stage in LIVE]
