from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models import Department, Provenance, User
from querschnitt.framework.models.frameworks import Chapter, FieldOfAction, Framework
from querschnitt.framework.models.mandates import Clause


class Goal(models.Model):
    """A goal of a framework, by its lasting reference; what it says is held in its versions."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="goals")
    reference = models.CharField(max_length=20)
    position = models.PositiveIntegerField(default=0)
    contributed_by = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributed_goals",
    )

    class Meta:
        ordering = ["framework", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "reference"], name="one_goal_per_framework_and_reference"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class GoalVersionQuerySet(models.QuerySet["GoalVersion"]):
    def visible_to(self, user: User) -> "GoalVersionQuerySet":
        """Narrow to what a person may read.

        Three zones decide: drafts and returned goals stay inside the departments that contribute,
        lead or take part (coordinators and auditors read them too); what has been submitted is
        read by the whole government.
        """
        if user.reads_every_draft:
            return self
        # What was merged had been submitted before: all departments have read it.
        shared = Q(stage__in=(*GoalVersion.SHARED, GoalVersion.Stage.MERGED))
        shared |= _dropped_after_adoption()
        if user.department_id is None:
            return self.filter(shared)
        involved = GoalVersion.involved.through.objects.filter(
            goalversion=OuterRef("pk"), department=user.department_id
        )
        inside = (
            Q(goal__contributed_by=user.department_id)
            | Q(lead=user.department_id)
            | Q(involves_all=True)
            | Exists(involved)
        )
        return self.filter(shared | inside)

    def latest_of_each_goal(self) -> "GoalVersionQuerySet":
        """Narrow to the newest of the versions selected so far, one for each goal."""
        counting = self.exclude(stage=GoalVersion.Stage.SET_ASIDE)
        newest = counting.filter(goal=OuterRef("goal")).order_by("-number").values("pk")[:1]
        return self.filter(pk=Subquery(newest))

    def current(self) -> "GoalVersionQuerySet":
        """Narrow to each goal's newest version that was not set aside, whoever may read it."""
        newest = (
            GoalVersion.objects.filter(goal=OuterRef("goal"))
            .exclude(stage=GoalVersion.Stage.SET_ASIDE)
            .order_by("-number")
        )
        return GoalVersion.objects.filter(pk__in=self.values("pk")).filter(
            number=Subquery(newest.values("number")[:1])
        )


def _dropped_after_adoption() -> Q:
    """Return what tells that an adopted goal left the framework: that is no department's secret.

    Such a version repeats the adopted wording.
    """
    adopted = GoalVersion.objects.filter(
        goal=OuterRef("goal"), number__lt=OuterRef("number"), stage=GoalVersion.Stage.ADOPTED
    )
    return Q(stage__in=GoalVersion.GONE) & Q(Exists(adopted))


class GoalVersion(Provenance):
    """The wording of a goal and who answers for it, at one stage.

    Each revision is a new version and never changes; only the stage moves on. Adopted versions
    are frozen by the database.
    """

    class Kind(models.TextChoices):
        PRINCIPLE = "principle", _("principle")
        CROSS_DEPARTMENT = "cross_department", _("cross-department priority")
        DEPARTMENT_SPECIFIC = "department_specific", _("department-specific core goal")
        OUTCOME = "outcome", _("outcome")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("merged into another goal")
        ADOPTED = "adopted", _("adopted")
        REPORTED = "reported", _("known from elsewhere, not adopted")
        SET_ASIDE = "set_aside", _("change set aside")

    class Basis(models.TextChoices):
        """Where the wording is known from."""

        OWN = "own", _("contributed here")
        STRATEGY_TEXT = "strategy_text", _("text of the framework")
        PRESS_RELEASE = "press_release", _("press release of the government")
        PRESS = "press", _("press report")
        ANNUAL_REPORT = "annual_report", _("annual report")

    SHARED = (Stage.SUBMITTED, Stage.ADOPTED, Stage.REPORTED)
    GONE = (Stage.WITHDRAWN, Stage.MERGED)
    """Stages in which a goal has left its framework."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT)
    kind = models.CharField(max_length=30, choices=Kind)
    kind_basis = models.CharField(max_length=10, blank=True)
    chapter = models.ForeignKey(
        Chapter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    field = models.ForeignKey(FieldOfAction, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    wording = models.TextField()
    explanation = models.TextField(blank=True)
    lead = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_confidence = models.CharField(max_length=10, blank=True)
    lead_remark = models.TextField(blank=True)
    involves_all = models.BooleanField(default=False)
    involved = models.ManyToManyField(Department, blank=True, related_name="+")
    clauses = models.ManyToManyField(Clause, blank=True, related_name="goal_versions")
    other_mandate = models.TextField(blank=True)
    runs_from = PartialDateField(blank=True)
    runs_until = PartialDateField(blank=True)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.OWN)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    change_note = models.CharField(max_length=300, blank=True)
    return_reason = models.TextField(blank=True)

    objects = GoalVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "number"], name="one_version_per_goal_and_number"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="a_goal_says_something"),
        ]
        indexes = [models.Index(fields=["goal", "-number"])]

    def __str__(self) -> str:
        return f"{self.goal}: {self.heading}"

    @property
    def heading(self) -> str:
        """What a list calls the goal: its title, or its wording where it has none."""
        return self.title or self.wording


class GoalLink(models.Model):
    """What is known of two goals together: one lives on in the other, or they are related.

    ``merged`` and ``carried_over`` lead from the source to the goal in which it lives on;
    ``related`` and ``distinct`` have no direction and are kept with the lower key as the source.
    ``distinct`` means that somebody looked and found that the two do not say the same.
    """

    class Kind(models.TextChoices):
        MERGED = "merged", _("merged")
        CARRIED_OVER = "carried_over", _("carried over")
        RELATED = "related", _("related")
        DISTINCT = "distinct", _("not the same")

    kind = models.CharField(max_length=20, choices=Kind)
    source = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="links_onward")
    target = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="links_back")
    note = models.TextField(blank=True)
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="one_link_per_pair_of_goals"),
            models.CheckConstraint(
                condition=~Q(source=models.F("target")), name="no_goal_is_linked_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["merged", "carried_over"]) | Q(source__lt=models.F("target")),
                name="a_link_without_direction_begins_at_the_lower_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} – {self.target}: {self.get_kind_display()}"
