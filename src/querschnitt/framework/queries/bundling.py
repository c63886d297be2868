"""What a goal was made of, what it was merged into, and which goals are related to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules
from querschnitt.framework.adoption import is_adopted
from querschnitt.framework.bundling import departments_of_all, last_merging
from querschnitt.framework.models import Framework, Goal, GoalLink, GoalVersion
from querschnitt.framework.queries.contents import in_order
from querschnitt.lib.refusal import Obstacle

Kind = GoalLink.Kind


@dataclass(frozen=True)
class LinkedGoal:
    """A goal that a link leads to, by the newest version that the reader may see."""

    version: GoalVersion
    note: str

    @property
    def goal(self) -> Goal:
        return self.version.goal


@dataclass(frozen=True)
class MergedSource:
    """A goal that lives on in another, with its versions, newest first."""

    goal: Goal
    versions: list[GoalVersion]
    note: str


@dataclass(frozen=True)
class Bundle:
    """How a goal stands to others of its time, as far as the reader may see them."""

    lives_on_in: LinkedGoal | None
    sources: list[MergedSource]
    related: list[LinkedGoal]
    separating: Obstacle | None
    """Why the reader cannot undo the last merging into it; None where they can."""


def bundle_of(current: GoalVersion, *, seen_by: User) -> Bundle:
    """Return what a goal, by its newest version, was merged from and into, and its relatives."""
    goal = current.goal
    links = [
        *GoalLink.objects.filter(source=goal, kind__in=(Kind.MERGED, Kind.RELATED)),
        *GoalLink.objects.filter(target=goal, kind__in=(Kind.MERGED, Kind.RELATED)),
    ]
    others = {link.target_id if link.source_id == goal.pk else link.source_id for link in links}
    versions: dict[int, list[GoalVersion]] = {}
    visible = GoalVersion.objects.filter(goal__in=others).visible_to(seen_by).order_by("-number")
    for version in visible.select_related("goal__framework", "goal__contributed_by", "lead"):
        versions.setdefault(version.goal_id, []).append(version)
    onward = [link for link in links if link.kind == Kind.MERGED and link.source_id == goal.pk]
    return Bundle(
        lives_on_in=next(iter(_linked(onward, goal, versions)), None),
        sources=[
            MergedSource(versions[link.source_id][0].goal, versions[link.source_id], link.note)
            for link in links
            if link.kind == Kind.MERGED and link.target_id == goal.pk
            if link.source_id in versions
        ],
        related=_linked([link for link in links if link.kind == Kind.RELATED], goal, versions),
        separating=obstacle_to_separating(current, by=seen_by),
    )


def goals_to_merge(framework: Framework, references: Sequence[str]) -> list[GoalVersion]:
    """Return the newest versions of some goals of a framework, with all that merging needs."""
    versions = (
        GoalVersion.objects.filter(goal__framework=framework, goal__reference__in=references)
        .current()
        .select_related("goal__contributed_by", "goal__framework__term", "lead", "field", "chapter")
        .prefetch_related("involved", "clauses")
    )
    found = {version.goal.reference: version for version in versions}
    return [found[reference] for reference in dict.fromkeys(references) if reference in found]


def all_departments(versions: Sequence[GoalVersion]) -> list[Department]:
    """Return the departments that a goal made of these keeps, in order."""
    return in_order(departments_of_all(versions))


def obstacle_to_merging(versions: Sequence[GoalVersion], *, by: User) -> Obstacle | None:
    """Return why a person cannot merge goals, whose newest versions are given."""
    frozen = {
        version.goal_id
        for version in versions
        if is_adopted(version.goal.framework, goal=version.goal)
    }
    return rules.obstacle_to_merging(by, versions, into=None, frozen=frozen)


def obstacle_to_bundling(framework: Framework, *, by: User) -> Obstacle | None:
    """Return why nothing can be merged in a framework now."""
    return rules.obstacle_to_bundling(by, framework, is_adopted=is_adopted(framework))


def obstacle_to_separating(current: GoalVersion, *, by: User) -> Obstacle | None:
    """Return why a person cannot undo the last merging into a goal, by its newest version."""
    links = last_merging(current.goal)
    return rules.obstacle_to_separating(
        by,
        current,
        is_adopted=is_adopted(current.goal.framework, goal=current.goal),
        is_merged=bool(links),
        is_as_merged=bool(links) and links[0].linked_at == current.written_at,
    )


def current_version_of(goal: Goal) -> GoalVersion:
    """Return a goal's newest version, whoever may read it."""
    versions = GoalVersion.objects.filter(goal=goal).current()
    return versions.select_related("goal__framework__term").get()


def _linked(
    links: Sequence[GoalLink], goal: Goal, versions: dict[int, list[GoalVersion]]
) -> list[LinkedGoal]:
    found = []
    for link in links:
        other = link.target_id if link.source_id == goal.pk else link.source_id
        if other in versions:
            found.append(LinkedGoal(versions[other][0], link.note))
    return found
