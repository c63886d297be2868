from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, Role, User
from querschnitt.framework.models import Framework
from querschnitt.publication.models import Document

READS_EVERY_RELEASE = frozenset({Role.PRESS_OFFICER, Role.COORDINATOR, Role.AUDITOR})


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: User) -> "ReleaseQuerySet":
        """Narrow to what somebody may read: their department's, and whatever has been public."""
        if user.role in READS_EVERY_RELEASE:
            return self
        public = Q(published_at__isnull=False)
        if not user.is_editor:
            return self.filter(public)
        own = Q(department=user.department) | Q(further_departments=user.department)
        return self.filter(public | own).distinct()

    def due(self, at: datetime) -> "ReleaseQuerySet":
        """Narrow to what waits to be published and whose embargo, if any, has ended."""
        return self.filter(
            Q(embargo_until=None) | Q(embargo_until__lte=at),
            Q(embargo_event="") | Q(embargo_lifted_at__isnull=False),
            stage=Release.Stage.APPROVED,
        )


class Release(models.Model):
    """A press release, from its first draft to what became of it in public.

    What it says is in its versions. Number and document are given in the act that publishes it:
    before that moment there is nothing that could be guessed.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted for release")
        APPROVED = "approved", _("released, waiting")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DROPPED = "dropped", _("discarded")

    class Template(models.TextChoices):
        FREE = "free", _("without template")
        CABINET_DECISION = "cabinet_decision", _("cabinet decision")
        VISIT = "visit", _("visit")
        APPOINTMENT = "appointment", _("appointment")

    class Event(models.TextChoices):
        NONE = "", _("no event")
        SPEECH = "speech", _("beginning of the speech")
        CABINET_DECISION = "cabinet_decision", _("the cabinet's decision")
        OTHER = "other", _("another event")

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="releases")
    further_departments = models.ManyToManyField(
        Department, blank=True, related_name="joint_releases"
    )
    template = models.CharField(max_length=20, choices=Template, default=Template.FREE)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    title = models.CharField(max_length=300)
    """As in its newest version and first language; for lists of the desk."""
    version = models.PositiveIntegerField(default=1)
    """The newest one. While it is above ``published_version``, a correction waits."""
    published_version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    forced_reason = models.TextField(blank=True)
    """Why one person alone wrote and released it; a second one confirms that later."""
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    embargo_until = models.DateTimeField(null=True, blank=True)
    embargo_event = models.CharField(max_length=20, choices=Event, blank=True, default=Event.NONE)
    embargo_words = models.CharField(max_length=200, blank=True)
    embargo_framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    embargo_lifted_at = models.DateTimeField(null=True)
    embargo_lifted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    is_carried_over = models.BooleanField(default=False)
    """Was published before this program was there: it keeps the number it had, or has none."""
    known_number = models.CharField(max_length=20, blank=True)
    """As the source of a release that was carried over writes it."""
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, related_name="release"
    )
    revision = models.PositiveIntegerField(default=0)
    """Counts what channels are told: the publication, each correction, the withdrawal."""
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)
    left_out_channels = models.JSONField(default=list, blank=True)
    """Keys of the channels that do not get this one."""
    answers_adoption = models.PositiveBigIntegerField(null=True, unique=True)
    """The entry of the journal about an adoption that this one announces."""

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_release_per_number"),
            models.CheckConstraint(
                condition=Q(stage__in=["published", "withdrawn"]) ^ Q(published_at__isnull=True),
                name="a_published_release_says_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False)
                | Q(year__isnull=True, number__isnull=True, document__isnull=True),
                name="nothing_is_given_before_publication",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(is_carried_over=True)
                | Q(year__isnull=False, number__isnull=False),
                name="a_published_release_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) ^ ~Q(withdrawal_reason=""),
                name="a_withdrawn_release_gives_its_reason",
            ),
        ]
        indexes = [models.Index(fields=["stage", "embargo_until"])]

    def __str__(self) -> str:
        return self.title

    def named(self) -> "Release":
        """Return it as the journal, which every department reads, may know of it.

        Before publication that is without its title.
        """
        if self.published_at:
            return self
        return Release(pk=self.pk, title=f"{self.department.abbreviation} {self.pk}")

    @property
    def reference(self) -> str:
        """Its number as people write it, such as 068/2026; empty before publication."""
        return f"{self.number:03}/{self.year}" if self.number else self.known_number

    @property
    def is_embargoed(self) -> bool:
        """Waits for a moment or an event that has not come, as far as this row tells."""
        waits = bool(self.embargo_event) and self.embargo_lifted_at is None
        return self.published_at is None and (waits or self.embargo_until is not None)


class ReleaseVersion(models.Model):
    """What a release said at one time of its writing; never changed."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.TextField()
    """Canonical JSON of a ``ReleaseSaid``."""
    digest = models.CharField(max_length=64)
    change_note = models.TextField(blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"], name="one_version_per_release_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release}, {self.number}"


class ReleaseFile(models.Model):
    """A picture or an attachment of a release; as visible as the release itself."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("picture")
        ATTACHMENT = "attachment", _("attachment")

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    data = models.BinaryField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "sha256"], name="one_file_per_release_and_content"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PreviewLink(models.Model):
    """A link by which an outsider reads one version before publication; ends with it."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="preview_links")
    version = models.PositiveIntegerField()
    reader_name = models.CharField(max_length=200)
    token_digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)
    first_read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.release} for {self.reader_name}"
