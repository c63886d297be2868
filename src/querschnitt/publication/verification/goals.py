"""The rows of adopted goals beside the content that was adopted."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from querschnitt.framework.content import LANGUAGE
from querschnitt.framework.models import GoalVersion
from querschnitt.publication.verification.reading import Fault
from querschnitt.publication.verification.versions import Adopted

TABLE = GoalVersion._meta.db_table
Row = dict[str, Any]
Rows = dict[tuple[str, int], Row]
"""The adopted versions of a framework's goals, by reference and number."""


def fault_of(versions: Iterable[Adopted]) -> Fault | None:
    """Return the first adopted goal that says something else than the versions that stand.

    A version that amends another one keeps the goals of that one which it did not freeze anew; both
    are compared with their rows.
    """
    standing: dict[int, list[Adopted]] = {}
    for version in versions:
        if version.is_in_force:
            standing.setdefault(version.framework, []).append(version)
    rows = _rows()
    for framework, found in rows.items():
        if framework not in standing:
            key = min(row["id"] for row in found.values())
            return Fault(TABLE, key, "is adopted, though no version of it is in force")
    for framework, adopted in standing.items():
        fault = _compared(adopted, rows.get(framework, {}))
        if fault:
            return fault
    return None


def _compared(versions: list[Adopted], rows: Rows) -> Fault | None:
    """Compare all standing versions of a framework, the earliest first, with its rows."""
    told = {key for version in versions for key in (version.frozen or {}).items()}
    untold = {key: row for key, row in rows.items() if key not in told}
    in_force: dict[str, Row] = {}
    for version in versions:
        frozen: dict[str, Row | None] = {reference: row for (reference, _n), row in untold.items()}
        if version.frozen is not None:
            frozen = {key[0]: rows.get(key) for key in version.frozen.items()}
        else:
            untold = {}
        missing = sorted(reference for reference, row in frozen.items() if row is None)
        if missing:
            return _missing(missing[0])
        own = {reference: row for reference, row in frozen.items() if row}
        before = in_force if version.amends else {}
        fault, in_force = _in_force(json.loads(version.content)["goals"], own, before)
        if fault:
            return fault
    if untold:
        key = min(row["id"] for row in untold.values())
        return Fault(TABLE, key, "is adopted, though no version in force froze it")
    return None


def _in_force(
    goals: list[Row], own: dict[str, Row], before: dict[str, Row]
) -> tuple[Fault | None, dict[str, Row]]:
    """Return what is wrong with a version's rows, and the rows that its text is made of."""
    adopted = {goal["reference"]: goal for goal in goals}
    rows = {**before, **own}
    for reference, row in rows.items():
        goal = adopted.get(reference)
        if goal is None and reference in own:
            return Fault(TABLE, row["id"], f"{reference} is not among the adopted goals"), {}
        for part, wanted in _facts(goal).items() if goal else ():
            if row[part] != wanted:
                return Fault(TABLE, row["id"], f"{part} of {reference} is not the adopted one"), {}
    missing = sorted(adopted.keys() - rows.keys())
    if missing:
        return _missing(missing[0]), {}
    return None, {reference: rows[reference] for reference in adopted}


def _missing(reference: str) -> Fault:
    return Fault(TABLE, "-", f"{reference} is missing, though it was adopted")


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


def _rows() -> dict[int, Rows]:
    """Return all adopted versions of goals by framework, each goal's newest one last."""
    adopted = GoalVersion.objects.filter(stage=GoalVersion.Stage.ADOPTED)
    links = {
        part: _links(part, name)
        for part, name in (("involved", "department__key"), ("clauses", "clause__number"))
    }
    found: dict[int, Rows] = {}
    plain = ("title", "wording", "explanation", "other_mandate", "kind", "lead_remark", "basis")
    for row in adopted.order_by("goal__position", "goal_id", "number").values(
        "id",
        "number",
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
        found.setdefault(row["framework"], {})[row["reference"], row["number"]] = row
    return found


def _links(part: str, name: str) -> dict[int, list[Any]]:
    through = getattr(GoalVersion, part).through
    adopted = through.objects.filter(goalversion__stage=GoalVersion.Stage.ADOPTED)
    found: dict[int, list[Any]] = {}
    for version, value in adopted.values_list("goalversion_id", name):
        found.setdefault(version, []).append(value)
    return found
