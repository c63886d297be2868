from typing import Any, Unpack

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from querschnitt.accounts import journal
from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules
from querschnitt.framework.goal_text import GoalChanges, GoalFields, GoalText, text_of
from querschnitt.framework.models import Framework, Goal, GoalVersion
from querschnitt.framework.operations.adoption import is_adopted
from querschnitt.framework.operations.versions import current_version
from querschnitt.lib.refusal import refuse_if

Stage = GoalVersion.Stage

# As on the title pages of such frameworks: principles, cross-department priorities, the
# departments' own goals, outcomes.
_LETTERS = {
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
    refuse_if(
        rules.obstacle_to_drafting(
            by, contributed_by=contributed_by, is_adopted=is_adopted(framework)
        )
    )
    version = _new_goal(by, framework, text, Stage.DRAFT, contributed_by, reference)
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
    version = _new_goal(by, framework, text, Stage.REPORTED, contributed_by, reference)
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

    A department's version is a draft again. What a coordinator revises after it was submitted
    stays submitted; the departments see the change when they co-sign.

    :param seen: number of the version that the person was shown
    :raises Refused: if ``rules.obstacle_to_revising`` or ``rules.obstacle_in_goal`` says so
    """
    current = current_version(goal)
    framework = current.goal.framework
    refuse_if(
        rules.obstacle_to_revising(by, current, is_adopted=is_adopted(framework), seen=seen)
    )  # fmt: skip
    given: dict[str, Any] = {**changes}
    text = GoalText(**{**_as_fields(text_of(current)), **given})
    refuse_if(rules.obstacle_in_goal(text, framework, excluded=_excluded(framework)))
    refuse_if(rules.obstacle_in_change_note(change_note))
    if current.stage == Stage.REPORTED:
        refuse_if(rules.obstacle_to_reporting(by, basis=text.basis, source=text.source))
    stage = current.stage if current.stage in {Stage.SUBMITTED, Stage.REPORTED} else Stage.DRAFT
    version = _write(by, current.goal, text, Stage(stage), current.number + 1, change_note)
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
            is_adopted=is_adopted(framework),
            authors=rules.authors_since_return(current.goal.versions.all()),
            four_eyes=settings.FOUR_EYES,
            seen=seen,
        )
    )
    excluded = _excluded(framework)
    refuse_if(rules.obstacle_in_clauses(current.clauses.all(), framework, excluded=excluded))
    current.stage = Stage.SUBMITTED
    current.save(update_fields=["stage"])
    journal.record(
        "framework.goal_submitted", actor=by, subject=current.goal, version=current.number
    )
    return current


def _new_goal(
    by: User,
    framework: Framework,
    text: GoalText,
    stage: Stage,
    contributed_by: Department | None,
    reference: str,
) -> GoalVersion:
    refuse_if(rules.obstacle_in_goal(text, framework, excluded=_excluded(framework)))
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
    return _write(by, goal, text, stage, 1, "")


def _write(
    by: User, goal: Goal, text: GoalText, stage: Stage, number: int, change_note: str
) -> GoalVersion:
    version = GoalVersion.objects.create(
        goal=goal,
        number=number,
        stage=stage,
        written_by=by,
        written_at=timezone.now(),
        change_note=change_note,
        **text.columns,
    )
    version.involved.set(text.involved)
    version.clauses.set(text.clauses)
    return version


def _next_reference(framework: Framework, kind: str) -> str:
    letter = _LETTERS[GoalVersion.Kind(kind)]
    # Withdrawn goals count too: a reference is never given twice.
    used = framework.goals.filter(reference__startswith=letter).values_list("reference", flat=True)
    numbers = [int(known[1:]) for known in used if known[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


def _excluded(framework: Framework) -> set[int]:
    return {*framework.exclusions.values_list("clause_id", flat=True)}


def _as_fields(text: GoalText) -> dict[str, Any]:
    return {**text.columns, "involved": text.involved, "clauses": text.clauses}
