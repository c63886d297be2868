from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models.rounds import Round


class DeadlineRule(models.Model):
    """How long people get for one kind of thing; without a row, what is usual holds."""

    class Kind(models.TextChoices):
        COLLECTION = "collection", _("collection round")
        CO_SIGNATURE = "co_signature", _("co-signature round")
        SETTLEMENT = "settlement", _("settlement of a reservation")
        CABINET_SUBMISSION = "cabinet_submission", _("cabinet submission")

    class Unit(models.TextChoices):
        CALENDAR = "calendar", _("calendar days")
        WORKING = "working", _("working days")

    kind = models.CharField(max_length=30, choices=Kind, unique=True)
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=Unit)
    urgent_days = models.PositiveSmallIntegerField()
    remind_before = models.JSONField(default=list, blank=True)
    remind_after = models.JSONField(default=list, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(urgent_days__lte=models.F("days")),
                name="urgent_is_no_longer_than_usual",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RoundExtension(models.Model):
    """A round's deadline was put off: from when to when, and why. Rows are never changed."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions")
    due_before = models.DateField()
    due_on = models.DateField()
    reason = models.TextField()
    extended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    extended_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=models.F("due_before")), name="an_extension_is_later"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_extension_gives_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.due_before} → {self.due_on}"


class CalendarSubscription(models.Model):
    """A secret address from which a person's calendar fetches their deadlines.

    Only the digest of the secret is kept; a person has at most one that is in use.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_subscriptions")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="one_calendar_address_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
