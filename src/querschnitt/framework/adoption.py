"""Whether an adoption keeps something from being changed, which an amendment may open again."""

from querschnitt.framework.models import (
    Amendment,
    Framework,
    Goal,
    GoalVersion,
    LegislativeTerm,
)


def is_adopted(framework: Framework, *, goal: Goal | None = None) -> bool:
    """Return whether an adoption in force freezes a goal or, without one, the framework itself.

    While an amendment is open, the goals that it names can be changed, and so can goals that are
    new in it, the introduction, the chapters, and which clauses are not taken up.
    """
    adopted = GoalVersion.objects.filter(
        goal__framework=framework, stage=GoalVersion.Stage.ADOPTED
    )  # fmt: skip
    if not adopted.exists():
        return False
    amendment = amendment_of(framework)
    if amendment is None:
        return True
    if goal is None or not adopted.filter(goal=goal).exists():
        return False
    return not amendment.goals.filter(pk=goal.pk).exists()


def amendment_of(framework: Framework) -> Amendment | None:
    """Return the amendment of a framework that is under way, if there is one."""
    under_way = Amendment.objects.filter(framework=framework, state=Amendment.State.OPEN)
    return under_way.select_related("framework", "opened_by").first()


def predecessors_of(framework: Framework) -> list[Framework]:
    """Return all frameworks that this one follows, the nearest first."""
    rows = Framework.objects.select_related("term").in_bulk()
    found: list[Framework] = []
    before = framework.predecessor_id
    while before is not None and before not in {row.pk for row in found}:
        found.append(rows[before])
        before = rows[before].predecessor_id
    return found


def goals_in_force(framework: Framework) -> set[int]:
    """Return the keys of the goals that cabinet adopted and that have not left the framework."""
    rows = GoalVersion.objects.filter(goal__framework=framework)
    gone = rows.current().filter(stage__in=GoalVersion.GONE).values("goal")
    adopted = rows.filter(stage=GoalVersion.Stage.ADOPTED).exclude(goal__in=gone)
    return {*adopted.values_list("goal", flat=True)}


def is_being_amended(term: LegislativeTerm) -> bool:
    """Return whether an amendment of one of the term's frameworks is under way."""
    under_way = Amendment.objects.filter(framework__term=term, state=Amendment.State.OPEN)
    return under_way.exists()
