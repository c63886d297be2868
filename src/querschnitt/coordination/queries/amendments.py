"""An amendment: what it changes of the version in force, whom it concerns, and how far it is."""

import json
from dataclasses import dataclass

from querschnitt.accounts.models import Department, User
from querschnitt.coordination import rules
from querschnitt.coordination.before_cabinet import under_way
from querschnitt.coordination.models import Round
from querschnitt.coordination.rules import AdoptionObstacle
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.coordination.text_changes import PointChange, changes
from querschnitt.framework import queries as framework_queries
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.adoption import amendment_of, goals_in_force
from querschnitt.framework.models import Amendment, Framework, GoalVersion
from querschnitt.framework.queries import GoalLine
from querschnitt.lib.refusal import Obstacle


@dataclass(frozen=True)
class AmendmentPage:
    """An amendment under way, or that there is none, as one reader sees it."""

    framework: Framework
    in_force: int | None
    """The number of the version in force; None where cabinet has not adopted any."""
    amendment: Amendment | None
    named: list[GoalLine]
    """The goals that the amendment names, as far as the reader sees them."""
    changes: list[PointChange]
    """What the next adoption would change, word by word; drafts are not among it."""
    drafts: list[GoalLine]
    """Goals that still lie with their departments, as far as the reader sees them."""
    concerned: list[Department]
    rounds: list[Round]
    obstacles: list[AdoptionObstacle]
    earlier: list[Amendment]
    to_open: Obstacle | None
    to_extend: Obstacle | None
    to_give_up: Obstacle | None
    to_open_round: Obstacle | None


def amendment_page(framework: Framework, *, seen_by: User) -> AmendmentPage:
    """Return what a framework's amendment under way is about."""
    standing = standing_of(framework)
    amendments = list(framework.amendments.select_related("opened_by").order_by("-number"))
    amendment = standing.amendment if standing.is_amending else None
    lines = framework_queries.lines_of(framework, seen_by=seen_by)
    named = {*amendment.goals.values_list("pk", flat=True)} if amendment else set()
    unfinished = {GoalVersion.Stage.DRAFT, GoalVersion.Stage.RETURNED}
    return AmendmentPage(
        framework=standing.framework,
        in_force=standing.in_force.number if standing.in_force else None,
        amendment=amendment,
        named=[line for line in lines if line.goal_id in named],
        changes=changes_of(standing),
        drafts=[line for line in lines if line.stage in unfinished] if amendment else [],
        concerned=list(standing.concerned),
        rounds=standing.procedure_rounds if amendment else [],
        obstacles=rules.obstacles_to_adopting(standing) if amendment else [],
        earlier=[one for one in amendments if not one.is_open],
        **_obstacles(standing, amendment, seen_by),
    )


def changes_of(standing: Standing, *, points: list[str] | None = None) -> list[PointChange]:
    """Return what an amendment under way changes of the version in force.

    :param points: compare no other points than these
    """
    if not standing.is_amending or standing.in_force is None:
        return []
    only = standing.changes.points if points is None else points
    return changes(json.loads(standing.in_force.content), standing.text.content, only=only)


def obstacle_to_opening_an_amendment(framework: Framework, by: User) -> Obstacle | None:
    """Return why a person cannot open an amendment of this framework."""
    return framework_rules.obstacle_to_opening_an_amendment(
        by,
        framework,
        has_adopted_goals=bool(goals_in_force(framework)),
        under_way=amendment_of(framework),
    )


def obstacle_to_giving_up(amendment: Amendment, by: User) -> Obstacle | None:
    """Return why a person cannot give up an amendment today."""
    return rules.obstacle_to_giving_up(
        amendment,
        by,
        has_open_round=amendment.rounds.filter(closed_on=None).exists(),
        has_submission=under_way(amendment.framework) is not None,
    )


def concerned_by_amendment(framework: Framework) -> list[Department] | None:
    """Return whom an amendment under way concerns; None where none is under way."""
    standing = standing_of(framework)
    if not standing.is_amending:
        return None
    return [department for department in standing.concerned if department.is_current]


def _obstacles(
    standing: Standing, amendment: Amendment | None, by: User
) -> dict[str, Obstacle | None]:
    kind = Round.Kind.CO_SIGNATURE
    if amendment is None:
        return {
            "to_open": obstacle_to_opening_an_amendment(standing.framework, by),
            "to_extend": None,
            "to_give_up": None,
            "to_open_round": None,
        }
    return {
        "to_open": None,
        "to_extend": framework_rules.obstacle_to_changing_an_amendment(by, amendment),
        "to_give_up": obstacle_to_giving_up(amendment, by),
        "to_open_round": rules.obstacle_to_opening_another(kind, by, standing=standing),
    }
