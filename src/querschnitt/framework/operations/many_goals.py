"""Drafting and revising many goals of one department, inside an act that has asked the rules."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from querschnitt.accounts.models import Department, User
from querschnitt.framework.goal_said import GoalSaid
from querschnitt.framework.models import Framework, Goal, GoalVersion
from querschnitt.framework.operations.goals import LETTERS
from querschnitt.framework.operations.inserting import insert_rows, instant

Stage = GoalVersion.Stage

_KEPT = (
    "kind_basis",
    "lead_confidence",
    "lead_remark",
    "basis",
    "source",
    "confidence",
    "remark",
)
_NOTHING_KEPT = ("", "", "", GoalVersion.Basis.OWN.value, "", "", "")
_COLUMNS = (
    "goal",
    "number",
    "stage",
    "kind",
    "field",
    "title",
    "wording",
    "explanation",
    "lead",
    "involves_all",
    "other_mandate",
    "chapter",
    "runs_from",
    "runs_until",
    "written_by",
    "written_at",
    "change_note",
    "return_reason",
    *_KEPT,
)


def draft_goals(
    *, by: User, framework: Framework, department: Department, said: Sequence[GoalSaid]
) -> list[int]:
    """Write new drafts of a department and return the keys of their goals, in the same order."""
    last = framework.goals.aggregate(last=Max("position"))["last"] or 0
    references = _next_references(framework, (one.kind for one in said))
    insert_rows(
        Goal,
        ("framework", "reference", "position", "contributed_by"),
        [
            (framework.pk, reference, last + place, department.pk)
            for place, reference in enumerate(references, 1)
        ],
    )
    new = framework.goals.filter(position__gt=last).order_by("position")
    goals = [*new.values_list("pk", flat=True)]
    _write(by, [(goal, 1, one) for goal, one in zip(goals, said, strict=True)])
    return goals


def revise_goals(
    *,
    by: User,
    framework: Framework,
    department: Department,
    said: Mapping[int, GoalSaid],
    change_note: str,
) -> None:
    """Write new draft versions of a department's goals, by their keys."""
    own = Q(goal__framework=framework, goal__contributed_by=department)
    versions = GoalVersion.objects.filter(own)
    numbers = dict(versions.values_list("goal").annotate(last=Max("number")))
    kept = {goal: row for goal, *row in versions.current().values_list("goal", *_KEPT)}
    revised = [(goal, numbers[goal] + 1, one) for goal, one in said.items()]
    _write(by, revised, kept=kept, change_note=change_note)


def _write(
    by: User,
    said: Sequence[tuple[int, int, GoalSaid]],
    *,
    kept: Mapping[int, Sequence[Any]] | None = None,
    change_note: str = "",
) -> None:
    before = GoalVersion.objects.aggregate(last=Max("pk"))["last"] or 0
    same = (by.pk, instant(timezone.now()), change_note, "")
    insert_rows(
        GoalVersion,
        _COLUMNS,
        [
            (
                goal,
                number,
                Stage.DRAFT.value,
                *one[:7],
                *one[9:],
                *same,
                *(kept[goal] if kept else _NOTHING_KEPT),
            )
            for goal, number, one in said
        ],
    )
    # Acts are one at a time, so that whatever came after is of this one.
    new = GoalVersion.objects.filter(pk__gt=before).values_list("goal", "pk")
    versions = dict(new)
    linked = [(versions[goal], one) for goal, _number, one in said]
    for through, column, rows in (
        (GoalVersion.involved.through, "department", _pairs(linked, "involved")),
        (GoalVersion.clauses.through, "clause", _pairs(linked, "clauses")),
    ):
        insert_rows(through, ("goalversion", column), [*rows])


def _pairs(linked: Iterable[tuple[int, GoalSaid]], name: str) -> Iterator[tuple[int, int]]:
    for version, said in linked:
        for key in getattr(said, name):
            yield version, key


def _next_references(framework: Framework, kinds: Iterable[str]) -> Iterator[str]:
    # Withdrawn goals count too: a reference is never given twice.
    used: Counter[str] = Counter()
    for known in framework.goals.values_list("reference", flat=True):
        if known[1:].isdecimal():
            used[known[0]] = max(used[known[0]], int(known[1:]))
    for kind in kinds:
        # A kind is a text, and is found by it.
        letter = LETTERS[kind]  # type: ignore[index]
        used[letter] += 1
        yield f"{letter}{used[letter]}"
