"""Frameworks that were read from files of others."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.framework.models import Framework


class ImportedFrameworkQuerySet(models.QuerySet["ImportedFramework"]):
    def visible_to(self, user: User) -> "ImportedFrameworkQuerySet":
        """Narrow to what a person may read: imports lie with those who read every draft."""
        return self if user.reads_every_draft else self.none()

    def standing(self) -> "ImportedFrameworkQuerySet":
        """Narrow to those that nobody has discarded."""
        return self.filter(discarded_at=None)

    def without_texts(self) -> "ImportedFrameworkQuerySet":
        """Leave out what is large, for lists."""
        return self.defer("content", "edition", "deviations")


class ImportedFramework(models.Model):
    """A framework as somebody else's file says it: a foreign draft, never adopted or published.

    What was read never changes. Later only these are noted: that it was discarded, and why; or the
    framework that was made of it.
    """

    class Kind(models.TextChoices):
        STRATML_CORE = "stratml_core", _("StratML, Part 1")
        STRATML_REPORT = "stratml_report", _("StratML, Part 2")
        QUERSCHNITT = "querschnitt", _("edition of this program (JSON)")

    kind = models.CharField(max_length=20, choices=Kind)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    title = models.TextField()
    language = models.CharField(max_length=10)
    is_language_guessed = models.BooleanField(default=False)
    content = models.TextField()
    content_digest = models.CharField(max_length=64)
    edition = models.TextField(blank=True)
    deviations = models.TextField()
    goal_count = models.PositiveIntegerField()
    deviation_count = models.PositiveIntegerField()
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    discarded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    discard_reason = models.TextField(blank=True)
    taken_over_as = models.OneToOneField(
        Framework, on_delete=models.PROTECT, null=True, related_name="taken_from"
    )
    taken_over_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_over_at = models.DateTimeField(null=True)

    objects = ImportedFrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file_digest"],
                condition=Q(discarded_at=None),
                name="one_standing_import_per_file",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at=None) ^ ~Q(discard_reason=""),
                name="a_discarded_import_says_why",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at=None) | Q(taken_over_as=None),
                name="what_was_taken_over_is_not_discarded",
            ),
        ]

    def __str__(self) -> str:
        # The journal, which everybody reads, names it so; what it says stays with its readers.
        return str(_("Import %(number)s") % {"number": self.pk})

    @property
    def is_edition(self) -> bool:
        """Whether it is an edition of this program, which can be taken over without loss."""
        return self.kind == self.Kind.QUERSCHNITT
