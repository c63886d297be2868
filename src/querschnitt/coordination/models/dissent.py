from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models.rounds import Reservation, Round


class EscalationStep(models.Model):
    """A dated attempt to come to terms on a reservation, and on which level it was made."""

    class Level(models.TextChoices):
        """From the lowest to the highest; an attempt never goes back down."""

        UNIT = "unit", _("unit")
        DIRECTORATE = "directorate", _("directorate")
        STATE_SECRETARY = "state_secretary", _("state secretary")
        CABINET = "cabinet", _("cabinet")

    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="steps")
    level = models.CharField(max_length=20, choices=Level)
    held_on = models.DateField()
    participants = models.CharField(max_length=200, blank=True)
    note = models.TextField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["reservation", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="an_escalation_says_what_came_of_it")
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.held_on:%d.%m.%Y}"


class Remark(models.Model):
    """What a department remarks on a point of the text, tied to the words that it quotes.

    Without a passage it is about the whole point. Open until it is resolved; it can be reopened.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="remarks")
    point = models.CharField(max_length=80)
    passage = models.TextField(blank=True)
    text = models.TextField()
    point_digest = models.CharField(max_length=64)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    written_at = models.DateTimeField()
    resolution = models.TextField(blank=True)
    resolved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_on = models.DateField(null=True)
    reopening_reason = models.TextField(blank=True)
    reopened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_on = models.DateField(null=True)

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True) | ~Q(resolution=""),
                name="a_resolved_remark_says_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        # Goals and chapters are called by their reference or number, other parts by none.
        names = {"department": self.department or "", "point": self.point.partition(":")[2]}
        if not names["point"]:
            return str(_("Remark of %(department)s") % names)
        return str(_("Remark of %(department)s on %(point)s") % names)

    @property
    def is_resolved(self) -> bool:
        return self.resolved_by_id is not None
