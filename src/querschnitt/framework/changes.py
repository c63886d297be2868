"""What changes from one content of a framework to a later one: pure functions over both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from querschnitt.framework.content import (
    ChapterContent,
    ClauseContent,
    FrameworkContent,
    GoalContent,
    Text,
)

Kind = Literal["changed", "new", "dropped"]
TEXTS: tuple[Literal["title", "wording", "explanation", "other_mandate"], ...] = (
    "title",
    "wording",
    "explanation",
    "other_mandate",
)


@dataclass(frozen=True)
class GoalChange:
    """A goal that is said in other words, that is new, or that is no longer there."""

    reference: str
    before: GoalContent | None
    after: GoalContent | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return "new"
        return "changed" if self.after else "dropped"

    @property
    def point(self) -> str:
        return f"goal:{self.reference}"

    @property
    def goal(self) -> GoalContent:
        """What it says now or, where it was dropped, what it said."""
        goal = self.after or self.before
        assert goal is not None  # noqa: S101 - one of both is always there
        return goal


@dataclass(frozen=True)
class TextPair:
    """A text of the framework before and after; ``number`` is a chapter's or a clause's."""

    before: Text
    after: Text
    number: int = 0


@dataclass(frozen=True)
class Changes:
    """Everything that two contents of a framework do not say alike, in the order of reading."""

    goals: list[GoalChange] = field(default_factory=list)
    introduction: TextPair | None = None
    chapters: list[TextPair] = field(default_factory=list)
    """Texts of chapters; where a title changed too, both stand together."""
    exclusions: list[TextPair] = field(default_factory=list)
    """Why a clause is not taken up."""
    is_general: bool = False
    """Whether title, period or mandate differ."""

    @property
    def points(self) -> list[str]:
        """The points of the framework that changed, by their names."""
        return [
            *(["general"] if self.is_general else []),
            *(["introduction"] if self.introduction else []),
            *(f"chapter:{chapter.number}" for chapter in self.chapters),
            *(goal.point for goal in self.goals),
            *(f"clause:{exclusion.number}" for exclusion in self.exclusions),
        ]

    def __bool__(self) -> bool:
        return bool(self.points)


def changes_between(before: FrameworkContent, after: FrameworkContent) -> Changes:
    """Return what the later content says otherwise than the earlier one."""
    introduction = TextPair(before["introduction"], after["introduction"])
    return Changes(
        goals=list(_goals(before, after)),
        introduction=introduction if introduction.before != introduction.after else None,
        chapters=_pairs(_chapters(before), _chapters(after)),
        exclusions=_pairs(_exclusions(before), _exclusions(after)),
        is_general=_general(before) != _general(after),
    )


def concerned(
    changes: Changes,
    before: FrameworkContent,
    after: FrameworkContent,
    *,
    contributed_by: Mapping[str, str],
) -> dict[str, list[str]]:
    """Return the points that concern each department, by its key, in the order of reading.

    A goal concerns those who lead it, take part or contributed it, before or after; a chapter those
    of its goals; a clause those that it names. What names nobody concerns everyone.

    :param contributed_by: the department that contributed a goal, by the goal's reference
    """
    everyone = _everyone(before) | _everyone(after)
    found: dict[str, list[str]] = {}
    for point in changes.points:
        named = _named(point, changes, before, after, contributed_by)
        for key in everyone if named is None else named:
            found.setdefault(key, []).append(point)
    return found


def departments_of(goal: GoalContent, content: FrameworkContent) -> set[str]:
    """Return the keys of the departments that lead a goal or take part in it."""
    if goal["involves_all"]:
        return _everyone(content)
    return {*goal["involved"], *([goal["lead"]] if goal["lead"] else [])}


def _goals(before: FrameworkContent, after: FrameworkContent) -> Iterator[GoalChange]:
    old = {goal["reference"]: goal for goal in before["goals"]}
    new = {goal["reference"]: goal for goal in after["goals"]}
    for reference, goal in new.items():
        if old.get(reference) != goal:
            yield GoalChange(reference, old.get(reference), goal)
    for reference, goal in old.items():
        if reference not in new:
            yield GoalChange(reference, goal, None)


def _named(
    point: str,
    changes: Changes,
    before: FrameworkContent,
    after: FrameworkContent,
    contributed_by: Mapping[str, str],
) -> set[str] | None:
    """Return the departments that a point names before or after; None where it is everyone's."""
    kind, _colon, name = point.partition(":")
    if kind == "goal":
        change = next(change for change in changes.goals if change.point == point)
        return _of_goal(change, before, after, contributed_by.get(name)) or None
    if kind == "chapter":
        return _of_chapter(int(name), before) | _of_chapter(int(name), after)
    if kind == "clause":
        return (_responsible(before, int(name)) | _responsible(after, int(name))) or None
    return None


def _of_goal(
    change: GoalChange,
    before: FrameworkContent,
    after: FrameworkContent,
    contributor: str | None,
) -> set[str]:
    found = {contributor} if contributor else set()
    if change.before:
        found |= departments_of(change.before, before)
    if change.after:
        found |= departments_of(change.after, after)
    return found


def _of_chapter(number: int, content: FrameworkContent) -> set[str]:
    goals = [goal for goal in content["goals"] if goal["chapter"] == number]
    return {key for goal in goals for key in departments_of(goal, content)}


def _everyone(content: FrameworkContent) -> set[str]:
    return {department["key"] for department in content["departments"]}


def _responsible(content: FrameworkContent, number: int) -> set[str]:
    named = (clause for clause in _clauses(content) if clause["number"] == number)
    return {key for clause in named for key in clause["departments"]}


def _chapters(content: FrameworkContent) -> dict[int, Text]:
    return {chapter["number"]: _chapter(chapter) for chapter in content["chapters"]}


def _chapter(chapter: ChapterContent) -> Text:
    title, text = chapter["title"], chapter["text"]
    languages = dict.fromkeys([*title, *text])
    return {
        language: "\n\n".join(one for one in (title.get(language), text.get(language)) if one)
        for language in languages
    }


def _exclusions(content: FrameworkContent) -> dict[int, Text]:
    clauses = _clauses(content)
    return {clause["number"]: clause["exclusion"] for clause in clauses if clause["exclusion"]}


def _clauses(content: FrameworkContent) -> Iterable[ClauseContent]:
    return content["mandate"]["clauses"] if content["mandate"] else []


def _general(content: FrameworkContent) -> list[object]:
    mandate = content["mandate"]
    plain = [content["title"], content["short_title"], content["period"], content["lead"]]
    return [*plain, mandate["key"] if mandate else None]


def _pairs(before: Mapping[int, Text], after: Mapping[int, Text]) -> list[TextPair]:
    return [
        TextPair(before.get(number, {}), after.get(number, {}), number)
        for number in sorted({*before, *after})
        if before.get(number, {}) != after.get(number, {})
    ]
