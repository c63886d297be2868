from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.models.conferences import (
    AgendaItem,
    Conference,
    ConferenceMember,
    Meeting,
    Presidency,
)
from querschnitt.relations.models.entries import Registered


class VotingRule(models.TextChoices):
    """How many of the members a resolution needs; kept with each resolution, for it may change."""

    UNANIMOUS = "unanimous", _("unanimous")
    AT_LEAST = "at_least", _("at least a number of votes")
    UNKNOWN = "unknown", _("not known")


class Resolution(Registered):
    """What a conference resolved, with the voting rule that applied then."""

    class Procedure(models.TextChoices):
        MEETING = "meeting", _("in a meeting")
        WRITTEN = "written", _("written procedure")

    class Result(models.TextChoices):
        PENDING = "pending", _("not decided")
        ADOPTED = "adopted", _("adopted")
        REJECTED = "rejected", _("rejected")
        LAPSED = "lapsed", _("lapsed: too few answers in time")

    conference = models.ForeignKey(
        Conference,
        on_delete=models.PROTECT,
        related_name="resolutions",
        verbose_name=_("Conference"),
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("Meeting"),
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    procedure = models.CharField(
        _("Procedure"), max_length=20, choices=Procedure, default=Procedure.MEETING
    )
    answer_by = models.DateField(_("Answers until"), null=True, blank=True)
    """The deadline of a written procedure."""
    opened_on = models.DateField(null=True, blank=True)
    """On which day the members were asked in a written procedure."""
    adopted_on = PartialDateField(_("Adopted on"), blank=True)
    date_is_of_the_meeting = models.BooleanField(
        _("The date is that of the meeting, the day of the resolution is not known"), default=False
    )
    series = models.CharField(_("Series"), max_length=200, blank=True)
    """What the parts of a resolution in several parts have in common."""
    part = models.CharField(_("Part"), max_length=10, blank=True)
    title_is = models.CharField(
        _("The title is"),
        max_length=20,
        choices=(
            ("official", _("official")),
            ("partly", _("official in part")),
            ("descriptive", _("a description of ours")),
        ),
        default="official",
    )
    wording = models.TextField(_("Wording"), blank=True)
    rule = models.CharField(
        _("Voting rule"), max_length=20, choices=VotingRule, default=VotingRule.UNKNOWN
    )
    votes_needed = models.PositiveSmallIntegerField(_("Votes needed"), null=True, blank=True)
    members_then = models.PositiveSmallIntegerField(
        _("Members with a vote then"), null=True, blank=True
    )
    result = models.CharField(_("Result"), max_length=20, choices=Result, default=Result.PENDING)
    votes_are_incomplete = models.BooleanField(
        _("Not all votes that were cast are known"), default=False
    )
    """Of a resolution that was entered afterwards; who is not in the list may have voted."""
    votes_are_public = models.BooleanField(default=False)
    """Whether the conference made known who voted how; without it only the result is public."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="at_least") | Q(votes_needed__isnull=False),
                name="a_majority_is_a_number_of_votes",
            )
        ]


class Vote(models.Model):
    """How a member voted on a resolution, and what it had put on record."""

    class Choice(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        ABSTENTION = "abstention", _("abstention")

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(ConferenceMember, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=20, choices=Choice)
    given_on = models.DateField()
    statement = models.TextField(blank=True)
    """What the member had put on record."""

    class Meta:
        ordering = ["resolution", "member__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "member"], name="one_vote_per_member_and_resolution"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_choice_display()}"


class Forwarding(models.Model):
    """To whom a resolution was sent, and what came of it."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="forwardings")
    recipient = models.CharField(max_length=200)
    sent_on = PartialDateField(blank=True)
    outcome = models.TextField(blank=True)
    outcome_on = PartialDateField(blank=True)

    class Meta:
        ordering = ["resolution", "pk"]

    def __str__(self) -> str:
        return self.recipient


class ConferenceTask(models.Model):
    """Something somebody has to do for a conference until a day."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="tasks")
    presidency = models.ForeignKey(
        Presidency, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.done_on is None
