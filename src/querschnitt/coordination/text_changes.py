"""How two texts that were shown differ, point by point and word by word.

Both may be whole frameworks, parts or positions; only points that one of them shows are compared.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from querschnitt.coordination.scope import (
    GENERAL,
    HEADING,
    INTRODUCTION,
    PART_SCHEMA,
    POSITION_SCHEMA,
    WORDING,
    PartContent,
    PositionContent,
    Shown,
    chapter_point,
    clause_point,
    goal_point,
    left_out,
    points_of,
)
from querschnitt.framework.content import LANGUAGE, FrameworkContent, GoalContent, Text
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.wording_difference import Part, difference
from querschnitt.lib.digest import digest
from querschnitt.lib.partial_date import PartialDate
from querschnitt.ui.partial_dates import spoken

BESIDE = "beside"
"""Stands for what belongs to no point: offices, sources, the summary of the mandate."""


@dataclass(frozen=True)
class Passage:
    """One text of a point by its name, such as a goal's explanation."""

    name: str
    text: str


@dataclass(frozen=True)
class PointText:
    """All that a text says on one point."""

    point: str
    label: str
    passages: list[Passage]
    digest: str

    @property
    def words(self) -> str:
        """All passages in one, as a remark may quote them."""
        return "\n".join(passage.text for passage in self.passages if passage.text)


@dataclass(frozen=True)
class PassageChange:
    """How one text of a point differs; ``parts`` is the later text with what fell away."""

    name: str
    before: str
    after: str
    parts: list[Part]

    @property
    def left(self) -> list[Part]:
        """The earlier text, with what fell away marked."""
        return [part for part in self.parts if part[0] != "insert"]

    @property
    def right(self) -> list[Part]:
        """The later text, with what is new marked."""
        return [part for part in self.parts if part[0] != "delete"]


@dataclass(frozen=True)
class PointChange:
    """How a point differs between two texts; ``before`` or ``after`` is None where it is not."""

    point: str
    label: str
    before: PointText | None
    after: PointText | None
    passages: list[PassageChange]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_gone(self) -> bool:
        return self.after is None

    @property
    def is_beside_the_words(self) -> bool:
        """Something differs that the compared words do not show, such as a source."""
        return not self.passages


def said(text: Text | None) -> str:
    """Return a text in the language in which the government writes, else in the one it is in."""
    known = text or {}
    return known.get(LANGUAGE) or next(iter(known.values()), "")


def point_texts(shown: Shown) -> dict[str, PointText]:
    """Return what a text says on each of its points, in the order of reading."""
    sayings = _sayings(shown)
    return {point: sayings[point] for point in points_of(shown) if point in sayings}


def changes(
    before: Shown, after: Shown, *, only: Collection[str] | None = None
) -> list[PointChange]:
    """Return the points in which two texts differ, in the order of the later one.

    :param only: compare no other points than these
    """
    earlier, later = point_texts(before), point_texts(after)
    shared = _asked_points(before, after)
    found = []
    for point in [*later, *(point for point in earlier if point not in later)]:
        if (only is not None and point not in only) or (shared and point not in shared):
            continue
        old, new = earlier.get(point), later.get(point)
        if old is None or new is None or old.digest != new.digest:
            found.append(_change(point, old, new))
    if not found and only is None and not shared and digest(before) != digest(after):
        found.append(PointChange(BESIDE, label_of(BESIDE), None, None, []))
    return found


def _asked_points(before: Shown, after: Shown) -> set[str]:
    """Return the points that a part was about; a whole text is compared in these alone."""
    if before["schema"] == PART_SCHEMA and after["schema"] != PART_SCHEMA:
        return {*before["points"]}
    if after["schema"] == PART_SCHEMA and before["schema"] != PART_SCHEMA:
        return {*after["points"]}
    return set()


def label_of(point: str, heading: str = "") -> str:
    """Return how a point is called: by its number or reference, and its heading if it has one."""
    kind, _colon, name = point.partition(":")
    labels = {
        GENERAL: _("Title, period and mandate"),
        INTRODUCTION: _("Introduction"),
        HEADING: _("Title, dossier and deadlines"),
        WORDING: _("Wording"),
        BESIDE: _("Offices, sources and summary of the mandate"),
        "chapter": _("Chapter %(number)s") % {"number": name},
        "clause": _("Clause %(number)s, not taken up") % {"number": name},
        "goal": name,
    }
    label = str(labels.get(kind, point))
    return f"{label}: {heading}" if heading else label


def _change(point: str, old: PointText | None, new: PointText | None) -> PointChange:
    before = {one.name: one.text for one in old.passages} if old else {}
    after = {one.name: one.text for one in new.passages} if new else {}
    passages = [
        PassageChange(
            name,
            before.get(name, ""),
            after.get(name, ""),
            difference(before.get(name, ""), after.get(name, "")),
        )
        for name in dict.fromkeys([*after, *before])
        if before.get(name, "") != after.get(name, "")
    ]
    known = new or old
    return PointChange(point, known.label if known else point, old, new, passages)


def _sayings(shown: Shown) -> dict[str, PointText]:
    if shown["schema"] == POSITION_SCHEMA:
        return _sayings_of_position(shown)
    return _sayings_of_framework(shown)


def _sayings_of_position(shown: PositionContent) -> dict[str, PointText]:
    title, words = said(shown["title"]), said(shown["text"])
    deadlines = [
        ", ".join(filter(None, (_day(one["on"]), one["what"], one["body"])))
        for one in shown["deadlines"]
    ]
    heading = [
        (_("Title"), title),
        (_("Dossier"), shown["dossier"]),
        (_("Deadlines"), "\n".join(deadlines)),
    ]
    content = [shown["title"], shown["dossier"], shown["deadlines"]]
    return {
        HEADING: _saying(HEADING, heading, content),
        WORDING: _saying(WORDING, [(_("Text"), words)], shown["text"]),
    }


def _sayings_of_framework(shown: FrameworkContent | PartContent) -> dict[str, PointText]:
    departments = {one["key"]: one["abbreviation"] for one in shown["departments"]}
    fields = {one["key"]: said(one["name"]) for one in shown["fields"]}
    sayings = {GENERAL: _general(shown), INTRODUCTION: _introduction(shown)}
    for chapter in shown["chapters"]:
        point = chapter_point(chapter["number"])
        title = said(chapter["title"])
        passages = [(_("Title"), title), (_("Text"), said(chapter["text"]))]
        sayings[point] = _saying(point, passages, chapter, heading=title)
    for goal in shown["goals"]:
        point = goal_point(goal["reference"])
        sayings[point] = _saying(
            point, _goal(goal, departments, fields), goal, heading=said(goal["title"])
        )
    for clause in left_out(shown):
        point = clause_point(clause["number"])
        passages = [(_("Clause"), said(clause["text"])), (_("Reason"), said(clause["exclusion"]))]
        sayings[point] = _saying(point, passages, clause)
    return sayings


def _saying(
    point: str, passages: list[tuple[str, str]], content: Any, *, heading: str = ""
) -> PointText:
    return PointText(
        point=point,
        label=label_of(point, heading),
        passages=[Passage(str(name), text) for name, text in passages if text],
        digest=digest(content),
    )


def _general(shown: FrameworkContent | PartContent) -> PointText:
    mandate, period = shown["mandate"], shown["period"]
    titled = said(mandate["title"]) if mandate else ""
    passages = [
        (_("Title"), said(shown["title"])),
        (_("Short title"), said(shown["short_title"])),
        (_("Period"), _period(period["start"], period["end"])),
        (_("Mandate"), titled),
    ]
    content = [shown["title"], shown["short_title"], period, titled]
    return _saying(GENERAL, passages, content)


def _introduction(shown: FrameworkContent | PartContent) -> PointText:
    text = said(shown["introduction"])
    return _saying(INTRODUCTION, [(_("Text"), text)], text)


def _goal(
    goal: GoalContent, departments: Mapping[str, str], fields: Mapping[str, str]
) -> list[tuple[str, str]]:
    kinds = {str(value): str(label) for value, label in GoalVersion.Kind.choices}
    involved = [departments.get(key, key) for key in goal["involved"]]
    period = goal["period"]
    return [
        (_("Title"), said(goal["title"])),
        (_("Wording"), said(goal["wording"])),
        (_("Explanation"), said(goal["explanation"])),
        (_("Kind"), kinds.get(goal["kind"], goal["kind"])),
        (_("Chapter"), "" if goal["chapter"] is None else str(goal["chapter"])),
        (_("Field of action"), fields.get(goal["field"], goal["field"])),
        (_("Lead"), departments.get(goal["lead"] or "", goal["lead"] or "")),
        (_("Involved"), _("all departments") if goal["involves_all"] else ", ".join(involved)),
        (_("Clauses of the mandate"), ", ".join(str(number) for number in goal["clauses"])),
        (_("On another mandate"), said(goal["other_mandate"])),
        (_("Period"), _period(period["start"], period["end"])),
    ]


def _period(start: str, end: str) -> str:
    return " – ".join(map(_day, (start, end))).strip() if start or end else ""


def _day(day: str) -> str:
    return spoken(PartialDate.parse(day)) if day else ""
