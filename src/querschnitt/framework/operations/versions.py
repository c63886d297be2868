from django.db.models import Max
from django.utils import timezone

from querschnitt.accounts.models import User
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import Goal, GoalVersion


def current_version(goal: Goal) -> GoalVersion:
    """Return a goal's newest version as it stands now, with the goal and its framework."""
    return (
        GoalVersion.objects.filter(goal=goal)
        .exclude(stage=GoalVersion.Stage.SET_ASIDE)
        .select_related("goal__framework__term", "goal__contributed_by")
        .latest("number")
    )


def adopted_version(goal: Goal) -> GoalVersion | None:
    """Return what cabinet adopted last of a goal, as far as no decision took it back."""
    adopted = GoalVersion.objects.filter(goal=goal, stage=GoalVersion.Stage.ADOPTED)
    return adopted.order_by("-number").first()


def next_number(goal: Goal) -> int:
    """Return the number of a goal's next version; what was set aside keeps its own."""
    last = GoalVersion.objects.filter(goal=goal).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def write_version(
    by: User,
    goal: Goal,
    text: GoalText,
    stage: GoalVersion.Stage,
    *,
    number: int,
    change_note: str,
) -> GoalVersion:
    """Write a version of a goal, inside an act."""
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
