"""Two frameworks, or two versions of one, side by side: which goal lives on in which, and how.

Pure: it takes contents and links and asks the database nothing. A goal is known again by its
reference within a framework, by a link that somebody made, or, between frameworks, by the likeness
of its words; what is only supposed says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from querschnitt.coordination.scope import goal_point
from querschnitt.coordination.text_changes import PassageChange, PointText, point_texts, said
from querschnitt.framework.content import FrameworkContent, GoalContent
from querschnitt.framework.wording_difference import difference
from querschnitt.lib import likeness

SUPPOSED_FROM = 0.3
"""How alike two goals must be to be supposed the same; chosen on the frameworks of three terms."""


class Bond(StrEnum):
    """By what an earlier point is known again in a later one."""

    SAME = "same"
    MERGED = "merged"
    CARRIED_OVER = "carried_over"
    SUPPOSED = "supposed"


class Kind(StrEnum):
    """What became of a point."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NEW = "new"
    DROPPED = "dropped"


class Link(NamedTuple):
    """A goal lives on in another; each by the key of its framework and its reference."""

    source: tuple[str, str]
    target: tuple[str, str]
    kind: str


class Match(NamedTuple):
    """An earlier goal and the later one in which it lives on, by reference."""

    earlier: str
    later: str
    bond: Bond
    score: float = 1.0


@dataclass(frozen=True)
class ComparedPoint:
    """A point on both sides, or on one; ``passages`` are those that differ."""

    kind: Kind
    bond: Bond | None
    alike: int
    """How alike the words are, in per cent, where the bond is only supposed."""
    earlier: PointText | None
    later: PointText | None
    passages: list[PassageChange]
    is_moved: bool
    departments: frozenset[str]

    @property
    def label(self) -> str:
        known = self.later or self.earlier
        return known.label if known else ""

    @property
    def is_supposed(self) -> bool:
        return self.bond == Bond.SUPPOSED


@dataclass(frozen=True)
class Comparison:
    """Everything that two texts say, point by point, and the departments of each."""

    points: list[ComparedPoint]
    departments_gone: list[str]
    departments_new: list[str]

    def count(self, kind: Kind) -> int:
        """Return how many points are of a kind."""
        return sum(point.kind == kind for point in self.points)


def compare(
    before: FrameworkContent, after: FrameworkContent, links: Iterable[Link] = ()
) -> Comparison:
    """Return how two contents differ, in the order of the later one, what fell away at the end."""
    matches = matches_of(before, after, links)
    earlier, later = point_texts(before), point_texts(after)
    moved = _moved(before, after, matches)
    concerned = (_concerned(before), _concerned(after))
    pairs = _other_pairs(before, after, earlier, later) + [
        (goal_point(match.earlier), goal_point(match.later), match.bond, match.score)
        for match in matches
    ]
    found = [
        _point(earlier[old], later[new], concerned, bond, score, is_moved=new in moved)
        for old, new, bond, score in pairs
    ]
    known_old, known_new = {one[0] for one in pairs}, {one[1] for one in pairs}
    found += [_point(None, later[one], concerned) for one in later if one not in known_new]
    places = {point: place for place, point in enumerate(later)}
    found.sort(key=lambda one: places[one.later.point] if one.later else 0)
    found += [_point(earlier[one], None, concerned) for one in earlier if one not in known_old]
    old_names, new_names = _names(before), _names(after)
    return Comparison(
        found,
        [name for key, name in old_names.items() if key not in new_names],
        [name for key, name in new_names.items() if key not in old_names],
    )


def matches_of(
    before: FrameworkContent, after: FrameworkContent, links: Iterable[Link] = ()
) -> list[Match]:
    """Return which earlier goal lives on in which later one.

    A link counts more than a reference, and what is linked is not guessed at. A goal that is
    supposed to live on has one later goal at most, and that goal one such ancestor.
    """
    references = {goal["reference"] for goal in after["goals"]}
    is_one = before["key"] == after["key"]
    known: list[Match] = []
    onward = _onward(links)
    for goal in before["goals"]:
        reference = goal["reference"]
        if is_one and reference in references:
            known.append(Match(reference, reference, Bond.SAME))
            continue
        for (key, target), kind in _descendants((before["key"], reference), onward).items():
            if key == after["key"] and target in references:
                known.append(Match(reference, target, Bond(kind)))
    if is_one:
        return known
    linked_old, linked_new = {one.earlier for one in known}, {one.later for one in known}
    return known + _supposed(
        [goal for goal in before["goals"] if goal["reference"] not in linked_old],
        [goal for goal in after["goals"] if goal["reference"] not in linked_new],
    )


def _onward(links: Iterable[Link]) -> dict[tuple[str, str], list[Link]]:
    onward: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        onward[link.source].append(link)
    return onward


def _descendants(
    source: tuple[str, str], onward: dict[tuple[str, str], list[Link]]
) -> dict[tuple[str, str], str]:
    """Return all goals in which one lives on, also by way of others, with the last link's kind."""
    found: dict[tuple[str, str], str] = {}
    todo = [source]
    while todo:
        for link in onward.get(todo.pop(), ()):
            if link.target not in found and link.target != source:
                found[link.target] = link.kind
                todo.append(link.target)
    return found


def _supposed(before: list[GoalContent], after: list[GoalContent]) -> list[Match]:
    if not before or not after:
        return []
    pairs = likeness.pairs(
        [_words(goal) for goal in before],
        [_words(goal) for goal in after],
        at_least=SUPPOSED_FROM,
    )
    found: list[Match] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for pair in sorted(pairs, key=lambda one: (-one.score, one.one, one.other)):
        if pair.one in taken_old or pair.other in taken_new:
            continue
        taken_old.add(pair.one)
        taken_new.add(pair.other)
        old, new = before[pair.one]["reference"], after[pair.other]["reference"]
        found.append(Match(old, new, Bond.SUPPOSED, pair.score))
    return found


def _words(goal: GoalContent) -> str:
    return f"{said(goal['title'])} {said(goal['wording'])}"


def _other_pairs(
    before: FrameworkContent,
    after: FrameworkContent,
    earlier: dict[str, PointText],
    later: dict[str, PointText],
) -> list[tuple[str, str, Bond, float]]:
    """Pair what is no goal: by its number in one framework, by the same heading in two."""
    is_one = before["key"] == after["key"]
    by_heading = {text.label.partition(":")[2] or point: point for point, text in later.items()}
    found = []
    for point, text in earlier.items():
        kind = point.partition(":")[0]
        if kind == "goal":
            continue
        same = point if is_one or ":" not in point else by_heading.get(text.label.partition(":")[2])
        if same in later and same is not None and same.partition(":")[0] == kind:
            found.append((point, same, Bond.SAME, 1.0))
    return found


def _moved(before: FrameworkContent, after: FrameworkContent, matches: list[Match]) -> set[str]:
    """Return the later points that stand elsewhere: other chapter, other field, other order."""
    old = {goal["reference"]: goal for goal in before["goals"]}
    new = {goal["reference"]: goal for goal in after["goals"]}
    moved: set[str] = set()
    is_one = before["key"] == after["key"]
    titles = [
        {one["number"]: said(one["title"]) for one in side["chapters"]} for side in (before, after)
    ]
    for match in matches:
        one, other = old[match.earlier], new[match.later]
        chapters = titles[0].get(one["chapter"] or 0), titles[1].get(other["chapter"] or 0)
        fields = one["field"], other["field"]
        # What others wrote may have neither fields nor chapters; then nothing has moved.
        if _differ(*fields, is_one=is_one) or _differ(*chapters, is_one=is_one):
            moved.add(goal_point(match.later))
    if is_one:
        moved |= _out_of_order(before, after, {match.later for match in matches})
    return moved


def _differ(one: str | None, other: str | None, *, is_one: bool) -> bool:
    return one != other and (is_one or bool(one and other))


def _out_of_order(before: FrameworkContent, after: FrameworkContent, kept: set[str]) -> set[str]:
    """Return the goals that stand elsewhere among those on both sides."""
    old, new = (
        [goal["reference"] for goal in side["goals"] if goal["reference"] in kept]
        for side in (before, after)
    )
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    at_home = {one for block in blocks for one in new[block.b : block.b + block.size]}
    return {goal_point(one) for one in new if one not in at_home}


def _concerned(content: FrameworkContent) -> dict[str, frozenset[str]]:
    """Return by point which departments a goal concerns, by abbreviation."""
    names = _names(content)
    return {
        goal_point(goal["reference"]): frozenset(
            names.get(key, key) for key in [goal["lead"], *goal["involved"]] if key
        )
        for goal in content["goals"]
    }


def _names(content: FrameworkContent) -> dict[str, str]:
    return {one["key"]: one["abbreviation"] for one in content["departments"]}


def _point(
    old: PointText | None,
    new: PointText | None,
    concerned: tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]],
    bond: Bond | None = None,
    score: float = 0,
    *,
    is_moved: bool = False,
) -> ComparedPoint:
    passages = list(_passages(old, new))
    kind = Kind.CHANGED if passages or is_moved else Kind.UNCHANGED
    if old is None or new is None:
        kind = Kind.NEW if old is None else Kind.DROPPED
    sides = zip(concerned, (old, new), strict=True)
    return ComparedPoint(
        kind=kind,
        bond=bond,
        alike=round(score * 100) if bond == Bond.SUPPOSED else 0,
        earlier=old,
        later=new,
        passages=passages,
        is_moved=is_moved,
        departments=frozenset().union(
            *(known.get(text.point, frozenset()) for known, text in sides if text)
        ),
    )


def _passages(old: PointText | None, new: PointText | None) -> Iterator[PassageChange]:
    before = {one.name: one.text for one in old.passages} if old else {}
    after = {one.name: one.text for one in new.passages} if new else {}
    for name in dict.fromkeys([*after, *before]):
        one, other = before.get(name, ""), after.get(name, "")
        if one != other:
            yield PassageChange(name, one, other, difference(one, other))
