from querschnitt.framework.models import Goal, GoalVersion


def current_version(goal: Goal) -> GoalVersion:
    """Return a goal's newest version as it stands now, with the goal and its framework."""
    return (
        GoalVersion.objects.filter(goal=goal)
        .select_related("goal__framework", "goal__contributed_by")
        .latest("number")
    )
