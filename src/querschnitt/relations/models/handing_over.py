from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.outbox.models import Job
from querschnitt.relations.models.conferences import Presidency


class HandoverPackage(models.Model):
    """All that the next chair of a conference needs, as one archive; made by a job.

    Of earlier archives of a presidency only the digest is kept, so that what was given away can
    still be told apart.
    """

    class State(models.TextChoices):
        ORDERED = "ordered", _("is being made")
        MADE = "made", _("made")

    presidency = models.ForeignKey(
        Presidency, on_delete=models.PROTECT, related_name="handover_packages"
    )
    state = models.CharField(max_length=10, choices=State, default=State.ORDERED)
    as_of = models.DateField()
    """The day whose state of affairs it holds."""
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    data = models.BinaryField(null=True)
    data_digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="made") ^ Q(data_digest=""),
                name="a_package_that_is_made_has_its_digest",
            ),
            models.UniqueConstraint(
                fields=["presidency"],
                condition=Q(state="ordered"),
                name="one_package_at_a_time_per_presidency",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Hand-over package: %(presidency)s") % {"presidency": self.presidency})

    @property
    def file_name(self) -> str:
        return f"uebergabe-{self.presidency.key}-{self.as_of.isoformat()}.zip"

    @property
    def is_stuck(self) -> bool:
        """The job that made it gave up, so that it has to be ordered again."""
        if self.state != self.State.ORDERED:
            return False
        return self.job is None or self.job.state == Job.State.FAILED
