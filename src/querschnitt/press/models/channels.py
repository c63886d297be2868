from django.db import models
from django.db.models import Q

from querschnitt.accounts.models import Department, Provenance


class Channel(Provenance):
    """An account somewhere through which releases are told: a feed, a network, a mailing list."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=30)
    """The folder in ``press/channels`` that knows how to speak to it."""
    name = models.CharField(max_length=120)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="channels"
    )
    """Whose releases it tells; empty: everybody's."""
    is_on = models.BooleanField(default=False)
    account = models.JSONField(default=dict, blank=True)
    """What may be read by whoever sets it: a host, a name, the address of a page."""
    secrets = models.BinaryField(default=b"", blank=True)
    """Encrypted; written in the desk and never shown again."""
    legal_basis = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="de")
    position = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind__in=["portal", "feed"]), name="one_own_channel"
            )
        ]

    def __str__(self) -> str:
        return self.name
