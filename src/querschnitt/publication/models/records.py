"""What the open interface answers with, ready to send."""

from django.db import models
from django.db.models import Q

READABLE = Q(deleted=None)


class PublicRecord(models.Model):
    """A public object as data, or the tombstone of one that has left the public.

    Derived from public editions alone. A row stays as long as its object is known, so its key
    orders lists for ever: whatever is published meanwhile, a page of a list is followed by the
    same next one. ``changed_at`` orders the changes as they became readable; it never goes back.
    """

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=130)
    document = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=60, blank=True)
    goal_kind = models.CharField(max_length=30, blank=True)
    mandate = models.CharField(max_length=60, blank=True)
    fragment = models.TextField()
    digest = models.CharField(max_length=64)
    created = models.DateTimeField()
    modified = models.DateTimeField()
    deleted = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_record_per_kind_and_name")
        ]
        indexes = [
            models.Index(fields=["kind", "id"], condition=READABLE, name="records_by_kind"),
            models.Index(
                fields=["kind", "document", "id"], condition=READABLE, name="records_by_document"
            ),
            models.Index(
                fields=["kind", "field", "id"], condition=READABLE, name="records_by_field"
            ),
            models.Index(
                fields=["kind", "goal_kind", "id"], condition=READABLE, name="records_by_goal_kind"
            ),
            models.Index(
                fields=["kind", "mandate", "id"], condition=READABLE, name="records_by_mandate"
            ),
            models.Index(fields=["changed_at", "id"], name="changes"),
            models.Index(fields=["kind", "changed_at", "id"], name="changes_by_kind"),
            models.Index(fields=["document", "changed_at", "id"], name="changes_by_document"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class PublicRecordDepartment(models.Model):
    """A department that a readable record concerns; the open interface filters by it."""

    record = models.ForeignKey(PublicRecord, on_delete=models.CASCADE, related_name="departments")
    kind = models.CharField(max_length=20)
    department = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["department", "kind", "record"], name="records_by_department")
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.record_id}"
