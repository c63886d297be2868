from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.models.entries import Registered


class Conference(Registered):
    """A standing conference of governments, such as that of the ministers for European affairs."""

    short_name = models.CharField(_("Short name"), max_length=30, blank=True)
    founded_on = PartialDateField(_("Founded"), blank=True)
    usual_majority = models.PositiveSmallIntegerField(
        _("Votes that a resolution needs as a rule"), null=True, blank=True
    )
    voting_rule = models.TextField(_("How it votes"), blank=True)
    rotation = models.TextField(_("How the presidency changes"), blank=True)
    standing_guests = LinesField(verbose_name=_("Standing guests"))
    working_groups = LinesField(verbose_name=_("Working groups"))


class ConferenceMember(models.Model):
    """A government that has one vote in a conference."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="members")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_own = models.BooleanField(default=False)
    """The government that uses this installation."""
    since = PartialDateField(blank=True)
    until = PartialDateField(blank=True)

    class Meta:
        ordering = ["conference", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "key"], name="one_member_per_conference_and_key"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Presidency(Registered):
    """A term in which one member chairs a conference, until it hands over to the next."""

    conference = models.ForeignKey(
        Conference,
        on_delete=models.PROTECT,
        related_name="presidencies",
        verbose_name=_("Conference"),
    )
    chaired_by = models.CharField(_("Chaired by"), max_length=200)
    """The name of the member; of most no more is known here."""
    is_own = models.BooleanField(_("Our own presidency"), default=False)
    chair = models.CharField(_("Chair"), max_length=200, blank=True)
    starts_on = PartialDateField(_("From"), blank=True)
    ends_on = PartialDateField(_("Until"), blank=True)
    predecessor = models.CharField(_("Before"), max_length=200, blank=True)
    successor = models.CharField(_("After"), max_length=200, blank=True)
    previous_own = models.CharField(_("Own presidency before"), max_length=60, blank=True)
    focus_topics = LinesField(verbose_name=_("Focus topics"))
    planned_main_meetings = models.PositiveSmallIntegerField(
        _("Main conferences"), null=True, blank=True
    )
    further_meetings = models.TextField(_("Further meetings"), blank=True)
    resolutions_total = models.PositiveSmallIntegerField(_("Resolutions"), null=True, blank=True)
    publication = models.TextField(_("Publication"), blank=True)
    handed_over_on = PartialDateField(_("Handed over on"), blank=True)


class Meeting(Registered):
    """A meeting of a conference, or of one of its working groups."""

    class Kind(models.TextChoices):
        MAIN = "main", _("main conference")
        EXTRAORDINARY = "extraordinary", _("extraordinary conference")
        WORKING_GROUP = "working_group", _("meeting of a working group")
        OTHER = "other", _("other meeting")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        INVITED = "invited", _("invited")
        HELD = "held", _("held")
        CLOSED = "closed", _("protocol settled")
        CANCELLED = "cancelled", _("cancelled")

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("Conference")
    )
    presidency = models.ForeignKey(
        Presidency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("Presidency"),
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.MAIN)
    meeting_number = models.PositiveSmallIntegerField(_("Number"), null=True, blank=True)
    chaired_by = models.CharField(_("Chaired by"), max_length=200, blank=True)
    starts_on = PartialDateField(_("From"), blank=True)
    ends_on = PartialDateField(_("Until"), blank=True)
    starts_at = models.TimeField(_("Begins at"), null=True, blank=True)
    place = models.CharField(_("Venue"), max_length=200, blank=True)
    reply_by = models.DateField(_("Reply by"), null=True, blank=True)
    """Until when those who are invited say whether they come."""
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    topics = LinesField(verbose_name=_("Topics"))
    guests = LinesField(verbose_name=_("Guests"))
    reported_resolutions = models.PositiveSmallIntegerField(
        _("Resolutions as sources count them"), null=True, blank=True
    )
    invitation = models.TextField(_("Text of the invitation"), blank=True)
    invited_on = models.DateField(null=True, blank=True)
    protocol = models.TextField(_("General part of the protocol"), blank=True)
    protocol_settled_on = models.DateField(null=True, blank=True)
    reopening_reason = models.TextField(blank=True)
    """Why a settled protocol was opened again, the last time."""
    cancellation_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="cancelled") ^ Q(cancellation_reason=""),
                name="a_cancelled_meeting_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="closed") ^ Q(protocol_settled_on=None),
                name="a_settled_protocol_has_its_day",
            ),
        ]


class Paper(models.Model):
    """A text before a conference: a draft resolution, a report, an information."""

    class Kind(models.TextChoices):
        DRAFT_RESOLUTION = "draft_resolution", _("draft resolution")
        REPORT = "report", _("report")
        INFORMATION = "information", _("information")
        OTHER = "other", _("other paper")

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=300)
    submitted_by = models.ForeignKey(
        ConferenceMember, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    received_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    preparation = RowsField(
        columns=(
            Column("group", _("Working group"), is_required=True),
            Column("on", _("On"), "date"),
            Column("result", _("Result")),
        )
    )
    """Which working groups consulted on it before the conference did."""
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["conference", "-pk"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """A point on the agenda of a meeting; several papers may lie under it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    """The agenda is numbered by it, from 1."""
    title = models.CharField(max_length=300)
    reporter = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    """For the protocol: what was said and came of it."""
    is_public = models.BooleanField(default=False)
    papers = models.ManyToManyField(
        Paper, through="Consultation", related_name="agenda_items", blank=True
    )

    class Meta:
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Consultation(models.Model):
    """A paper lies under a point of an agenda; it may lie under several, one after the other."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="consultations")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="consultations")
    position = models.PositiveSmallIntegerField(default=0)
    is_authoritative = models.BooleanField(default=False)
    """Whether the conference decides on it there, and does not only discuss it."""

    class Meta:
        ordering = ["item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "paper"], name="a_paper_lies_under_an_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.paper}"


class Attendance(models.Model):
    """Somebody is invited to a meeting for a member, or as a guest; and whether they came."""

    class Capacity(models.TextChoices):
        MEMBER = "member", _("for a member")
        STANDING_GUEST = "standing_guest", _("standing guest")
        GUEST = "guest", _("guest")

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted")
        APOLOGISED = "apologised", _("apologised")
        PRESENT = "present", _("was present")
        ABSENT = "absent", _("was absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    capacity = models.CharField(max_length=20, choices=Capacity)
    member = models.ForeignKey(
        ConferenceMember, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance"
    )
    name = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    """What the person is, or the institution that is invited; the name may stay empty."""
    answered_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.INVITED)

    class Meta:
        ordering = ["meeting", "capacity", "member__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity="member") ^ Q(member=None),
                name="only_who_comes_for_a_member_names_one",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(office="") | Q(member__isnull=False),
                name="a_guest_is_named_by_name_or_office",
            ),
            models.UniqueConstraint(
                fields=["meeting", "member"], name="a_member_is_invited_to_a_meeting_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.office or str(self.member)
