from django.db import models
from django.db.models import F, Q

from querschnitt.accounts.models import User
from querschnitt.relations.models.entries import Entry


class Merger(models.Model):
    """Two organisations turned out to be one: what was merged into which, and what moved for that.

    It holds all that is needed to separate them again.
    """

    survivor = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="mergers")
    merged = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="mergers_away")
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    before = models.JSONField()
    """What the survivor said until then."""
    after = models.JSONField()
    moved = models.JSONField()
    """The entries that named the merged one, and in which way each did."""
    separated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    separated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(separated_at=None),
                name="an_organisation_is_merged_into_one",
            ),
            models.CheckConstraint(
                condition=~Q(survivor=F("merged")), name="nothing_is_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.survivor}"

    @property
    def is_separated(self) -> bool:
        return self.separated_at is not None


class Distinction(models.Model):
    """Somebody found that two organisations that look alike are two different ones."""

    first = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="a_pair_stands_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
