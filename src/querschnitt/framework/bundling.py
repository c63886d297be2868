"""What goals that are merged have in common, and what is noted about two goals."""

from collections.abc import Iterable, Sequence
from typing import Any

from querschnitt.accounts.models import Department
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import Goal, GoalLink, GoalVersion


def with_all(text: GoalText, sources: Sequence[GoalVersion]) -> GoalText:
    """Return a text with every department and every clause of the goals that it is made of."""
    said: dict[str, Any] = {**text.__dict__}
    departments = {*text.involved, *departments_of_all(sources)} - {text.lead}
    clauses = {*text.clauses, *(clause for v in sources for clause in v.clauses.all())}
    said["involves_all"] = text.involves_all or any(v.involves_all for v in sources)
    said["involved"] = [] if said["involves_all"] else sorted(departments, key=lambda d: d.pk)
    said["clauses"] = sorted(clauses, key=lambda clause: clause.number)
    return GoalText(**said)


def departments_of_all(sources: Iterable[GoalVersion]) -> set[Department]:
    """Return every department that contributes to, leads or takes part in some goals."""
    found = set()
    for version in sources:
        found |= {version.lead, version.goal.contributed_by, *version.involved.all()} - {None}
    return found


def last_merging(goal: Goal) -> list[GoalLink]:
    """Return the links by which goals were merged into this one the last time."""
    links = GoalLink.objects.filter(target=goal, kind=GoalLink.Kind.MERGED)
    rows = [*links.select_related("source__framework").order_by("-linked_at", "source")]
    return [link for link in rows if link.linked_at == rows[0].linked_at]


def holds_others(goal: Goal) -> bool:
    """Return whether other goals live on in this one."""
    return GoalLink.objects.filter(target=goal, kind=GoalLink.Kind.MERGED).exists()


def link_between(one: Goal, other: Goal) -> GoalLink | None:
    """Return what is noted about two goals, in whichever direction."""
    both = GoalLink.objects.filter(source__in=(one, other), target__in=(one, other))
    return both.first()
