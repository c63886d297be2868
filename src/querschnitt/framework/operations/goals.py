from collections.abc import Collection
from typing import Any, Unpack

from django.conf import settings
from django.db.models import Max

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules
from querschnitt.framework.goal_text import GoalChanges, GoalFields, GoalText, text_of
from querschnitt.framework.models import Framework, Goal, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.operations.versions import (
    current_version,
    next_number,
    write_version,
)
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage

# As on the title pages of such frameworks: principles, cross-department priorities, the
# departments' own goals, outcomes.
LETTERS = {
    GoalVersion.Kind.PRINCIPLE: "P",
    GoalVersion.Kind.CROSS_DEPARTMENT: "X",
    GoalVersion.Kind.DEPARTMENT_SPECIFIC: "D",
    GoalVersion.Kind.OUTCOME: "O",
}


@journal.act
def draft_goal(
    *,
    by: User,
    framework: Framework,
    contributed_by: Department | None = None,
    reference: str = "",
    **fields: Unpack[GoalFields],
) -> GoalVersion:
    """Draft a goal: a department its own contribution, a coordinator any department's or none's.

    :raises Refused: if ``rules.obstacle_to_drafting``, ``rules.obstacle_in_goal`` or, where a
        reference is given, ``rules.obstacle_to_referring`` finds an obstacle
    """
    text = GoalText(**fields)
    if by.is_editor and contributed_by is None:
        contributed_by = by.department
    is_frozen = is_adopted(framework)
    refuse_if(
        rules.obstacle_to_drafting(
            by,
            contributed_by=contributed_by,
            is_adopted=is_frozen,
            is_history=framework.is_over(is_adopted=is_frozen),
        )
    )
    version = new_goal(by, framework, text, Stage.DRAFT, contributed_by, reference)
    journal.record("framework.goal_drafted", actor=by, subject=version.goal, version=1)
    return version


@journal.act
def record_reported_goal(
    *,
    by: User,
    framework: Framework,
    contributed_by: Department | None = None,
    reference: str = "",
    **fields: Unpack[GoalFields],
) -> GoalVersion:
    """Record a goal that a report knows of, beside those of the framework's text.

    :raises Refused: if ``rules.obstacle_to_reporting``, ``rules.obstacle_in_goal`` or, where a
        reference is given, ``rules.obstacle_to_referring`` finds an obstacle
    """
    text = GoalText(**fields)
    refuse_if(rules.obstacle_to_reporting(by, basis=text.basis, source=text.source))
    version = new_goal(by, framework, text, Stage.REPORTED, contributed_by, reference)
    journal.record("framework.goal_reported", actor=by, subject=version.goal, version=1)
    return version


@journal.act
def revise_goal(
    *,
    by: User,
    goal: Goal,
    seen: int,
    change_note: str = "",
    **changes: Unpack[GoalChanges],
) -> GoalVersion:
    """Write a new version of a goal; what is left out stays as it was.

    A department's version is a draft again. What a coordinator revises after it was submitted,
    or in an amendment, stays submitted; the departments see the change when they co-sign.

    :param seen: number of the version that the person was shown
    :raises Refused: if ``rules.obstacle_to_revising`` or ``rules.obstacle_in_goal`` says so
    """
    current = current_version(goal)
    framework = current.goal.framework
    is_frozen = is_adopted(framework, goal=current.goal)
    refuse_if(rules.obstacle_to_revising(by, current, is_adopted=is_frozen, seen=seen))
    given: dict[str, Any] = {**changes}
    text = GoalText(**{**_as_fields(text_of(current)), **given})
    kept = {*current.clauses.values_list("pk", flat=True)}
    refuse_if(rules.obstacle_in_goal(text, framework, excluded=_excluded(framework), kept=kept))
    refuse_if(rules.obstacle_in_change_note(change_note))
    if current.stage == Stage.REPORTED:
        refuse_if(rules.obstacle_to_reporting(by, basis=text.basis, source=text.source))
    stage, number = _revised(current, by), next_number(current.goal)
    version = write_version(
        by, current.goal, text, stage, number=number, change_note=change_note
    )  # fmt: skip
    journal.record(
        "framework.goal_revised", actor=by, subject=current.goal, version=version.number
    )  # fmt: skip
    return version


@journal.act
def submit_goal(*, by: User, goal: Goal, seen: int) -> GoalVersion:
    """Hand a department's goal over to the government.

    :param seen: number of the version that the person was shown
    :raises Refused: if ``rules.obstacle_to_submitting`` finds an obstacle, or the goal rests on a
        clause that the framework no longer takes up
    """
    current = current_version(goal)
    framework = current.goal.framework
    refuse_if(
        rules.obstacle_to_submitting(
            by,
            current,
            is_adopted=is_adopted(framework, goal=current.goal),
            authors=rules.authors_since_return(current.goal.versions.all()),
            four_eyes=settings.FOUR_EYES,
            seen=seen,
        )
    )
    clauses = [*current.clauses.all()]
    kept, excluded = {clause.pk for clause in clauses}, _excluded(framework)
    refuse_if(rules.obstacle_in_clauses(clauses, framework, excluded=excluded, kept=kept))
    current.stage = Stage.SUBMITTED
    current.save(update_fields=["stage"])
    journal.record(
        "framework.goal_submitted", actor=by, subject=current.goal, version=current.number
    )
    return current


def new_goal(
    by: User,
    framework: Framework,
    text: GoalText,
    stage: Stage,
    contributed_by: Department | None,
    reference: str,
    *,
    kept: Collection[int] = (),
) -> GoalVersion:
    """Write the first version of a new goal, inside an act that has asked who may.

    :param kept: clauses that it may rest on though they were removed, since its sources did
    """
    excluded = _excluded(framework)
    refuse_if(rules.obstacle_in_goal(text, framework, excluded=excluded, kept=kept))
    if reference:
        is_taken = framework.goals.filter(reference=reference).exists()
        refuse_if(rules.obstacle_to_referring(by, reference, is_taken=is_taken))
    last = framework.goals.aggregate(last=Max("position"))["last"] or 0
    goal = Goal.objects.create(
        framework=framework,
        reference=reference or _next_reference(framework, text.kind),
        position=last + 1,
        contributed_by=contributed_by,
    )
    return write_version(by, goal, text, stage, number=1, change_note="")


def _revised(current: GoalVersion, by: User) -> Stage:
    """Return the stage of what someone makes of a goal by revising it."""
    if current.stage == Stage.ADOPTED and by.is_coordinator:
        return Stage.SUBMITTED
    if current.stage in {Stage.SUBMITTED, Stage.REPORTED}:
        return Stage(current.stage)
    return Stage.DRAFT


def _next_reference(framework: Framework, kind: str) -> str:
    letter = LETTERS[GoalVersion.Kind(kind)]
    # Withdrawn goals count too: a reference is never given twice.
    used = framework.goals.filter(reference__startswith=letter).values_list("reference", flat=True)
    numbers = [int(known[1:]) for known in used if known[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


def _excluded(framework: Framework) -> set[int]:
    return {*framework.exclusions.values_list("clause_id", flat=True)}


def _as_fields(text: GoalText) -> dict[str, Any]:
    return {**text.columns, "involved": text.involved, "clauses": text.clauses}
