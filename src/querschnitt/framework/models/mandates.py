from django.db import models
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models import Department, Provenance


class LegislativeTerm(Provenance):
    """A legislative term of the parliament; it is over when an act closes it, not by a date."""

    number = models.PositiveSmallIntegerField(unique=True)
    starts_on = PartialDateField(blank=True)
    ends_on = PartialDateField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return _("Legislative term {number}").format(number=self.number)

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class Government(Provenance):
    """A government of a term; a term may see more than one."""

    key = models.SlugField(max_length=60, unique=True)
    term = models.ForeignKey(LegislativeTerm, on_delete=models.PROTECT, related_name="governments")
    name = models.CharField(max_length=200)
    head = models.CharField(max_length=200, blank=True)
    coalition = models.JSONField(default=list)
    in_office_from = PartialDateField(blank=True)
    in_office_until = PartialDateField(blank=True)

    def __str__(self) -> str:
        return self.name


class Mandate(Provenance):
    """What tells the government to act: a coalition agreement, a law, a resolution."""

    class Kind(models.TextChoices):
        COALITION_AGREEMENT = "coalition_agreement", _("coalition agreement")
        PARLIAMENT_RESOLUTION = "parliament_resolution", _("resolution of parliament")
        LAW = "law", _("law")
        INTER_INSTITUTIONAL_AGREEMENT = (
            "inter_institutional_agreement",
            _("agreement between government and parliament"),
        )
        STATE_SECRETARIES_CONFERENCE = (
            "state_secretaries_conference",
            _("state secretaries' conference"),
        )
        OTHER = "other", _("other mandate")

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=40, choices=Kind)
    title = models.CharField(max_length=300)
    dated = PartialDateField(blank=True)
    parties = models.JSONField(default=list)
    pages = models.PositiveIntegerField(null=True, blank=True)
    summary = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """One commitment of a mandate; a commitment of several departments is still one clause.

    A clause that a later mandate took away stays, with the day and the reason.
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="clauses")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reference = models.CharField(max_length=80, blank=True)
    departments = models.ManyToManyField(Department, blank=True, related_name="clauses")
    removed_on = PartialDateField(blank=True)
    removal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["mandate", "number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_on="") | ~models.Q(removal_reason=""),
                name="a_removed_clause_says_why",
            ),
            models.UniqueConstraint(
                fields=["mandate", "number"], name="one_clause_per_mandate_and_number"
            ),
        ]

    def __str__(self) -> str:
        return _("Clause {number}").format(number=self.number)

    @property
    def is_removed(self) -> bool:
        return bool(self.removed_on)
