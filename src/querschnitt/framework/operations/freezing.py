from querschnitt.framework.models import Framework, GoalVersion

Stage = GoalVersion.Stage


def freeze_goals(*, framework: Framework) -> int:
    """Mark the goals that cabinet adopts, inside its act; return how many.

    Part of the act of adoption, which asks the rules and writes the journal.
    """
    current = GoalVersion.objects.filter(goal__framework=framework).current()
    # Read first: what is newest must not be asked of rows that the same statement changes.
    keys = [*current.filter(stage=Stage.SUBMITTED).values_list("pk", flat=True)]
    return GoalVersion.objects.filter(pk__in=keys).update(stage=Stage.ADOPTED)


def unfreeze_goals(*, framework: Framework) -> int:
    """Give back the goals of an annulled adoption, inside the act of annulment."""
    adopted = GoalVersion.objects.filter(goal__framework=framework, stage=Stage.ADOPTED)
    return adopted.update(stage=Stage.SUBMITTED)
