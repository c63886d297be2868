from django.db import models

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models import Department, Provenance
from querschnitt.framework.models.mandates import Clause, LegislativeTerm, Mandate


class FieldOfAction(Provenance):
    """A field of action under which goals of several departments stand together."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Framework(Provenance):
    """The bundling document of a government for a term: narrative, chapters, and goals."""

    key = models.SlugField(max_length=40, unique=True)
    term = models.ForeignKey(LegislativeTerm, on_delete=models.PROTECT, related_name="frameworks")
    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="frameworks"
    )
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=200, blank=True)
    runs_from = PartialDateField(blank=True)
    runs_until = PartialDateField(blank=True)
    lead = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="led_frameworks"
    )
    predecessor = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor"
    )
    introduction = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)
    is_recorded_afterwards = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.short_title or self.title

    @property
    def is_history(self) -> bool:
        """Whether its term is over, and nothing of it changes any more.

        A framework that is entered only after its term was closed is still being written down.
        """
        return self.term.is_closed and not self.is_recorded_afterwards

    def is_over(self, *, is_adopted: bool) -> bool:
        """Return whether nothing of it changes any more, not even by a new decision.

        One that was entered afterwards is complete once its adoption is recorded.
        """
        return self.term.is_closed and (is_adopted or not self.is_recorded_afterwards)


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def standing(self) -> "ChapterQuerySet":
        """Narrow to chapters that the framework has, without those of an amendment given up."""
        return self.filter(is_set_aside=False)


class Chapter(models.Model):
    """A part of the framework document, in order, with its narrative text."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="chapters")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    is_set_aside = models.BooleanField(default=False)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"], name="one_chapter_per_framework_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ClauseExclusion(models.Model):
    """A clause that a framework does not take up, and why."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="exclusions")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.TextField()
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "clause"], name="one_exclusion_per_framework_and_clause"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="an_exclusion_gives_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.clause}"
