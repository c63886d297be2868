from collections.abc import Mapping

from querschnitt.framework.models import Framework, GoalVersion

Stage = GoalVersion.Stage


def goals_to_freeze(*, framework: Framework) -> dict[str, int]:
    """Return which version of each goal the next adoption freezes, by the goals' references."""
    current = GoalVersion.objects.filter(goal__framework=framework).current()
    rows = current.filter(stage=Stage.SUBMITTED).order_by("goal__position", "goal")
    return dict(rows.values_list("goal__reference", "number"))


def freeze_goals(*, framework: Framework) -> int:
    """Mark the goals that cabinet adopts, inside its act; return how many.

    Part of the act of adoption, which asks the rules and writes the journal.
    """
    current = GoalVersion.objects.filter(goal__framework=framework).current()
    # Read first: what is newest must not be asked of rows that the same statement changes.
    keys = [*current.filter(stage=Stage.SUBMITTED).values_list("pk", flat=True)]
    return GoalVersion.objects.filter(pk__in=keys).update(stage=Stage.ADOPTED)


def unfreeze_goals(*, framework: Framework, frozen: Mapping[str, int] | None = None) -> int:
    """Give back the goals of an annulled adoption, inside the act of annulment.

    :param frozen: the version of each goal that the adoption froze; without it, all of them
    """
    adopted = GoalVersion.objects.filter(goal__framework=framework, stage=Stage.ADOPTED)
    if frozen is None:
        return adopted.update(stage=Stage.SUBMITTED)
    rows = adopted.values_list("pk", "goal__reference", "number")
    keys = [pk for pk, reference, number in rows if frozen.get(reference) == number]
    return GoalVersion.objects.filter(pk__in=keys).update(stage=Stage.SUBMITTED)
