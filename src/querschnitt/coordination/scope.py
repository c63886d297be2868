"""What of a text a department is asked on: from content and scope alone to the part it is shown.

Points are named by strings that last: ``general`` (title, period, mandate), ``introduction``,
``chapter:2``, ``goal:D3`` and ``clause:5`` (a clause that is not taken up); of a position on an EU
dossier ``heading`` (title, dossier, deadlines) and ``wording``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, TypedDict

from querschnitt.coordination.models import CoSignature
from querschnitt.framework.content import (
    ChapterContent,
    ClauseContent,
    FrameworkContent,
    GoalContent,
    PeriodContent,
    Text,
)
from querschnitt.lib.digest import digest

PART_SCHEMA: Final = "querschnitt/framework-part/1"
GENERAL: Final = "general"
INTRODUCTION: Final = "introduction"
POSITION_SCHEMA: Final = "querschnitt/position/1"
HEADING: Final = "heading"
WORDING: Final = "wording"

Scope = CoSignature.Scope


class NamedDepartment(TypedDict):
    key: str
    abbreviation: str


class NamedField(TypedDict):
    key: str
    name: Text


class NamedMandate(TypedDict):
    title: Text
    clauses: list[ClauseContent]


class PartContent(TypedDict):
    """The points of a framework that one department was shown, and nothing else of it.

    Departments and fields are named, but their offices and sources are left out: who is appointed
    somewhere else changes no point.
    """

    schema: Literal["querschnitt/framework-part/1"]
    key: str
    points: list[str]
    title: Text
    short_title: Text
    period: PeriodContent
    mandate: NamedMandate | None
    introduction: Text
    chapters: list[ChapterContent]
    departments: list[NamedDepartment]
    fields: list[NamedField]
    goals: list[GoalContent]


class DossierDeadline(TypedDict):
    on: str
    what: str
    body: str


class PositionContent(TypedDict):
    """A position on an EU dossier as departments are asked to co-sign it, always as a whole."""

    schema: Literal["querschnitt/position/1"]
    key: str
    """The dossier's key and the number of the position."""
    title: Text
    dossier: str
    deadlines: list[DossierDeadline]
    text: Text


WholeContent = FrameworkContent | PositionContent
Shown = FrameworkContent | PartContent | PositionContent
"""What a department is shown: the whole text, or its part of it."""


def chapter_point(number: int) -> str:
    return f"chapter:{number}"


def goal_point(reference: str) -> str:
    return f"goal:{reference}"


def clause_point(number: int) -> str:
    return f"clause:{number}"


def points_of(content: Shown) -> list[str]:
    """Return the points that a text has, in the order of reading."""
    if content["schema"] == POSITION_SCHEMA:
        return [HEADING, WORDING]
    if content["schema"] == PART_SCHEMA:
        present = {*content["points"]}
        return [point for point in _points(content) if point in present]
    return _points(content)


def _points(content: FrameworkContent | PartContent) -> list[str]:
    goals: dict[int | None, list[str]] = {}
    for goal in content["goals"]:
        goals.setdefault(goal["chapter"], []).append(goal_point(goal["reference"]))
    points = [GENERAL]
    if any(content["introduction"].values()):
        points.append(INTRODUCTION)
    for chapter in content["chapters"]:
        points += [chapter_point(chapter["number"]), *goals.pop(chapter["number"], [])]
    for left in goals.values():
        points += left
    return [*points, *(clause_point(clause["number"]) for clause in left_out(content))]


def left_out(content: FrameworkContent | PartContent) -> list[ClauseContent]:
    """Return the clauses of the mandate of which the text says why it does not take them up."""
    mandate = content["mandate"]
    return [clause for clause in (mandate["clauses"] if mandate else []) if clause["exclusion"]]


def concerning(
    content: FrameworkContent, department: str, *, contributed: Mapping[str, str]
) -> list[str]:
    """Return the points that concern a department: its goals, and the general parts.

    :param contributed: the key of the department that contributed a goal, by its reference
    """
    own = {
        goal_point(goal["reference"])
        for goal in content["goals"]
        if goal["involves_all"]
        or department in {goal["lead"], *goal["involved"], contributed.get(goal["reference"])}
    }
    own |= {
        clause_point(clause["number"])
        for clause in left_out(content)
        if department in clause["departments"] or not clause["departments"]
    }
    return [
        point
        for point in _points(content)
        if point in own or not point.startswith(("goal:", "clause:"))
    ]


def part_of(content: FrameworkContent, points: Collection[str]) -> PartContent:
    """Return exactly these points of a text; what is not in it any more is left out."""
    goals = [goal for goal in content["goals"] if goal_point(goal["reference"]) in points]
    named = {key for goal in goals for key in (goal["lead"], *goal["involved"])}
    named |= {
        key
        for clause in left_out(content)
        if clause_point(clause["number"]) in points
        for key in clause["departments"]
    }
    fields = {goal["field"] for goal in goals}
    is_general = GENERAL in points
    return {
        "schema": PART_SCHEMA,
        "key": content["key"],
        "points": sorted(points),
        "title": content["title"] if is_general else {},
        "short_title": content["short_title"] if is_general else {},
        "period": content["period"] if is_general else {"start": "", "end": ""},
        "mandate": _mandate(content, points),
        "introduction": content["introduction"] if INTRODUCTION in points else {},
        "chapters": [
            chapter
            for chapter in content["chapters"]
            if chapter_point(chapter["number"]) in points
        ],
        "departments": [
            {"key": one["key"], "abbreviation": one["abbreviation"]}
            for one in content["departments"]
            if one["key"] in named
        ],
        "fields": [
            {"key": one["key"], "name": one["name"]}
            for one in content["fields"]
            if one["key"] in fields
        ],
        "goals": goals,
    }  # fmt: skip


def _mandate(content: FrameworkContent, points: Collection[str]) -> NamedMandate | None:
    mandate = content["mandate"]
    if mandate is None:
        return None
    return {
        "title": mandate["title"] if GENERAL in points else {},
        "clauses": [
            clause for clause in left_out(content) if clause_point(clause["number"]) in points
        ],
    }


@dataclass(frozen=True)
class PresentText:
    """The present text of what is co-signed, read once, and each department's part of it."""

    content: WholeContent
    contributed: Mapping[str, str] = field(default_factory=dict)
    """The key of the department that contributed a goal, by its reference."""
    _digests: dict[tuple[str, ...], str] = field(default_factory=dict)
    _concerning: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return digest(self.content)

    @cached_property
    def points(self) -> list[str]:
        return points_of(self.content)

    @property
    def of_framework(self) -> FrameworkContent:
        """The text of a framework.

        :raises LookupError: if it is a position
        """
        if self.content["schema"] == POSITION_SCHEMA:
            raise LookupError("a position has no parts")
        return self.content

    def points_for(self, asked: CoSignature) -> list[str]:
        """Return the points of the present text that a department is asked on."""
        if asked.scope == Scope.WHOLE:
            return self.points
        if asked.scope == Scope.CONCERNED:
            return self.concerning(asked.department.key)
        return [point for point in self.points if point in asked.points]

    def concerning(self, department: str) -> list[str]:
        """Return the points of the present text that concern a department."""
        if department not in self._concerning:
            self._concerning[department] = concerning(
                self.of_framework, department, contributed=self.contributed
            )
        return self._concerning[department]

    def shown_to(self, asked: CoSignature) -> Shown:
        """Return what a department is shown, exactly as its signature's digest covers it."""
        if asked.scope == Scope.WHOLE:
            return self.content
        return part_of(self.of_framework, _named(asked, self.points_for(asked)))

    def digest_for(self, asked: CoSignature) -> str:
        """Return the digest of what a department is shown."""
        if asked.scope == Scope.WHOLE:
            return self.digest
        named = tuple(_named(asked, self.points_for(asked)))
        if named not in self._digests:
            self._digests[named] = digest(part_of(self.of_framework, named))
        return self._digests[named]

    def not_asked(self, asked: Sequence[CoSignature]) -> list[str]:
        """Return the points on which none of these departments is asked."""
        if not asked:
            return []
        covered = {point for one in asked for point in self.points_for(one)}
        return [point for point in self.points if point not in covered]

    def is_asked_on(self, asked: CoSignature, point: str) -> bool:
        """Tell whether a department is asked on a point, even if the text has lost it since."""
        return asked.scope == Scope.WHOLE or point in _named(asked, self.points_for(asked))

    def concerns(self, point: str, department: str) -> bool:
        """Tell whether a goal or clause names a department; general parts name nobody."""
        return point.startswith(("goal:", "clause:")) and point in self.concerning(department)


def _named(asked: CoSignature, present: Sequence[str]) -> Sequence[str]:
    # Points that were named stay in the digest although the text has lost them.
    return asked.points if asked.scope == Scope.POINTS else present
