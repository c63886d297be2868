from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How sure a fact is; the levels are those of the dataset's own legend."""

    HIGH = "high", _("official source read")
    MEDIUM = "medium", _("press, or inferred from two sources")
    LOW = "low", _("one weak source, or sources disagree")


class Provenance(models.Model):
    """Where a record comes from; stands on any record and shows on its page."""

    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        abstract = True
