"""What pages about an amendment ask of the framework."""

from dataclasses import dataclass

from querschnitt.accounts.models import User
from querschnitt.framework.adoption import amendment_of, goals_in_force
from querschnitt.framework.models import Amendment, Framework, Goal, GoalVersion
from querschnitt.framework.queries.lines import GoalLine, line_of, visible_versions

Stage = GoalVersion.Stage


@dataclass(frozen=True)
class AmendmentNotice:
    """That an amendment of a framework is under way, and what it touched so far."""

    amendment: Amendment
    touched: list[GoalLine]
    """Goals that read differently from what is in force, as far as the reader sees them."""


def amendment_notice(framework: Framework, *, seen_by: User) -> AmendmentNotice | None:
    """Return what a framework's page says of an amendment under way; None where none is."""
    amendment = amendment_of(framework)
    if amendment is None:
        return None
    in_force = goals_in_force_or_left(framework)
    lines = lines_of(framework, seen_by=seen_by)
    unchanged = {Stage.ADOPTED, Stage.REPORTED}
    return AmendmentNotice(
        amendment=amendment,
        touched=[
            line
            for line in lines
            if line.stage not in unchanged
            and (line.goal_id in in_force or line.stage not in GoalVersion.GONE)
        ],
    )


def goals_in_force_or_left(framework: Framework) -> set[int]:
    """Return the keys of all goals of which cabinet has adopted a version."""
    adopted = GoalVersion.objects.filter(goal__framework=framework, stage=Stage.ADOPTED)
    return {*adopted.values_list("goal", flat=True)}


def lines_of(framework: Framework, *, seen_by: User) -> list[GoalLine]:
    """Return the newest version of each goal that a reader may see, in the framework's order."""
    return [line_of(version) for version in visible_versions(framework, seen_by)]


def adopted_headings(framework: Framework) -> list[tuple[Goal, str]]:
    """Return the goals that are in force with their adopted headings, in order."""
    rows = (
        GoalVersion.objects.filter(goal__in=goals_in_force(framework), stage=Stage.ADOPTED)
        .latest_of_each_goal()
        .select_related("goal")
        .order_by("goal__position", "goal")
    )
    return [(row.goal, row.heading) for row in rows]
