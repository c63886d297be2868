"""Goals that are like one goal, as its page shows them at once."""

from dataclasses import dataclass

from querschnitt.accounts.models import User
from querschnitt.coordination import likeness_index
from querschnitt.coordination.alike import AT_LEAST, compared, in_words, percent
from querschnitt.coordination.queries.bundling import shared
from querschnitt.framework.models import Goal, GoalLink, GoalVersion
from querschnitt.framework.queries import obstacle_to_bundling
from querschnitt.lib.likeness import marked

LOOKED_AT = 120
"""How many goals are looked at more closely, of which the reader may perhaps see only some."""
SHOWN = 5


@dataclass(frozen=True)
class SimilarGoal:
    """A goal that is like another, by the newest version that the reader may see."""

    version: GoalVersion
    percent: int
    in_words: str
    shared: list[str]
    is_of_this_framework: bool
    can_be_merged: bool

    @property
    def goal(self) -> Goal:
        return self.version.goal


@dataclass(frozen=True)
class SimilarGoals:
    """The goals most like one, the most alike first; or that this is not known yet."""

    goals: list[SimilarGoal]
    is_being_computed: bool = False


def similar_to(current: GoalVersion, *, seen_by: User) -> SimilarGoals:
    """Return the goals that are most like a goal, of those that the reader may see."""
    text = compared(current.title, current.wording)
    near = likeness_index.candidates(text, limit=LOOKED_AT)
    if near is None:
        return SimilarGoals([], is_being_computed=True)
    versions = _visible(current, near, seen_by)
    scores = likeness_index.scores(text, [compared(v.title, v.wording) for v in versions])
    best = sorted(zip(scores, versions, strict=True), key=lambda one: (-one[0], one[1].pk))
    mergeable = seen_by.is_coordinator and _is_submitted(current)
    if mergeable:
        mergeable = obstacle_to_bundling(current.goal.framework, by=seen_by) is None
    return SimilarGoals(
        [
            _shown(current, version, score, mergeable=mergeable)
            for score, version in best[:SHOWN]
            if score >= AT_LEAST
        ]
    )


def _visible(current: GoalVersion, near: list[int], seen_by: User) -> list[GoalVersion]:
    """Return what the reader may see of goals, by versions of them; without those dismissed."""
    noted = {current.goal_id}
    for column, other in (("source", "target"), ("target", "source")):
        links = GoalLink.objects.filter(**{column: current.goal_id})
        noted |= {*links.values_list(other, flat=True)}
    goals = GoalVersion.objects.filter(pk__in=near).values("goal")
    versions = (
        GoalVersion.objects.filter(goal__in=goals)
        .visible_to(seen_by)
        .latest_of_each_goal()
        .exclude(goal__in=noted)
        .exclude(stage__in=GoalVersion.GONE)
        .select_related("goal__framework__term", "goal__contributed_by", "lead")
    )
    return [*versions]


def _is_submitted(version: GoalVersion) -> bool:
    return version.stage == GoalVersion.Stage.SUBMITTED


def _shown(
    current: GoalVersion, version: GoalVersion, score: float, *, mergeable: bool
) -> SimilarGoal:
    text = compared(current.title, current.wording)
    is_of_this = version.goal.framework_id == current.goal.framework_id
    return SimilarGoal(
        version=version,
        percent=percent(score),
        in_words=in_words(score),
        shared=shared(marked(version.wording, against=text), limit=5),
        is_of_this_framework=is_of_this,
        can_be_merged=mergeable and is_of_this and _is_submitted(version),
    )
