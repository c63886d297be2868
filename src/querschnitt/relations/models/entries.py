"""What all registers have in common: entries, their earlier wordings, and their links."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models import Department, Provenance, User
from querschnitt.framework.models import Goal


class EntryQuerySet(models.QuerySet["Entry"]):
    def present(self) -> "EntryQuerySet":
        """Narrow to entries that have not been removed."""
        return self.filter(removed_at=None)

    def for_the_public(self) -> "EntryQuerySet":
        """Narrow to what may go into an edition: released, present, and not for practice."""
        return self.present().filter(is_released=True, is_demonstration=False)


class Entry(Provenance):
    """One entry of a register of relations: a partner, an agreement, an event, a resolution.

    Every register is a table of its own beside this one, with the columns that only it has. All
    departments read all entries; the public reads what was released and published.
    """

    register = models.CharField(max_length=30)
    key = models.SlugField(max_length=80)
    title = models.CharField(_("Title"), max_length=300)
    summary = models.TextField(_("Description"), blank=True)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("Responsible department"),
    )
    translations = models.JSONField(default=dict, blank=True)
    """By language, what the text columns say in it: ``{"pl": {"title": "…"}}``."""
    goals = models.ManyToManyField(
        Goal, through="ServedGoal", related_name="entries", verbose_name=_("Goals that it serves")
    )
    number = models.PositiveIntegerField(default=1)
    """Of its newest wording; see ``EntryRevision``."""
    is_released = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    is_demonstration = models.BooleanField(default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["register", "title", "pk"]
        indexes = [models.Index(fields=["register", "title"], name="entries_by_title")]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "key"], name="one_entry_per_register_and_key"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) ^ ~Q(removal_reason=""),
                name="a_removal_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(removed_at__isnull=False),
                name="what_was_merged_is_removed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


class Registered(Entry):
    """What every register's own table has: its entry, of which it is the second half."""

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_%(class)s",
    )

    class Meta:
        abstract = True


class EntryRevision(models.Model):
    """What an entry said after a change, as a whole; rows are never changed.

    ``content`` is canonical JSON of all that the form of its register holds.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    content = models.TextField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["entry", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.entry}, {self.number}"


class ServedGoal(models.Model):
    """An entry serves a goal; both show the other on their pages."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="served_goals")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="served_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "goal"], name="an_entry_serves_a_goal_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry} → {self.goal}"


class Link(models.Model):
    """An entry names another one in a role, perhaps for a time: who carried a centre until 2016.

    Which roles a register has stands in ``registers``.
    """

    source = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=30)
    target = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="named_by")
    since = PartialDateField(blank=True)
    until = PartialDateField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["source", "role", "position", "pk"]
        indexes = [models.Index(fields=["target", "role"], name="links_by_target")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=models.F("target")), name="no_entry_names_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target} ({self.role})"
