from querschnitt.framework.models import Framework, GoalVersion


def is_adopted(framework: Framework) -> bool:
    """Return whether goals of the framework are frozen by an adoption in force."""
    return GoalVersion.objects.filter(
        goal__framework=framework, stage=GoalVersion.Stage.ADOPTED
    ).exists()  # fmt: skip
