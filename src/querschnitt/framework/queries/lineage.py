"""How goals live on from term to term, as far as a reader may see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from querschnitt.accounts.models import Department, User
from querschnitt.accounts.succession import heirs
from querschnitt.framework import rules
from querschnitt.framework.adoption import is_adopted, predecessors_of
from querschnitt.framework.models import (
    Framework,
    Goal,
    GoalDiscontinuation,
    GoalLink,
    GoalVersion,
)
from querschnitt.framework.queries.contents import place_of
from querschnitt.lib.refusal import Obstacle

Kind, Stage = GoalLink.Kind, GoalVersion.Stage


@dataclass(frozen=True)
class LineageStep:
    """A goal in the line of another, with those of that line in which it lives on."""

    version: GoalVersion
    is_here: bool
    sources: list[str]
    """References of the goals that it carries on, with their framework where it is another."""
    note: str

    @property
    def framework(self) -> Framework:
        return self.version.goal.framework


@dataclass(frozen=True)
class LinkedSource:
    """A goal of an earlier framework that lives on in another, by a link that can be taken back."""

    goal: Goal
    heading: str
    note: str


@dataclass(frozen=True)
class Inheritance:
    """A department as it was, with those that answer for its portfolio now."""

    former: Department
    heirs: list[Department]


@dataclass(frozen=True)
class Carriable:
    """An adopted goal of the predecessor, and what can become of it in the new framework."""

    version: GoalVersion
    lead: Inheritance | None
    involved: list[Inheritance]
    contributor: Inheritance | None
    carried_as: list[Goal]
    discontinuation: GoalDiscontinuation | None

    @property
    def is_left(self) -> bool:
        """Whether nobody has said yet what becomes of it."""
        return not self.carried_as and self.discontinuation is None


def lineage_of(goal: Goal, *, seen_by: User) -> list[LineageStep]:
    """Return the line of a goal through all terms, oldest first; empty where it stands alone."""
    links = [*GoalLink.objects.filter(kind__in=(Kind.CARRIED_OVER, Kind.MERGED))]
    line = _reached(goal.pk, [(link.source_id, link.target_id) for link in links])
    if len(line) == 1:
        return []
    versions = (
        GoalVersion.objects.filter(goal__in=line)
        .visible_to(seen_by)
        .latest_of_each_goal()
        .select_related("goal__framework__term")
    )
    seen = {version.goal_id: version for version in versions}
    if not seen.keys() - {goal.pk}:
        return []
    return [
        _step(version, goal, [link for link in links if link.target_id == version.goal_id], seen)
        for version in sorted(seen.values(), key=_age)
    ]


def sources_of(goal: Goal, *, seen_by: User) -> list[LinkedSource]:
    """Return the goals of earlier frameworks that live on in a goal."""
    links = GoalLink.objects.filter(target=goal, kind=Kind.CARRIED_OVER)
    notes = {link.source_id: link.note for link in links}
    return [
        LinkedSource(version.goal, version.heading, notes[version.goal_id])
        for version in _visible(notes, seen_by)
    ]


def linkable(goal: Goal, *, seen_by: User) -> list[GoalVersion]:
    """Return the adopted and reported goals of all preceding frameworks, newest term first."""
    before = [row.pk for row in predecessors_of(goal.framework)]
    versions = (
        GoalVersion.objects.filter(goal__framework__in=before)
        .visible_to(seen_by)
        .latest_of_each_goal()
        .filter(stage__in=rules.LASTING)
        .select_related("goal__framework__term", "chapter")
    )
    return sorted(versions, key=lambda row: (before.index(row.goal.framework_id), place_of(row)))


def carriable(framework: Framework) -> list[Carriable]:
    """Return the adopted goals of the framework's predecessor, with their mapped departments."""
    versions = (
        GoalVersion.objects.filter(goal__framework=framework.predecessor_id, stage=Stage.ADOPTED)
        .latest_of_each_goal()
        .select_related("goal__contributed_by", "goal__framework", "field", "lead", "chapter")
        .prefetch_related("involved")
    )
    answering = heirs()
    carried: dict[int, list[Goal]] = {}
    links = GoalLink.objects.filter(kind=Kind.CARRIED_OVER, target__framework=framework)
    for link in links.select_related("target"):
        carried.setdefault(link.source_id, []).append(link.target)
    left = {one.goal_id: one for one in framework.discontinuations.all()}

    def inherited(department: Department | None) -> Inheritance | None:
        return Inheritance(department, answering[department.pk]) if department else None

    return [
        Carriable(
            version=version,
            lead=inherited(version.lead),
            involved=[one for row in version.involved.all() if (one := inherited(row))],
            contributor=inherited(version.goal.contributed_by),
            carried_as=carried.get(version.goal_id, []),
            discontinuation=left.get(version.goal_id),
        )
        for version in sorted(versions, key=place_of)
    ]


def obstacle_to_carrying_over(framework: Framework, *, by: User) -> Obstacle | None:
    """Return why a person cannot carry goals over into a framework now."""
    return rules.obstacle_to_carrying_over(by, framework, is_adopted=is_adopted(framework))


def _reached(start: int, links: list[tuple[int, int]]) -> set[int]:
    """Return all goals that a goal came from or lives on in, through any number of terms."""
    back: dict[int, list[int]] = {}
    onward: dict[int, list[int]] = {}
    for source, target in links:
        onward.setdefault(source, []).append(target)
        back.setdefault(target, []).append(source)
    return _followed(start, back) | _followed(start, onward)


def _followed(start: int, ways: dict[int, list[int]]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        new = [goal for goal in ways.get(waiting.pop(), []) if goal not in found]
        found |= {*new}
        waiting += new
    return found


def _step(
    version: GoalVersion, here: Goal, links: list[GoalLink], seen: dict[int, GoalVersion]
) -> LineageStep:
    own = version.goal.framework_id
    sources = [seen[link.source_id].goal for link in links if link.source_id in seen]
    return LineageStep(
        version=version,
        is_here=version.goal_id == here.pk,
        sources=[
            goal.reference if goal.framework_id == own else f"{goal.framework} {goal.reference}"
            for goal in sources
        ],
        note=" ".join(link.note for link in links if link.note and link.source_id in seen),
    )


def _age(version: GoalVersion) -> tuple[int, str, int, int]:
    framework = version.goal.framework
    # Within a framework, what was merged stands before what it was merged into.
    is_merged = version.stage == Stage.MERGED
    return (framework.term.number, framework.runs_from, not is_merged, version.goal.position)


def _visible(goals: Iterable[int], seen_by: User) -> list[GoalVersion]:
    versions = (
        GoalVersion.objects.filter(goal__in=[*goals])
        .visible_to(seen_by)
        .latest_of_each_goal()
        .select_related("goal__framework__term")
    )
    return sorted(versions, key=_age)
