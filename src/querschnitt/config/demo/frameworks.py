"""The frameworks and their goals: how a record of the dataset becomes arguments of an act."""

from dataclasses import dataclass
from typing import Any

from querschnitt.accounts.models import Department, User
from querschnitt.config.demo.dataset import Dataset, Record
from querschnitt.framework import operations
from querschnitt.framework.models import (
    FieldOfAction,
    Framework,
    GoalVersion,
    LegislativeTerm,
    Mandate,
)

CARRIED = ("strat-2012", "strat-2016", "strat-2022")
"""The frameworks of the government; strategies of a single policy area have no room yet."""

KINDS = {
    "principle": GoalVersion.Kind.PRINCIPLE,
    "cross-department": GoalVersion.Kind.CROSS_DEPARTMENT,
    "department-specific": GoalVersion.Kind.DEPARTMENT_SPECIFIC,
}
CHAPTERS = (
    (GoalVersion.Kind.PRINCIPLE, "Grundsätze"),
    (GoalVersion.Kind.CROSS_DEPARTMENT, "Ressortübergreifende Schwerpunkte"),
    (GoalVersion.Kind.DEPARTMENT_SPECIFIC, "Kernziele der Ressorts"),
)
IN_THE_TEXT = frozenset({"strategy-text", "press-release"})
"""The bases on which a goal counts as adopted: the framework's own text, or the government's
announcement of it. What the press or a later report tells stays beside the framework."""


@dataclass(frozen=True)
class Ground:
    """What frameworks and goals refer to, by the dataset's ids."""

    departments: dict[str, Department]
    terms: dict[int, LegislativeTerm]
    mandates: dict[str, Mandate]
    fields: dict[str, FieldOfAction]


def prepare(record: Record, ground: Ground, *, by: User) -> Framework:
    """Prepare one framework with its chapters, ready for goals."""
    period = record.take("period", {})
    predecessor = record.take("predecessor", None)
    return operations.prepare_framework(
        by=by,
        key=record.key,
        term=ground.terms[record.take("legislative_term")],
        mandate=ground.mandates[record.take("mandate")],
        title=record.take("title"),
        short_title=record.take("short_title"),
        runs_from=period.get("start") or "",
        runs_until=period.get("end") or "",
        lead=ground.departments[record.take("lead_department")],
        predecessor=Framework.objects.get(key=predecessor.split("-", 1)[1])
        if predecessor
        else None,
        introduction=record.take("structure"),
        chapters=[operations.ChapterText(title=title) for _, title in CHAPTERS],
        source=record.take("source"),
        confidence=record.take("confidence"),
        remark=record.take("note"),
    )


def goals_of(dataset: Dataset, strategy: str) -> tuple[list[Record], list[Record]]:
    """Return the goals that stand in a framework's text, and those known from elsewhere."""
    goals = [r for r in dataset.section("goals") if r.peek("strategy") == strategy]
    inside = [goal for goal in goals if goal.peek("basis") in IN_THE_TEXT]
    return inside, [goal for goal in goals if goal not in inside]


def goal_fields(
    record: Record, framework: Framework, ground: Ground, dataset: Dataset
) -> dict[str, Any]:
    """Return what an act needs to write down the goal of a record."""
    record.take("strategy")
    kind = KINDS[record.take("kind")]
    period = record.take("period", {})
    involved = record.take("involved_departments", [])
    lead = record.take("lead_department", None)
    chapters = {kind: number for number, (kind, _) in enumerate(CHAPTERS, start=1)}
    return {
        "framework": framework,
        "kind": kind,
        "kind_basis": record.take("kind_basis"),
        "field": ground.fields[record.take("field")],
        "chapter": framework.chapters.get(number=chapters[kind]),
        "wording": record.take("text"),
        "lead": ground.departments[lead] if lead else None,
        "lead_confidence": record.take("lead_confidence"),
        "lead_remark": record.take("lead_note"),
        "involves_all": involved == "all",
        "involved": [] if involved == "all" else [ground.departments[key] for key in involved],
        "clauses": _clauses(record, ground),
        "runs_from": period.get("start") or "",
        "runs_until": period.get("end") or "",
        "basis": record.take("basis").replace("-", "_"),
        "source": record.take("source"),
        "confidence": record.take("confidence"),
        "remark": _remark(record, dataset),
    }


def _clauses(record: Record, ground: Ground) -> list[Any]:
    """Return the clause that a goal rests on.

    The dataset names the mandate only. Its first clause is the one that asks for the framework
    itself, and that the government names when it announces the goals; which further clause a
    goal serves is told by no source, and is left open.
    """
    mandate = record.take("mandate", None)
    return list(ground.mandates[mandate].clauses.all()[:1]) if mandate else []


def _remark(record: Record, dataset: Dataset) -> str:
    report = record.take("derived_from", None)
    told = [record.take("note")]
    if report:
        told.append(f"Bericht: {dataset.record(report).peek('title')}.")
    return " ".join(filter(None, told))
