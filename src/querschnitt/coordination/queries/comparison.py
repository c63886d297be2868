"""Which texts can be compared, two of them side by side, and where goals come from."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.comparables import Comparable, from_elsewhere
from querschnitt.coordination.comparison import (
    ComparedPoint,
    Comparison,
    Kind,
    Link,
    Match,
    compare,
    matches_of,
)
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.coordination.text_changes import said
from querschnitt.framework.content import FrameworkContent
from querschnitt.framework.models import Framework, GoalLink
from querschnitt.framework.queries import content_of

DRAFT, ADOPTED = "entwurf-", "version-"


@dataclass(frozen=True)
class ComparisonPage:
    """Two texts side by side, narrowed to what the reader asked for."""

    choices: list[Comparable]
    earlier: Comparable | None
    later: Comparable | None
    comparison: Comparison | None
    points: list[ComparedPoint]
    unchanged: list[ComparedPoint]
    departments: list[str]


@dataclass(frozen=True)
class Ancestor:
    """An earlier goal that lives on in a later one."""

    label: str
    wording: str
    match: Match

    @property
    def alike(self) -> int:
        return round(self.match.score * 100)


@dataclass(frozen=True)
class Descent:
    """A goal with those of earlier frameworks that live on in it, framework by framework."""

    label: str
    wording: str
    ancestors: list[list[Ancestor]]


@dataclass(frozen=True)
class LineagePage:
    """What of earlier frameworks lives on in one, and what was dropped."""

    framework: Framework
    later: Comparable
    earlier: list[Comparable]
    goals: list[Descent]
    dropped: list[tuple[Comparable, list[tuple[str, str]]]]


def comparables(by: User) -> list[Comparable]:
    """Return every text that a person can compare, in the order in which they came about.

    Those of others come last.
    """
    versions = FrameworkVersion.objects.select_related("framework__term", "decision")
    rows = list(versions.defer("content", "record").order_by("decision__decided_on", "sequence"))
    found = [Comparable(f"{ADOPTED}{row.pk}", str(row), row.framework, row) for row in rows]
    frameworks = Framework.objects.select_related("term").order_by("runs_from", "key")
    found += [
        Comparable(f"{DRAFT}{one.key}", str(one), one, remark=_("present draft"))
        for one in frameworks
        if not one.term.is_closed
    ]
    return found + from_elsewhere(by)


def comparison_page(
    *, by: User, earlier: str, later: str, kind: str, department: str
) -> ComparisonPage:
    """Return two texts side by side; what is not named follows from the other, or is the newest."""
    choices = comparables(by)
    known = {one.key: one for one in choices}
    new = known.get(later) or next((one for one in reversed(choices) if one.version), None)
    old = known.get(earlier) or _before(new, choices)
    if old is None or new is None:
        return ComparisonPage(choices, old, new, None, [], [], [])
    comparison = compare(_content(old), _content(new), _links())
    asked = [one for one in comparison.points if not department or department in one.departments]
    return ComparisonPage(
        choices=choices,
        earlier=old,
        later=new,
        comparison=comparison,
        points=[one for one in asked if one.kind != Kind.UNCHANGED and _is_asked(one, kind)],
        unchanged=[one for one in asked if one.kind == Kind.UNCHANGED and not kind],
        departments=sorted({name for one in comparison.points for name in one.departments}),
    )


def _is_asked(point: ComparedPoint, kind: str) -> bool:
    match kind:
        case "":
            return True
        case "moved":
            return point.is_moved
        case "supposed" | "merged" | "carried_over":
            return point.bond == kind
        case _:
            return point.kind == kind


def _before(later: Comparable | None, choices: list[Comparable]) -> Comparable | None:
    """Return what comes before a text: its framework's earlier version, or its predecessor's."""
    if later is None:
        return None
    adopted = [one for one in choices if one.version and one.key != later.key]
    number = later.version.number if later.version else None
    own = [
        one
        for one in adopted
        if one.framework == later.framework is not None
        and (number is None or (one.version and one.version.number < number))
    ]
    before = later.framework.predecessor_id if later.framework else None
    others = [one for one in adopted if one.framework and one.framework.pk == before]
    place = choices.index(later)
    sooner = own or others or [one for one in adopted if choices.index(one) < place]
    return sooner[-1] if sooner else None


def _content(text: Comparable) -> FrameworkContent:
    if text.load:
        return text.load()
    if text.version is None:
        if text.framework is None:
            raise ValueError(f"{text.key} has nothing to compare")
        return content_of(text.framework)
    content: FrameworkContent = json.loads(text.version.content)
    return content


def _links() -> list[Link]:
    kinds = GoalLink.Kind.MERGED, GoalLink.Kind.CARRIED_OVER
    rows = GoalLink.objects.filter(kind__in=kinds).values_list(
        "source__framework__key",
        "source__reference",
        "target__framework__key",
        "target__reference",
        "kind",
    )
    return [Link((one, goal), (other, target), kind) for one, goal, other, target, kind in rows]


def lineage_page(framework: Framework) -> LineagePage:
    """Return what of earlier frameworks lives on in one: its version in force, or its draft."""
    versions = FrameworkVersion.objects.in_force().select_related("framework__term", "decision")
    in_force = list(versions.order_by("framework__runs_from", "sequence"))
    texts = [Comparable(f"{ADOPTED}{row.pk}", str(row), row.framework, row) for row in in_force]
    own = [one for one in texts if one.framework == framework]
    later = own[0] if own else Comparable(f"{DRAFT}{framework.key}", "", framework, None)
    earlier = [
        one
        for one in texts
        if one.framework
        and one.framework != framework
        and one.framework.runs_from < framework.runs_from
    ]
    content, links = _content(later), _links()
    goals: dict[str, list[list[Ancestor]]] = {one["reference"]: [] for one in content["goals"]}
    dropped = []
    for text in earlier:
        before = _content(text)
        found = matches_of(before, content, links)
        words = _named(before)
        for reference, ancestors in goals.items():
            own_matches = [one for one in found if one.later == reference]
            ancestors.append([Ancestor(*words[one.earlier], one) for one in own_matches])
        lives = {one.earlier for one in found}
        dropped.append((text, [one for key, one in words.items() if key not in lives]))
    named = _named(content)
    descents = [Descent(*named[key], ancestors) for key, ancestors in goals.items()]
    return LineagePage(framework, later, earlier, descents, dropped)


def _named(content: FrameworkContent) -> dict[str, tuple[str, str]]:
    return {
        goal["reference"]: (
            " ".join(filter(None, (goal["reference"], said(goal["title"])))),
            said(goal["wording"]),
        )
        for goal in content["goals"]
    }
