"""What an edition says, free of database and format: pure functions over its content."""

import json
from collections.abc import Iterable
from typing import Any, TypeGuard, cast

from querschnitt.framework.content import (
    CorrectionContent,
    DepartmentContent,
    FrameworkContent,
    FrameworkEdition,
    GoalContent,
    ReportedGoalsContent,
    Text,
)
from querschnitt.publication.release_content import ReleaseContent
from querschnitt.relations.content import RelationsContent

EditionContent = FrameworkEdition | ReportedGoalsContent
"""What an edition of goals says."""
AnyContent = EditionContent | RelationsContent | ReleaseContent
AnyFramework = FrameworkContent | ReportedGoalsContent


def parsed(text: str) -> AnyContent:
    """Return the content that an edition stores as text; tell apart what it is of."""
    return cast("AnyContent", json.loads(text))


def is_relations(content: AnyContent) -> TypeGuard[RelationsContent]:
    """Return whether it is the registers of relations, and not goals of any kind."""
    return "entries" in content


def is_of_goals(content: AnyContent) -> TypeGuard[EditionContent]:
    """Return whether it is goals: an adopted framework, or goals known from elsewhere."""
    return "entries" not in content and "texts" not in content


def is_release(content: AnyContent) -> TypeGuard[ReleaseContent]:
    """Return whether it is a press release."""
    return "texts" in content


def parsed_framework(text: str) -> FrameworkEdition:
    """Return the content of an edition of a framework."""
    return cast("FrameworkEdition", json.loads(text))


def is_framework(content: EditionContent) -> TypeGuard[FrameworkEdition]:
    """Return whether it is an adopted framework, and not goals known from elsewhere."""
    return "adoption" in content


def said(content: EditionContent) -> AnyFramework:
    """Return what it says to readers: a framework with misprints put right, or reported goals."""
    return corrected(content) if is_framework(content) else cast("ReportedGoalsContent", content)


def languages_of(content: EditionContent) -> list[str]:
    """Return the languages in which it is written, the first one leading."""
    if is_framework(content):
        return content["framework"]["languages"]
    return cast("ReportedGoalsContent", content)["languages"]


def corrected(edition: FrameworkEdition) -> FrameworkContent:
    """Return the adopted content with each misprint put right; the adopted one stays untouched.

    :raises ValueError: if a correction does not fit the text that it corrects
    """
    framework = edition["framework"]
    by_goal: dict[str, list[CorrectionContent]] = {}
    for correction in edition["corrections"]:
        by_goal.setdefault(correction["goal"], []).append(correction)
    unknown = by_goal.keys() - {goal["reference"] for goal in framework["goals"]}
    if unknown:
        raise ValueError(f"corrects a goal that there is not: {min(unknown)}")
    goals = [_with(goal, by_goal.get(goal["reference"], ())) for goal in framework["goals"]]
    return cast("FrameworkContent", {**framework, "goals": goals})


def _with(goal: GoalContent, corrections: Iterable[CorrectionContent]) -> GoalContent:
    changed: dict[str, Any] = {**goal}
    for correction in corrections:
        part, language = correction["part"], correction["language"]
        if changed[part].get(language, "") != correction["before"]:
            raise ValueError(f"a correction of {goal['reference']} does not fit its text")
        changed[part] = {**changed[part], language: correction["after"]}
    return cast("GoalContent", changed)


def text_in(text: Text | None, language: str, fallback: str = "") -> str:
    """Return a text in a language, else in the fallback language, else nothing."""
    return language_of(text, language, fallback)[1]


def language_of(text: Text | None, language: str, fallback: str = "") -> tuple[str, str]:
    """Return a text with the language it really is in, for marking passages in another one."""
    for candidate in (language, fallback):
        found = (text or {}).get(candidate, "")
        if found:
            return candidate, found
    return language, ""


def goal_with(content: AnyFramework, reference: str) -> GoalContent | None:
    """Return the goal of this reference, or None."""
    return next((g for g in content["goals"] if g["reference"] == reference), None)


def departments_of(content: AnyFramework) -> dict[str, DepartmentContent]:
    """Return the departments by their lasting keys, in the order of the government."""
    return {d["key"]: d for d in sorted(content["departments"], key=lambda d: d["position"])}


def answering_for(goal: GoalContent, content: AnyFramework) -> list[str]:
    """Return the keys of all departments of a goal, the lead first; where all take part, all."""
    known = departments_of(content)
    involved = list(known) if goal["involves_all"] else goal["involved"]
    lead = [goal["lead"]] if goal["lead"] else []
    return [key for key in dict.fromkeys([*lead, *involved]) if key in known]
