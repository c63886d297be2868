from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Subscriber(models.Model):
    """An address that receives releases by mail: of the public, or of accredited press."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("public")
        ACCREDITED = "accredited", _("accredited press")

    class State(models.TextChoices):
        ASKED = "asked", _("confirmation asked for")
        ACTIVE = "active", _("receives releases")
        ENDED = "ended", _("signed off")
        BOUNCED = "bounced", _("address does not accept mail")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PUBLIC)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="de")
    departments = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    """Keys of departments and fields of action; both empty: everything."""
    wanted = models.JSONField(default=dict, blank=True)
    """What it is to receive as soon as that is confirmed."""
    secret = models.CharField(max_length=64, unique=True)
    """Names this subscription in links for confirming and signing off."""
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    bounces = models.PositiveSmallIntegerField(default=0)
    last_bounce = models.TextField(blank=True)
    last_failed_message = models.PositiveBigIntegerField(default=0)
    """The newest message to it that a mail server refused and that has been counted."""
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "kind", name="one_subscription_per_address_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.email

    def named(self) -> "Subscriber":
        """Return it as others may know of it: without the address of somebody of the public."""
        if self.kind == self.Kind.ACCREDITED:
            return self
        return Subscriber(pk=self.pk, email=f"#{self.pk}")


class SubscriptionRequest(models.Model):
    """That somebody asked for a subscription; digests alone, kept for a day against misuse."""

    at = models.DateTimeField()
    network = models.CharField(max_length=64)
    address = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["network", "at"]),
            models.Index(fields=["address", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"


class MailDelivered(models.Model):
    """When one accredited address was handed one release, so that equal treatment can be shown."""

    release = models.ForeignKey("press.Release", on_delete=models.PROTECT, related_name="mailings")
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_in_advance = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    message = models.PositiveBigIntegerField()
    """The row of the outbox that knows when it was handed over."""

    def __str__(self) -> str:
        return f"{self.release_id}: {self.position}"
