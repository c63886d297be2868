from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.press.models.channels import Channel
from querschnitt.press.models.releases import Release
from querschnitt.publication.models import Edition


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, at: datetime) -> "DeliveryQuerySet":
        """Narrow to what is to be sent now: nobody is at it, and its pause is over."""
        return self.filter(
            Q(lease_until=None) | Q(lease_until__lt=at),
            state=Delivery.State.PENDING,
            run_after__lte=at,
        )

    def left_in_between(self, at: datetime) -> "DeliveryQuerySet":
        """Narrow to those that a worker had begun to send when it ended."""
        return self.filter(state=Delivery.State.SENDING, lease_until__lt=at)

    def allowed(self, at: datetime) -> "DeliveryQuerySet":
        """Narrow to what may leave the house: public by now, in its turn, and nothing is held.

        Sub-queries and no joins, so that an update asks all of it again of the row it changes.
        """
        public = Edition.objects.filter(
            document__release=OuterRef("release_id"), public_from__lte=at
        )
        release = Release.objects.filter(
            Q(stage=Release.Stage.PUBLISHED)
            | Q(stage=Release.Stage.WITHDRAWN, revision=OuterRef("revision")),
            pk=OuterRef("release_id"),
            published_at__lte=at,
        )
        channel = Channel.objects.filter(pk=OuterRef("channel_id"), is_on=True)
        others = Delivery.objects.filter(release=OuterRef("release_id"))
        earlier = others.filter(
            channel=OuterRef("channel_id"),
            revision__lt=OuterRef("revision"),
            state__in=Delivery.UNDECIDED,
        )
        first = others.filter(
            revision=OuterRef("revision"), is_first=True, state=Delivery.State.SENT
        )
        held = OutboxHold.objects.filter(held_since__isnull=False)
        return self.filter(
            Exists(public), Exists(release), Exists(channel), ~Exists(earlier), ~Exists(held)
        ).filter(Q(is_first=True) | Exists(first))


class Delivery(models.Model):
    """What one channel is told of one revision of a release, and what became of it.

    It is sent at most once where the channel cannot tell a repetition: what may have been accepted
    without an answer stays uncertain until a person has looked.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("uncertain whether sent")
        WITHDRAWN = "withdrawn", _("withdrawn")
        OBSOLETE = "obsolete", _("overtaken")

    class Action(models.TextChoices):
        POST = "post", _("post")
        EDIT = "edit", _("edit")
        CORRECT = "correct", _("post a correction")
        DELETE = "delete", _("delete")

    UNDECIDED = (State.PENDING, State.SENDING, State.UNCERTAIN)
    """States in which nobody can say yet what the channel shows."""
    AT_REST = (State.FAILED, State.UNCERTAIN)
    """States in which nothing happens any more unless a person decides so."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    revision = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action, default=Action.POST)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    payload = models.JSONField(default=dict)
    """A ``Post`` as it is handed over, to the letter."""
    payload_digest = models.CharField(max_length=64, blank=True)
    idempotency_key = models.CharField(max_length=100, unique=True)
    is_first = models.BooleanField(default=False)
    """Of the portal: all others of its revision wait until it is sent."""
    attempts = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    """Since when the channel may have it; empty while it certainly has not."""
    external_id = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_note = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "channel", "revision"],
                name="one_delivery_per_release_channel_and_revision",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(lease_until__isnull=False),
                name="a_delivery_being_sent_has_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="a_sent_delivery_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "run_after"],
                condition=Q(state__in=["pending", "sending"]),
                name="press_delivery_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} → {self.channel_id}, {self.revision}"


class DeliveryPicture(models.Model):
    """How a delivery looked, drawn once from what was sent; kept for as long as its delivery."""

    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="picture")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.delivery_id}, {self.sha256[:12]}"


class OutboxHold(models.Model):
    """Whether deliveries are held, by whom and why, and how the worker's clock goes; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    held_since = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    is_after_restore = models.BooleanField(default=False)
    begun = models.PositiveBigIntegerField(default=0)
    """How many sendings have begun so far; kept outside the database as well."""
    seen_at = models.DateTimeField(null=True, blank=True)
    """When a worker looked at its clock last, as that clock told."""
    clock_trouble = models.CharField(max_length=20, blank=True)
    clock_skew = models.IntegerField(default=0)
    """In thousandths of a second; positive if the worker's clock is fast."""
    clock_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="outbox_hold_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(_("Outbox"))


class HoldChange(models.Model):
    """Somebody held everything, or let it go on, and why; never changed."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_held = models.BooleanField()
    reason = models.TextField()

    def __str__(self) -> str:
        return self.reason


class RestoredSending(models.Model):
    """A sending that the data directory knows of and a restored database does not.

    A person says of each whether it arrived; until then nothing is sent in its place.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("not decided")
        SENT = "sent", _("was sent")
        NOT_SENT = "not_sent", _("was not sent")

    number = models.PositiveBigIntegerField(unique=True)
    key = models.CharField(max_length=100, db_index=True)
    told = models.CharField(max_length=300)
    """Which release and which channel, in the words of that time."""
    begun_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, blank=True, default=Decision.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.told
