"""The rows of adopted goals beside the content that was adopted."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries.contents import LANGUAGE
from querschnitt.publication.verification.reading import Fault
from querschnitt.publication.verification.versions import Adopted

TABLE = GoalVersion._meta.db_table
Row = dict[str, Any]


def fault_of(versions: Iterable[Adopted]) -> Fault | None:
    """Return the first adopted goal that says something else than the version in force."""
    in_force: dict[int, Adopted] = {}
    for version in versions:
        if version.is_in_force:
            in_force[version.framework] = version
    rows = _rows()
    for framework, found in rows.items():
        if framework not in in_force:
            key = min(row["id"] for row in found.values())
            return Fault(TABLE, key, "is adopted, though no version of it is in force")
    for framework, version in in_force.items():
        fault = _compared(json.loads(version.content)["goals"], rows.get(framework, {}))
        if fault:
            return fault
    return None


def _compared(goals: list[Row], rows: dict[str, Row]) -> Fault | None:
    adopted = {goal["reference"]: goal for goal in goals}
    for reference, row in rows.items():
        goal = adopted.get(reference)
        if goal is None:
            return Fault(TABLE, row["id"], f"{reference} is not among the adopted goals")
        for part, wanted in _facts(goal).items():
            if row[part] != wanted:
                return Fault(TABLE, row["id"], f"{part} of {reference} is not the adopted one")
    missing = sorted(adopted.keys() - rows.keys())
    return Fault(TABLE, "-", f"{missing[0]} is missing, though it was adopted") if missing else None


def _facts(goal: Row) -> Row:
    """Return of adopted content what the rows must say."""
    texts = ("title", "wording", "explanation", "other_mandate")
    plain = ("kind", "field", "lead", "lead_remark", "basis", "chapter")
    return {
        **{part: goal[part].get(LANGUAGE, "") for part in texts},
        **{part: goal[part] for part in plain},
        "involves_all": bool(goal["involves_all"]),
        "involved": sorted(goal["involved"]),
        "clauses": sorted(goal["clauses"]),
        "source": goal["provenance"]["source"],
    }


def _rows() -> dict[int, dict[str, Row]]:
    """Return the newest adopted version of each goal, by framework and reference."""
    adopted = GoalVersion.objects.filter(stage=GoalVersion.Stage.ADOPTED)
    links = {
        part: _links(part, name)
        for part, name in (("involved", "department__key"), ("clauses", "clause__number"))
    }
    found: dict[int, dict[str, Row]] = {}
    plain = ("title", "wording", "explanation", "other_mandate", "kind", "lead_remark", "basis")
    for row in adopted.order_by("goal__position", "goal_id", "number").values(
        "id",
        *plain,
        "source",
        "involves_all",
        reference=F("goal__reference"),
        framework=F("goal__framework_id"),
        field_key=F("field__key"),
        lead_key=F("lead__key"),
        chapter_number=F("chapter__number"),
    ):
        row |= {part: sorted(of.get(row["id"], ())) for part, of in links.items()}
        row |= {"field": row["field_key"], "lead": row["lead_key"]}
        row["chapter"] = row["chapter_number"]
        found.setdefault(row["framework"], {})[row["reference"]] = row
    return found


def _links(part: str, name: str) -> dict[int, list[Any]]:
    through = getattr(GoalVersion, part).through
    adopted = through.objects.filter(goalversion__stage=GoalVersion.Stage.ADOPTED)
    found: dict[int, list[Any]] = {}
    for version, value in adopted.values_list("goalversion_id", name):
        found.setdefault(version, []).append(value)
    return found
