"""Writing the goals of a framework of another installation, inside the act that takes it over."""

from collections.abc import Iterable, Mapping

from django.db.models import Max
from django.utils import timezone

from querschnitt.accounts.models import Department, User
from querschnitt.framework import rules
from querschnitt.framework.content import GoalContent
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import Clause, FieldOfAction, Framework, Goal, GoalVersion
from querschnitt.framework.moving import said
from querschnitt.framework.operations.inserting import insert_rows, instant
from querschnitt.lib.refusal import refuse_if

_COLUMNS = (
    "goal",
    "number",
    "stage",
    "kind",
    "kind_basis",
    "chapter",
    "field",
    "title",
    "wording",
    "explanation",
    "lead",
    "lead_confidence",
    "lead_remark",
    "involves_all",
    "other_mandate",
    "runs_from",
    "runs_until",
    "basis",
    "source",
    "confidence",
    "remark",
    "written_by",
    "written_at",
    "change_note",
    "return_reason",
)


def move_goals(
    *,
    by: User,
    framework: Framework,
    goals: list[GoalContent],
    departments: Mapping[str, Department],
) -> None:
    """Write the goals of a new framework as submitted, in their order; its adoption comes next.

    Who contributed a goal is no part of its content: the department in the lead counts as such.

    :raises Refused: if one of them could not be kept as it is
    """
    texts = _texts(framework, goals, departments)
    clauses = frozenset(clause.pk for text in texts for clause in text.clauses)
    excluded = {*framework.exclusions.values_list("clause_id", flat=True)}
    for goal, text in zip(goals, texts, strict=True):
        refuse_if(rules.obstacle_to_referring(by, goal["reference"], is_taken=False))
        refuse_if(rules.obstacle_in_goal(text, framework, excluded=excluded, kept=clauses))
    insert_rows(
        Goal,
        ("framework", "reference", "position", "contributed_by"),
        [
            (framework.pk, goal["reference"], place, text.lead.pk if text.lead else None)
            for place, (goal, text) in enumerate(zip(goals, texts, strict=True), 1)
        ],
    )
    _write_versions(by, framework, texts)


def _texts(
    framework: Framework, goals: list[GoalContent], departments: Mapping[str, Department]
) -> list[GoalText]:
    chapters = {row.number: row for row in framework.chapters.all()}
    keys = {goal["field"] for goal in goals}
    fields = {row.key: row for row in FieldOfAction.objects.filter(key__in=keys)}
    rows = Clause.objects.filter(mandate=framework.mandate_id)
    clauses = {row.number: row for row in rows}
    return [
        GoalText(
            kind=goal["kind"],
            kind_basis=goal["kind_basis"],
            chapter=chapters[goal["chapter"]] if goal["chapter"] is not None else None,
            field=fields[goal["field"]],
            title=said(goal["title"]),
            wording=said(goal["wording"]),
            explanation=said(goal["explanation"]),
            lead=departments[goal["lead"]] if goal["lead"] else None,
            lead_confidence=goal["lead_confidence"],
            lead_remark=goal["lead_remark"],
            involves_all=goal["involves_all"],
            involved=[departments[key] for key in goal["involved"]],
            clauses=[clauses[number] for number in goal["clauses"]],
            other_mandate=said(goal["other_mandate"]),
            runs_from=goal["period"]["start"],
            runs_until=goal["period"]["end"],
            basis=goal["basis"],
            **goal["provenance"],
        )
        for goal in goals
    ]


def _write_versions(by: User, framework: Framework, texts: list[GoalText]) -> None:
    keys = framework.goals.order_by("position").values_list("pk", flat=True)
    goals = [*keys]
    before = GoalVersion.objects.aggregate(last=Max("pk"))["last"] or 0
    moment = instant(timezone.now())
    insert_rows(
        GoalVersion,
        _COLUMNS,
        [
            (*_row(goal, text), by.pk, moment, "", "")
            for goal, text in zip(goals, texts, strict=True)
        ],
    )
    # Acts are one at a time, so that whatever came after is of this one.
    new = dict(GoalVersion.objects.filter(pk__gt=before).values_list("goal", "pk"))
    versions = [new[goal] for goal in goals]
    _link(GoalVersion.involved.through, "department", versions, (text.involved for text in texts))
    _link(GoalVersion.clauses.through, "clause", versions, (text.clauses for text in texts))


def _row(goal: int, text: GoalText) -> tuple[object, ...]:
    said_ = text.columns
    keys = {name: said_[name].pk if said_[name] else None for name in ("chapter", "field", "lead")}
    row = {**said_, **keys, "goal": goal, "number": 1, "stage": GoalVersion.Stage.SUBMITTED.value}
    return tuple(row[name] for name in _COLUMNS[:-4])


def _link(
    through: type, column: str, versions: list[int], linked: Iterable[Iterable[object]]
) -> None:
    rows = [
        (version, row.pk)  # type: ignore[attr-defined]
        for version, others in zip(versions, linked, strict=True)
        for row in others
    ]
    insert_rows(through, ("goalversion", column), rows)
