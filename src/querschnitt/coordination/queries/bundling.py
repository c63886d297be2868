"""Which goals say the same: what the last search suggests, and what was dismissed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q

from querschnitt.accounts.models import Department, User
from querschnitt.coordination import likeness_index, rules
from querschnitt.coordination.alike import compared, in_words, percent, search_key
from querschnitt.coordination.models import LikenessSearch, Suggestion
from querschnitt.framework.adoption import predecessors_of
from querschnitt.framework.bundling import link_between
from querschnitt.framework.models import (
    FieldOfAction,
    Framework,
    Goal,
    GoalLink,
    GoalVersion,
)
from querschnitt.framework.queries import obstacle_to_bundling
from querschnitt.lib.likeness import Part, marked
from querschnitt.lib.refusal import Obstacle
from querschnitt.outbox.models import Job

Kind, Stage = GoalLink.Kind, GoalVersion.Stage

PER_PAGE = 20
_PARTS = ("goal__framework__term", "goal__contributed_by", "lead", "field")
LIVE = (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.ADOPTED)
LASTING = (Stage.ADOPTED, Stage.REPORTED)


@dataclass(frozen=True)
class Narrowed:
    """By what the reader has narrowed the suggestions."""

    department: Department | None = None
    field: FieldOfAction | None = None
    at_least: int = 0
    where: str = ""
    """``within``: pairs of the framework itself; ``across``: with goals of earlier ones."""


@dataclass(frozen=True)
class Side:
    """One of two goals, with what makes it like the other marked."""

    version: GoalVersion
    title: list[Part]
    wording: list[Part]

    @property
    def goal(self) -> Goal:
        return self.version.goal

    @property
    def departments(self) -> list[str]:
        """Who contributes, leads or takes part, without repetition."""
        version = self.version
        named = [version.goal.contributed_by, version.lead, *version.involved.all()]
        return [*dict.fromkeys(one.abbreviation for one in named if one)]


@dataclass(frozen=True)
class PairShown:
    """Two goals side by side: how alike they are, and why."""

    one: Side
    other: Side
    percent: int
    in_words: str
    is_across_terms: bool
    shared: list[str]
    """The words and parts of words that they share, the longest first."""
    link: GoalLink | None = None
    """What is noted about the two already."""

    @property
    def can_be_merged(self) -> bool:
        stages = {self.one.version.stage, self.other.version.stage}
        return not self.is_across_terms and stages == {Stage.SUBMITTED}


@dataclass(frozen=True)
class SearchState:
    """When a framework was last searched, and how far a search is that is under way."""

    last: LikenessSearch | None
    is_outdated: bool
    job: Job | None
    seeking: Obstacle | None


@dataclass(frozen=True)
class SuggestionPage:
    """A page of suggestions, the most alike first."""

    framework: Framework
    pairs: list[PairShown]
    count: int
    number: int
    search: SearchState
    merging: Obstacle | None
    """Why nothing can be merged in the framework; None where it can."""

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.pairs) - 1


@dataclass(frozen=True)
class Dismissed:
    """A pair of which somebody noted that the two do not say the same."""

    link: GoalLink
    one: GoalVersion
    other: GoalVersion
    """The goal of the framework comes first."""

    @property
    def at(self) -> datetime:
        return self.link.linked_at


def suggestion_page(
    framework: Framework, *, seen_by: User, narrowed: Narrowed, number: int = 1
) -> SuggestionPage:
    """Return the suggestions of a framework that still hold, as many as one page takes."""
    found = _narrow(_standing(framework), narrowed)
    count = found.count()
    number = max(1, min(number, -(-count // PER_PAGE)))
    rows = found.order_by("-score", "pk")[(number - 1) * PER_PAGE : number * PER_PAGE]
    return SuggestionPage(
        framework=framework,
        pairs=[pair_shown(row.one_version, row.other_version, row.score) for row in _loaded(rows)],
        count=count,
        number=number,
        search=search_state(framework, by=seen_by),
        merging=obstacle_to_bundling(framework, by=seen_by),
    )


def search_state(framework: Framework, *, by: User) -> SearchState:
    """Return when a framework was searched, and whether that happens now."""
    last = LikenessSearch.objects.filter(framework=framework).first()
    newest = (
        GoalVersion.objects.filter(goal__framework=framework)
        .exclude(stage=Stage.SET_ASIDE)
        .aggregate(newest=Max("pk"))["newest"]
    )
    jobs = Job.objects.filter(dedupe_key=search_key(framework.pk))
    job = jobs.filter(state__in=(Job.State.PENDING, Job.State.RUNNING)).order_by("pk").last()
    return SearchState(
        last=last,
        is_outdated=bool(newest and (last is None or newest > last.newest_version)),
        job=job,
        seeking=rules.obstacle_to_seeking_suggestions(by, framework, is_under_way=bool(job)),
    )


def suggestions_waiting(framework: Framework) -> int:
    """Return how many suggestions of a framework nobody has answered yet."""
    return int(_standing(framework).count())


def pair_of(framework: Framework, one: int, other: int) -> PairShown | None:
    """Return two goals by their ids, the first of the framework, the other of it or an earlier."""
    frameworks = [framework, *predecessors_of(framework)]
    versions = GoalVersion.objects.filter(goal__in=(one, other), goal__framework__in=frameworks)
    found = {version.goal_id: version for version in _with_parts(versions.current())}
    if {*found} != {one, other} or found[one].goal.framework_id != framework.pk:
        return None
    texts = [compared(found[key].title, found[key].wording) for key in (one, other)]
    (score,) = likeness_index.scores(texts[0], texts[1:])
    link = link_between(found[one].goal, found[other].goal)
    return replace(pair_shown(found[one], found[other], score), link=link)


def marked_against_all(versions: Sequence[GoalVersion]) -> list[Side]:
    """Return several goals, each with what any of the others has too marked."""
    texts = {version.pk: compared(version.title, version.wording) for version in versions}
    sides = []
    for version in versions:
        others = "\n".join(text for key, text in texts.items() if key != version.pk)
        parts = [marked(text, against=others) for text in (version.title, version.wording)]
        sides.append(Side(version, *parts))
    return sides


def pair_shown(one: GoalVersion, other: GoalVersion, score: float) -> PairShown:
    """Return two goals with what they share marked in both."""
    texts = [compared(version.title, version.wording) for version in (one, other)]
    sides = [
        Side(one, marked(one.title, against=texts[1]), marked(one.wording, against=texts[1])),
        Side(other, marked(other.title, against=texts[0]), marked(other.wording, against=texts[0])),
    ]
    return PairShown(
        one=sides[0],
        other=sides[1],
        percent=percent(score),
        in_words=in_words(score),
        is_across_terms=one.goal.framework_id != other.goal.framework_id,
        shared=shared(sides[0].title + sides[0].wording),
    )


def shared(parts: Sequence[Part], *, limit: int = 8) -> list[str]:
    """Return what is marked in a text, each once, the longest first."""
    words = {part.text.lower(): part.text for part in parts if part.is_shared}
    return sorted(words.values(), key=lambda word: (-len(word), word))[:limit]


def dismissed(framework: Framework) -> list[Dismissed]:
    """Return the pairs with a goal of the framework that were dismissed, newest first."""
    links = GoalLink.objects.filter(
        Q(source__framework=framework) | Q(target__framework=framework), kind=Kind.DISTINCT
    )
    rows = [*links.select_related("linked_by__department").order_by("-linked_at", "-pk")]
    goals = {goal for row in rows for goal in (row.source_id, row.target_id)}
    versions = GoalVersion.objects.filter(goal__in=goals).current()
    known = {v.goal_id: v for v in versions.select_related("goal__framework")}
    found = []
    for row in rows:
        one, other = known[row.source_id], known[row.target_id]
        if one.goal.framework_id != framework.pk:
            one, other = other, one
        found.append(Dismissed(row, one, other))
    return found


def _standing(framework: Framework) -> Any:
    """Return the suggestions that still hold: both versions are the newest, nothing is noted."""
    links = GoalLink.objects.filter(
        Q(source=OuterRef("one"), target=OuterRef("other"))
        | Q(source=OuterRef("other"), target=OuterRef("one"))
    )
    own = Q(one_version__stage__in=LIVE)
    theirs = Q(is_across_terms=False, other_version__stage__in=LIVE) | Q(
        is_across_terms=True, other_version__stage__in=LASTING
    )
    return Suggestion.objects.filter(own, theirs, framework=framework).exclude(
        Exists(links) | Exists(_newer("one")) | Exists(_newer("other"))
    )


def _newer(side: str) -> Any:
    newer = GoalVersion.objects.filter(
        goal=OuterRef(side), number__gt=OuterRef(f"{side}_version__number")
    )
    return newer.exclude(stage=Stage.SET_ASIDE)


def _narrow(found: Any, narrowed: Narrowed) -> Any:
    if narrowed.department:
        involved = GoalVersion.involved.through.objects.filter(department=narrowed.department)
        concerns: Any = Q()
        for side in ("one", "other"):
            concerns |= (
                Q(**{f"{side}__contributed_by": narrowed.department})
                | Q(**{f"{side}_version__lead": narrowed.department})
                | Exists(involved.filter(goalversion=OuterRef(f"{side}_version")))
            )
        found = found.filter(concerns)
    if narrowed.field:
        found = found.filter(
            Q(one_version__field=narrowed.field) | Q(other_version__field=narrowed.field)
        )
    if narrowed.where:
        found = found.filter(is_across_terms=narrowed.where == "across")
    return found.filter(score__gte=narrowed.at_least / 100)


def _loaded(rows: Any) -> Any:
    sides = ("one_version", "other_version")
    joined = rows.select_related(*(f"{side}__{part}" for side in sides for part in _PARTS))
    return joined.prefetch_related(*(f"{side}__involved" for side in sides))


def _with_parts(versions: Any) -> Any:
    return versions.select_related(*_PARTS).prefetch_related("involved")
