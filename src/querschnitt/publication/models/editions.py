from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.models import Framework


class Document(models.Model):
    """Something the public can read, at an address that never changes."""

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", _("framework")
        REPORTED_GOALS = "reported_goals", _("goals known from elsewhere")
        RELATIONS = "relations", _("relations")
        PRESS_RELEASE = "press_release", _("press release")

    kind = models.CharField(max_length=30, choices=Kind)
    slug = models.SlugField(max_length=60, unique=True)
    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    """Relations and press releases belong to none: they outlive each framework."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "kind"], name="one_document_per_framework_and_kind"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="relations"), name="one_document_of_relations"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["relations", "press_release"]) ^ Q(framework__isnull=False),
                name="goals_alone_are_of_a_framework",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """What pages of the desk call it: after its framework, if it is of one."""
        if self.kind == self.Kind.PRESS_RELEASE:
            return str(_("Press release %(slug)s") % {"slug": self.slug})
        if self.framework is None:
            return str(_("Relations"))
        if self.kind == self.Kind.FRAMEWORK:
            return str(self.framework)
        return f"{self.framework}: {self.get_kind_display()}"


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self, *, at: object) -> "EditionQuerySet":
        """Narrow to what the public may read at an instant: released, and not withdrawn."""
        return self.filter(public_from__lte=at, withdrawn_at=None)


class Edition(models.Model):
    """An immutable snapshot of what one document says, in all its languages. Chained by digests.

    Later changes are only these: an embargo is set or lifted (``public_from``), and a withdrawal
    with its reason. A withdrawn edition's address answers 410; the open data keep it as deleted.
    """

    sequence = models.PositiveIntegerField(unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    is_minor = models.BooleanField(default=False)
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, null=True, related_name="editions"
    )
    content = models.TextField()
    content_digest = models.CharField(max_length=64)
    change_note = models.TextField(blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    public_from = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="one_edition_per_document_and_number"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) ^ ~Q(withdrawal_reason=""),
                name="a_withdrawal_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_minor=False) | ~Q(change_note=""),
                name="a_minor_edition_notes_its_change",
            ),
        ]

    def __str__(self) -> str:
        names = {"document": self.document, "number": self.number}
        return str(_("%(document)s, edition %(number)s") % names)


class PublicGoal(models.Model):
    """A goal as lists show it: a ready card in one language, with what lists filter and search by.

    Derived from public editions alone and rebuilt with them; ``position`` orders and pages them.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="public_goals")
    language = models.CharField(max_length=10)
    reference = models.CharField(max_length=20)
    position = models.BigIntegerField()
    path = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    field = models.CharField(max_length=60)
    card = models.TextField()
    card_digest = models.CharField(max_length=64)
    stems = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "reference"], name="one_card_per_goal_and_language"
            )
        ]
        indexes = [
            models.Index(fields=["language", "position"]),
            models.Index(fields=["language", "document", "position"]),
            models.Index(fields=["language", "document", "field", "position"]),
            models.Index(fields=["language", "document", "kind", "position"]),
        ]

    def __str__(self) -> str:
        return self.path


class PublicGoalDepartment(models.Model):
    """A department that leads or takes part in a public goal; lists filter by it."""

    goal = models.ForeignKey(PublicGoal, on_delete=models.CASCADE, related_name="departments")
    department = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    position = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["language", "document", "department", "position"])]

    def __str__(self) -> str:
        return f"{self.department}: {self.goal_id}"


class FacetCount(models.Model):
    """How many public goals a filter value has; kept by the writer, so that no page counts."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="facets")
    language = models.CharField(max_length=10)
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=60)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "facet", "value"], name="one_count_per_facet_value"
            )
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.count}"


class LastRendering(models.Model):
    """Of what the pages were made that the public sees now; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    inputs = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="last_rendering_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.rendered_at:%d.%m.%Y %H:%M}"
