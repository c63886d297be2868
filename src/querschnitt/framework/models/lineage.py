from django.db import models

from querschnitt.accounts.models import User
from querschnitt.framework.models.frameworks import Framework
from querschnitt.framework.models.goals import Goal


class GoalDiscontinuation(models.Model):
    """A goal of the predecessor that a framework knowingly does not carry on, perhaps with why."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="discontinuations"
    )
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="discontinuations")
    reason = models.TextField(blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "goal"], name="one_discontinuation_per_framework_and_goal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.goal}"
