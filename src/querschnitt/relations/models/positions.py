from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.relations.models.networks import EuDossier


class Position(models.Model):
    """The government's position on a dossier: drafted, coordinated between departments, sent.

    What it said before stays in ``PositionWording``.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        COORDINATED = "coordinated", _("coordinated")
        SENT = "sent", _("sent")
        SET_ASIDE = "set_aside", _("set aside")

    dossier = models.ForeignKey(EuDossier, on_delete=models.PROTECT, related_name="positions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    revision = models.PositiveSmallIntegerField(default=1)
    """Of its newest wording."""
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    coordinated_on = models.DateField(null=True, blank=True)
    coordination = models.TextField(blank=True)
    """How it was coordinated: in which round, or why without one."""
    sent_on = models.DateField(null=True, blank=True)
    sent_to = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    """Why it was set aside, or taken up again."""
    is_public = models.BooleanField(default=False)
    """Whether what was sent goes into editions."""

    class Meta:
        ordering = ["dossier", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "number"], name="one_position_per_dossier_and_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "set_aside"])
                | (Q(coordinated_on__isnull=False) & ~Q(coordination="")),
                name="what_was_coordinated_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | (Q(sent_on__isnull=False) & ~Q(sent_to="")),
                name="what_was_sent_says_when_and_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(state="sent"),
                name="only_what_was_sent_becomes_public",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PositionWording(models.Model):
    """What a position said under a number; rows are never changed."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="wordings")
    revision = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["position", "revision"], name="one_wording_per_position_and_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.revision}"
