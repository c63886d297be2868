from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models.rounds import Round
from querschnitt.framework.models import Goal
from querschnitt.outbox.models import Job


class DeliveredWorkbookQuerySet(models.QuerySet["DeliveredWorkbook"]):
    def visible_to(self, user: User) -> "DeliveredWorkbookQuerySet":
        """Narrow to what a person may read: a workbook is a department's draft."""
        if user.reads_every_draft:
            return self
        if user.department_id is None:
            return self.none()
        return self.filter(department=user.department_id)

    def pending(self) -> "DeliveredWorkbookQuerySet":
        """Narrow to those of which nobody has decided yet what becomes of them."""
        return self.filter(state__in=DeliveredWorkbook.PENDING)


class DeliveredWorkbook(models.Model):
    """An Excel workbook that a department has uploaded in a collection round, checked as a whole.

    Nothing of it is a goal before somebody of the department applies it. The file itself is kept
    only until then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("is being read")
        READY = "ready", _("checked")
        REFUSED = "refused", _("cannot be read")
        CONFIRMED = "confirmed", _("is being taken over")
        APPLIED = "applied", _("taken over")
        DISCARDED = "discarded", _("discarded")

    PENDING = (State.WAITING, State.READY, State.REFUSED, State.CONFIRMED)

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="workbooks")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State)
    file_name = models.CharField(max_length=200)
    data = models.BinaryField(null=True)
    data_digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    refusal = models.TextField(blank=True)
    basis_digest = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True)
    new_rows = models.PositiveIntegerField(default=0)
    changed_rows = models.PositiveIntegerField(default=0)
    unchanged_rows = models.PositiveIntegerField(default=0)
    carried_rows = models.PositiveIntegerField(default=0)
    refused_rows = models.PositiveIntegerField(default=0)
    left_rows = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    applied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

    objects = DeliveredWorkbookQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department"],
                condition=Q(state__in=["waiting", "ready", "refused", "confirmed"]),
                name="one_pending_workbook_per_department",
            ),
            models.CheckConstraint(
                condition=Q(state="applied") ^ Q(applied_at__isnull=True),
                name="an_applied_workbook_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.round}"

    @property
    def is_in_work(self) -> bool:
        """A job reads it, or takes it over."""
        return self.state in {self.State.WAITING, self.State.CONFIRMED}

    @property
    def is_stuck(self) -> bool:
        """The job that had it gave up, so that people decide again."""
        return self.is_in_work and (self.job is None or self.job.state == Job.State.FAILED)

    @property
    def rows_to_apply(self) -> int:
        return self.new_rows + self.changed_rows + self.carried_rows

    @property
    def rows_in_all(self) -> int:
        return self.rows_to_apply + self.unchanged_rows + self.refused_rows + self.left_rows


class WorkbookRow(models.Model):
    """What a row of a delivered workbook would do, or why it is refused.

    ``content`` and ``before`` are JSON of what the goal would say and says; ``faults`` is JSON of
    cells, their values and sentences; ``cells`` is the refused row as it was typed.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        CARRIED_OVER = "carried_over", _("carried over from last term")
        REFUSED = "refused", _("refused")

    workbook = models.ForeignKey(DeliveredWorkbook, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    reference = models.CharField(max_length=40, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.TextField(blank=True)
    before = models.TextField(blank=True)
    faults = models.TextField(blank=True)
    cells = models.TextField(blank=True)

    class Meta:
        ordering = ["workbook", "place"]
        constraints = [
            models.UniqueConstraint(fields=["workbook", "place"], name="one_row_per_place"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(faults=""), name="a_refused_row_says_why"
            ),
        ]
        indexes = [models.Index(fields=["workbook", "outcome", "place"])]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}: {self.get_outcome_display()}"
