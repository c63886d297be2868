"""What a department's workbook is written from and checked against, at a fixed cost."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from querschnitt.accounts.models import Department, DepartmentSuccession, User
from querschnitt.coordination.models import Round
from querschnitt.coordination.workbook_comparison import GONE, Basis, Delivered, Known
from querschnitt.documents.tables import normal
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.adoption import amendment_of, is_adopted
from querschnitt.framework.models import (
    Clause,
    FieldOfAction,
    Framework,
    Goal,
    GoalLink,
    GoalVersion,
)
from querschnitt.framework.queries import departments_of
from querschnitt.framework.workbook_choices import (
    Choice,
    Choices,
    Content,
    Offer,
    chapter_label,
    departments_offered,
    kinds_offered,
)
from querschnitt.lib.digest import digest
from querschnitt.lib.refusal import Obstacle

Stand = tuple[int, int, str, int, str]

_COLUMNS = (
    "pk",
    "kind",
    "field_id",
    "title",
    "wording",
    "explanation",
    "lead_id",
    "involves_all",
    "other_mandate",
    "chapter_id",
    "runs_from",
    "runs_until",
)


def basis_of(round: Round, department: Department, *, by: User) -> Basis:
    """Return what a workbook of this round and department is checked against.

    :param by: who would change the goals
    """
    framework = round.of_framework
    own = Q(goal__framework=framework, goal__contributed_by=department)
    stands, contents = _current(own)
    mine = predecessors_of(department)
    sources, delivered = _last_term(framework, mine)
    choices = choices_of(framework, [*contents.values()])
    frozen = _frozen(framework, by, department)
    goals = {
        reference: Known(goal, number, stage, contents[version], frozen(goal, stage))
        for version, goal, reference, number, stage in stands
    }
    links = _links(framework, department, goals) if sources else {}
    last_term = {
        reference: Delivered(
            goal=goal,
            content=_delivered(delivered[version], choices, department, mine),
            before=delivered[version],
            taken_as=links.get(goal, ""),
        )
        for version, goal, reference, _number, stage in sources
        if stage in GoalVersion.SHARED
    }
    return Basis(choices, goals, last_term, _digest(round, choices, goals, last_term))


def choices_of(framework: Framework, contents: list[Content]) -> Choices:
    """Return what the columns of a framework's workbook offer."""
    clauses = [*Clause.objects.filter(mandate=framework.mandate_id).order_by("number")]
    excluded = {*framework.exclusions.values_list("clause_id", flat=True)}
    closed = {
        clause.pk: obstacle.sentence
        for clause in clauses
        if (obstacle := framework_rules.obstacle_in_clauses([clause], framework, excluded=excluded))
    }
    return Choices(
        kinds=kinds_offered(),
        fields=Offer(Choice(one.pk, one.name, (one.key,)) for one in FieldOfAction.objects.all()),
        departments=_departments(framework, contents),
        chapters=Offer(
            Choice(one.pk, chapter_label(one.number, one.title), (str(one.number), one.title))
            for one in framework.chapters.standing().order_by("number")
        ),
        clauses=Offer(Choice(one.pk, str(one.number)) for one in clauses),
        closed_clauses=closed,
        removed_clauses=frozenset(clause.pk for clause in clauses if clause.is_removed),
    )


def earlier_contents(pairs: set[tuple[int, int]]) -> Mapping[tuple[int, int], Content]:
    """Return what goals said in earlier versions, by goal and number of the version."""
    if not pairs:
        return {}
    scope = Q(goal__in={goal for goal, _number in pairs})
    stands = GoalVersion.objects.filter(scope).values_list("pk", "goal_id", "number")
    contents = _contents(GoalVersion.objects.filter(scope), scope)
    return {
        (goal, number): contents[version]
        for version, goal, number in stands
        if (goal, number) in pairs
    }


def predecessors_of(department: Department) -> set[int]:
    """Return the departments whose portfolios this one has, in whole or in part, and its own."""
    before: dict[int, list[int]] = defaultdict(list)
    for earlier, later in DepartmentSuccession.objects.values_list("predecessor", "successor"):
        before[later].append(earlier)
    found, todo = {department.pk}, [department.pk]
    while todo:
        new = {*before[todo.pop()]} - found
        found |= new
        todo.extend(new)
    return found


def _departments(framework: Framework, contents: list[Content]) -> Offer:
    offered = departments_of(framework)
    named = {key for said in contents for key in (said.lead, *said.involved) if key}
    missing = named - {department.pk for department in offered}
    offered += Department.objects.filter(pk__in=missing).in_order()
    return departments_offered((one.pk, one.key, one.abbreviation, one.name) for one in offered)


def _last_term(framework: Framework, mine: set[int]) -> tuple[list[Stand], dict[int, Content]]:
    if framework.predecessor_id is None:
        return [], {}
    # Of early frameworks only the lead is known, not who contributed a goal.
    theirs = Q(goal__contributed_by__in=mine) | Q(goal__contributed_by=None, lead__in=mine)
    return _current(Q(goal__framework=framework.predecessor_id) & theirs)


def _current(scope: Q) -> tuple[list[Stand], dict[int, Content]]:
    """Return the newest version of each goal, in order, and what they say."""
    versions = GoalVersion.objects.filter(scope).current()
    stands = versions.order_by("goal__position", "goal_id").values_list(
        "pk", "goal_id", "goal__reference", "number", "stage"
    )
    return [*stands], _contents(versions, scope)


def _contents(versions: "QuerySet[GoalVersion]", scope: Q) -> dict[int, Content]:
    involved = _linked(GoalVersion.involved.through, scope, "department_id")
    clauses = _linked(GoalVersion.clauses.through, scope, "clause_id")
    contents = {}
    for row in versions.values_list(*_COLUMNS):
        key, kind, field, title, wording, explanation, lead, everyone, mandate, chapter, *runs = row
        contents[key] = Content(
            kind,
            field,
            normal(title),
            normal(wording),
            normal(explanation),
            lead,
            everyone,
            involved.get(key, ()),
            clauses.get(key, ()),
            normal(mandate),
            chapter,
            *runs,
        )
    return contents


def _linked(through: Any, scope: Q, column: str) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    versions = GoalVersion.objects.filter(scope).values("pk")
    rows = through.objects.filter(goalversion__in=versions)
    for version, key in rows.values_list("goalversion_id", column):
        found[version].append(key)
    return {version: tuple(sorted(keys)) for version, keys in found.items()}


def _frozen(framework: Framework, by: User, department: Department) -> Any:
    """Return a function that says why a goal at a stage cannot be revised by this person."""
    amendment = amendment_of(framework)
    open_goals = {*amendment.goals.values_list("pk", flat=True)} if amendment else set()
    is_frozen = is_adopted(framework)
    known: dict[tuple[str, bool], Obstacle | None] = {}

    def obstacle(goal: int, stage: str) -> Obstacle | None:
        key = (stage, is_frozen or (stage == "adopted" and goal not in open_goals))
        if key not in known:
            row = Goal(framework=framework, contributed_by=department)
            version = GoalVersion(goal=row, stage=stage, number=1)
            known[key] = framework_rules.obstacle_to_revising(by, version, is_adopted=key[1])
        return known[key]

    return obstacle


def _links(
    framework: Framework, department: Department, goals: Mapping[str, Known]
) -> dict[int, str]:
    """Return as which goal of the department each goal of last term has been carried over."""
    standing = {one.goal: reference for reference, one in goals.items() if one.stage not in GONE}
    links = GoalLink.objects.filter(
        kind=GoalLink.Kind.CARRIED_OVER,
        target__framework=framework,
        target__contributed_by=department,
    ).values_list("source_id", "target_id")
    return {source: standing[target] for source, target in links if target in standing}


def _delivered(said: Content, choices: Choices, department: Department, mine: set[int]) -> Content:
    """Return a goal of last term as it would stand in the new framework.

    The clauses and the chapter are those of the old framework, and departments that are no more
    cannot take part.
    """
    offered = choices.departments
    involved = {department.pk if key in mine else key for key in said.involved if key in offered}
    lead = department.pk if said.lead in mine else said.lead if said.lead in offered else None
    return said._replace(
        lead=lead,
        involved=tuple(sorted(involved - {lead})),
        clauses=(),
        chapter=None,
        runs_from="",
        runs_until="",
    )


def _digest(
    round: Round, choices: Choices, goals: Mapping[str, Known], last_term: Mapping[str, Delivered]
) -> str:
    # Fields and departments are only added to, which takes nothing from what a row says.
    offers = (choices.chapters, choices.clauses)
    return digest(
        [
            [round.pk, round.is_open],
            # Versions never change, so their numbers stand for what they say.
            [[ref, one.number, one.stage, bool(one.to_revise)] for ref, one in goals.items()],
            [[reference, one.taken_as] for reference, one in last_term.items()],
            [[[choice.key, choice.label] for choice in offer.choices] for offer in offers],
            sorted(choices.closed_clauses),
        ]
    )
