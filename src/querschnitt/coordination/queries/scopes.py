"""Which department is asked on which point, before a round is opened."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from querschnitt.accounts.models import Department
from querschnitt.coordination.standing import Standing, standing_of
from querschnitt.coordination.text_changes import PointText, point_texts
from querschnitt.framework.models import Framework


@dataclass(frozen=True)
class ScopeCell:
    """A department and a point, and whether the one is asked on the other."""

    department: str
    value: str
    is_chosen: bool


@dataclass(frozen=True)
class ScopeRow:
    """A point of the text, with a cell for each department."""

    point: str
    label: str
    cells: list[ScopeCell]


def scope_value(department: Department, point: str) -> str:
    """Return how a form names that a department is asked on a point."""
    return f"{department.key}|{point}"


def scope_matrix(
    framework: Framework,
    departments: Sequence[Department],
    chosen: Mapping[Department, Collection[str]] | None = None,
) -> list[ScopeRow]:
    """Return every point of the present text, or of an amendment, against these departments.

    :param chosen: the points of each; without them, what concerns each department is chosen
    """
    standing = standing_of(framework)
    text = standing.text
    if chosen is None and standing.is_amending:
        chosen = {one: standing.concerned.get(one, ()) for one in departments}
    elif chosen is None:
        chosen = {one: text.concerning(one.key) for one in departments}
    asked = {one.key: {*chosen.get(one, ())} for one in departments}
    return [
        ScopeRow(
            point=point,
            label=_heading(said.label, said.words),
            cells=[
                ScopeCell(one.abbreviation, scope_value(one, point), point in asked[one.key])
                for one in departments
            ],
        )
        for point, said in _points(standing).items()
    ]


def _points(standing: Standing) -> dict[str, PointText]:
    """Return what can be asked about: of an amendment only what changes, also what is dropped."""
    points = point_texts(standing.text.content)
    if not standing.is_amending or standing.in_force is None:
        return points
    before = point_texts(json.loads(standing.in_force.content))
    known = {**before, **points}
    return {point: known[point] for point in standing.changes.points if point in known}


def _heading(label: str, words: str) -> str:
    """Return a point's label; a goal without a title is told by its first words."""
    is_bare = ":" not in label and len(label) <= 12
    return f"{label}: {words[:60]}…" if is_bare and words else label
