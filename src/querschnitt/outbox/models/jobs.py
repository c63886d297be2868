"""What is to be done after an act, kept in the same transaction as the act."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, at: datetime) -> "JobQuerySet":
        """Narrow to what may be started now: waiting, or left behind by a worker that died."""
        return self.filter(
            Q(state=Job.State.PENDING, run_after__lte=at)
            | Q(state=Job.State.RUNNING, lease_until__lt=at)
        )


class Job(models.Model):
    """One thing to be done by a worker, and how far it has got."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    # Also tells the turns apart: a worker whose lease ran out cannot finish its successor's.
    attempts = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=Q(state="pending") & ~Q(dedupe_key=""),
                name="one_pending_job_per_dedupe_key",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_until__isnull=False),
                name="a_running_job_has_a_lease",
            ),
        )
        indexes = (
            models.Index(
                fields=["state", "run_after"],
                condition=Q(state__in=["pending", "running"]),
                name="outbox_job_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
