from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.framework.models.frameworks import Framework
from querschnitt.framework.models.goals import Goal


class Amendment(models.Model):
    """An adopted framework is opened again, for named goals and new ones, until a new decision.

    What cabinet adopted stays in force meanwhile; an amendment that is given up leaves it as it is.
    """

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        ADOPTED = "adopted", _("adopted")
        GIVEN_UP = "given_up", _("given up")

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    goals = models.ManyToManyField(Goal, blank=True, related_name="amendments")
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ending_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"], name="one_amendment_per_framework_and_number"
            ),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(state="open"), name="one_open_amendment"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_amendment_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(state="open") ^ Q(ended_on__isnull=False),
                name="an_ended_amendment_says_when",
            ),
        ]

    def __str__(self) -> str:
        names = {"framework": self.framework, "number": self.number}
        return str(_("%(framework)s, amendment %(number)s") % names)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
