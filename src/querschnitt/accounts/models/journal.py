from django.db import models

from querschnitt.accounts.models.departments import Department
from querschnitt.accounts.models.people import User


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    def about(self, kind: str, identifier: int) -> "JournalEntryQuerySet":
        """Narrow to the acts on one object, oldest first."""
        return self.filter(subject_kind=kind, subject_id=identifier).order_by("sequence")


class JournalEntry(models.Model):
    """One act: who did what to which object, and when. Chained by digests, never changed.

    Names are kept as they were that day; facts hold no draft text, so that every department may
    read the whole journal.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    act = models.CharField(max_length=80, db_index=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="acts")
    actor_name = models.CharField(max_length=200)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, related_name="acts"
    )
    subject_kind = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    subject_name = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "sequence"])]

    def __str__(self) -> str:
        return f"#{self.sequence} {self.act}"


class JournalHead(models.Model):
    """The last entry of the chain; the one row that every act locks first, so that acts queue."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"head at #{self.sequence}"
