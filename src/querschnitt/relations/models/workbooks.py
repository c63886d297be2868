from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.outbox.models import Job
from querschnitt.relations.models.entries import Entry


class EntryWorkbookQuerySet(models.QuerySet["EntryWorkbook"]):
    def visible_to(self, user: User) -> "EntryWorkbookQuerySet":
        """Narrow to what a person may read: their own, for it may hold what others may not read."""
        return self if user.reads_every_draft else self.filter(uploaded_by=user)

    def pending(self) -> "EntryWorkbookQuerySet":
        """Narrow to those of which nobody has decided yet what becomes of them."""
        return self.filter(state__in=EntryWorkbook.PENDING)


class EntryWorkbook(models.Model):
    """A workbook of a register that somebody has uploaded, checked as a whole.

    Nothing of it is an entry before it is taken over. The file itself is kept only until then.
    """

    class State(models.TextChoices):
        READY = "ready", _("checked")
        CONFIRMED = "confirmed", _("is being taken over")
        APPLIED = "applied", _("taken over")
        DISCARDED = "discarded", _("discarded")

    PENDING = (State.READY, State.CONFIRMED)

    register = models.CharField(max_length=30)
    state = models.CharField(max_length=20, choices=State)
    file_name = models.CharField(max_length=200)
    data = models.BinaryField(null=True)
    data_digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    refusal = models.TextField(blank=True)
    basis_digest = models.CharField(max_length=64)
    new_rows = models.PositiveIntegerField(default=0)
    changed_rows = models.PositiveIntegerField(default=0)
    unchanged_rows = models.PositiveIntegerField(default=0)
    refused_rows = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    applied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

    objects = EntryWorkbookQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "uploaded_by"],
                condition=Q(state__in=["ready", "confirmed"]),
                name="one_pending_workbook_per_register_and_person",
            ),
            models.CheckConstraint(
                condition=Q(state="applied") ^ Q(applied_at__isnull=True),
                name="a_workbook_of_entries_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_stuck(self) -> bool:
        """The job that had it gave up, so that people decide again."""
        return self.state == self.State.CONFIRMED and (
            self.job is None or self.job.state == Job.State.FAILED
        )

    @property
    def rows_to_apply(self) -> int:
        return self.new_rows + self.changed_rows


class EntryWorkbookRow(models.Model):
    """What a row of a workbook would do, or why it is refused.

    ``content`` and ``before`` are JSON of what the entry would say and says; ``faults`` is JSON of
    cells, their values and sentences; ``cells`` is the refused row as it was typed.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REFUSED = "refused", _("refused")

    workbook = models.ForeignKey(EntryWorkbook, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, related_name="as_changed_row"
    )
    seen = models.PositiveIntegerField(null=True)
    """The number of the wording that it would replace."""
    content = models.TextField(blank=True)
    before = models.TextField(blank=True)
    faults = models.TextField(blank=True)
    cells = models.TextField(blank=True)

    class Meta:
        ordering = ["workbook", "place"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "place"], name="one_entry_row_per_place"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(faults=""),
                name="a_refused_row_of_entries_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["workbook", "outcome", "place"], name="entry_rows_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}: {self.get_outcome_display()}"
