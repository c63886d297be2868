"""The text that is co-signed, exactly as its digest covers it, in the order of reading."""

from dataclasses import dataclass

from querschnitt.framework import queries as framework_queries
from querschnitt.framework.content import FrameworkContent, GoalContent, Text
from querschnitt.framework.models import Framework, GoalVersion
from querschnitt.lib.digest import digest


@dataclass(frozen=True)
class SignedGoal:
    """A goal as it is signed."""

    reference: str
    kind: str
    title: str
    wording: str
    explanation: str
    field: str
    lead: str
    involved: str
    involves_all: bool
    clauses: list[int]
    other_mandate: str
    runs_from: str
    runs_until: str


@dataclass(frozen=True)
class SignedChapter:
    """A chapter with its goals; the goals without a chapter stand in one without a title."""

    number: int | None
    title: str
    text: str
    goals: list[SignedGoal]


@dataclass(frozen=True)
class SignedText:
    """All that a signature stands under; ``digest`` is computed from what is shown here."""

    digest: str
    title: str
    mandate: str
    introduction: str
    chapters: list[SignedChapter]
    not_taken_up: list[tuple[int, str, str]]
    """Clauses of the mandate with the reason why no goal takes them up."""
    goal_count: int


def text_to_sign(framework: Framework) -> SignedText:
    """Return what the framework says now, with the digest of precisely this."""
    return signed_text(framework_queries.content_of(framework))


def signed_text(content: FrameworkContent) -> SignedText:
    """Return a framework's content in the order of reading."""
    mandate = content["mandate"]
    return SignedText(
        digest=digest(content),
        title=_said(content["title"]),
        mandate=_said(mandate["title"]) if mandate else "",
        introduction=_said(content["introduction"]),
        chapters=_chapters(content),
        not_taken_up=[
            (clause["number"], _said(clause["text"]), _said(clause["exclusion"]))
            for clause in (mandate["clauses"] if mandate else [])
            if clause["exclusion"]
        ],
        goal_count=len(content["goals"]),
    )


def _chapters(content: FrameworkContent) -> list[SignedChapter]:
    goals: dict[int | None, list[SignedGoal]] = {}
    for goal in content["goals"]:
        goals.setdefault(goal["chapter"], []).append(_goal(goal, content))
    chapters = [
        SignedChapter(
            number=chapter["number"],
            title=_said(chapter["title"]),
            text=_said(chapter["text"]),
            goals=goals.get(chapter["number"], []),
        )
        for chapter in content["chapters"]
    ]
    if None in goals:
        chapters.append(SignedChapter(number=None, title="", text="", goals=goals[None]))
    return chapters


def _goal(goal: GoalContent, content: FrameworkContent) -> SignedGoal:
    departments = {one["key"]: one["abbreviation"] for one in content["departments"]}
    fields = {one["key"]: _said(one["name"]) for one in content["fields"]}
    kinds = {str(value): str(label) for value, label in GoalVersion.Kind.choices}
    return SignedGoal(
        reference=goal["reference"],
        kind=kinds.get(goal["kind"], goal["kind"]),
        title=_said(goal["title"]),
        wording=_said(goal["wording"]),
        explanation=_said(goal["explanation"]),
        field=fields.get(goal["field"], goal["field"]),
        lead=departments.get(goal["lead"] or "", goal["lead"] or ""),
        involved=", ".join(departments.get(key, key) for key in goal["involved"]),
        involves_all=goal["involves_all"],
        clauses=goal["clauses"],
        other_mandate=_said(goal["other_mandate"]),
        runs_from=goal["period"]["start"],
        runs_until=goal["period"]["end"],
    )


def _said(text: Text | None) -> str:
    return (text or {}).get(framework_queries.contents.LANGUAGE, "")
