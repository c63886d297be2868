from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FRESH = timedelta(days=3)
"""How long a message waits for a mail server to be set; news older than that is none any more."""


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: datetime) -> "MessageQuerySet":
        """Narrow to what may be sent now: nobody is at it, and its pause is over."""
        return self.filter(
            Q(state=Message.State.PENDING) | Q(state=Message.State.HELD, created_at__gt=at - FRESH),
            Q(lease_until=None) | Q(lease_until__lt=at),
            run_after__lte=at,
        )

    def left_in_between(self, at: datetime) -> "MessageQuerySet":
        """Narrow to those that a worker had begun to hand over when it ended."""
        return self.filter(state=Message.State.SENDING, lease_until__lt=at)


class Message(models.Model):
    """One e-mail to one person, and what became of it.

    It is handed to the mail server at most once: where that may have happened, without an answer,
    it stays uncertain until a person decides.
    """

    class State(models.TextChoices):
        HELD = "held", _("not sent: no mail server is set")
        PENDING = "pending", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("uncertain whether sent")
        SETTLED = "settled", _("settled without sending")

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    # Holds a secret, such as a personal link: the body is emptied once it is on its way.
    is_secret = models.BooleanField(default=False)
    headers = models.JSONField(default=dict, blank=True)
    """Further headers by name, such as the one by which a subscription ends."""
    envelope = models.CharField(max_length=254, blank=True)
    """To whom the mail server tells that it could not be delivered; empty: the usual sender."""
    group = models.CharField(max_length=100, blank=True)
    """What it was sent for, so that messages of one cause can be counted."""
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=300, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="sent") ^ Q(sent_at__isnull=True),
                name="a_sent_message_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(lease_until__isnull=False),
                name="a_message_being_sent_has_a_lease",
            ),
        )
        indexes = (
            models.Index(
                fields=["group", "state"], condition=~Q(group=""), name="outbox_message_group"
            ),
            models.Index(
                fields=["state", "run_after"],
                condition=Q(state__in=["held", "pending", "sending"]),
                name="outbox_message_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} #{self.pk}"

    @property
    def has_come_to_rest(self) -> bool:
        """Nothing happens with it any more unless a person decides so."""
        return self.state in {self.State.FAILED, self.State.UNCERTAIN, self.State.HELD}
