from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Provenance, User
from querschnitt.framework.models import Framework


class CabinetDecision(Provenance):
    """What the cabinet decided, in its own words and on its own day. Never changed."""

    class Kind(models.TextChoices):
        ADOPTION = "adoption", _("adoption")
        ANNULMENT = "annulment", _("annulment")

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200, blank=True)
    agenda_number = models.CharField(max_length=40, blank=True)
    wording = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on:%d.%m.%Y}"


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    def in_force(self) -> "FrameworkVersionQuerySet":
        """Narrow to each framework's newest version that no decision has annulled."""
        later = FrameworkVersion.objects.filter(
            framework=OuterRef("framework"), number__gt=OuterRef("number"), annulment=None
        )
        return self.filter(~Exists(later), annulment=None)


class FrameworkVersion(models.Model):
    """What the cabinet adopted: the content, and who signed what. Frozen and chained.

    ``content`` is the canonical JSON that may become public; ``record`` (co-signatures with the
    digest each department signed, reservations) stays inside. The digest covers both and the
    predecessor's digest. The only later change is that a decision annuls it.
    """

    sequence = models.PositiveIntegerField(unique=True)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="adopted")
    number = models.PositiveIntegerField()
    decision = models.OneToOneField(
        CabinetDecision, on_delete=models.PROTECT, related_name="adopted_version"
    )
    content = models.TextField()
    content_digest = models.CharField(max_length=64)
    record = models.TextField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    annulment = models.OneToOneField(
        CabinetDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="annulled"
    )

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"], name="one_adopted_version_per_number"
            ),
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(record=""), name="an_adopted_version_is_complete"
            ),
        ]

    def __str__(self) -> str:
        names = {"framework": self.framework, "number": self.number}
        return str(_("%(framework)s, version %(number)s") % names)
