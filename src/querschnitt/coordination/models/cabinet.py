from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.coordination.models.decisions import CabinetDecision
from querschnitt.coordination.models.rounds import ShownText
from querschnitt.framework.models import Amendment, Framework


class CabinetSession(models.Model):
    """A day on which the cabinet meets, with its number."""

    held_on = models.DateField()
    number = models.CharField(max_length=40, unique=True)
    place = models.CharField(max_length=200, blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="a_session_has_its_number"),
        ]

    def __str__(self) -> str:
        names = {"number": self.number, "day": f"{self.held_on:%d.%m.%Y}"}
        return str(_("Cabinet session %(number)s of %(day)s") % names)


class CabinetSubmission(models.Model):
    """What the State Chancellery writes to lay a framework before the cabinet.

    Holds what people type, and at which stage it is. Who took part with what result is derived
    when it is read; what was delivered is kept as a ``DeliveredPaper``.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted to the cabinet")
        RETURNED = "returned", _("returned by the cabinet office")
        DECIDED = "decided", _("decided")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Form(models.TextChoices):
        """How the cabinet is asked to take the decision."""

        DISCUSSION = "discussion", _("after oral discussion")
        WITHOUT_DISCUSSION = "without_discussion", _("without discussion")
        INFORMATION = "information", _("for information only")

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="submissions")
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT)
    file_reference = models.CharField(max_length=80, blank=True)
    facts = models.TextField(blank=True)
    form = models.CharField(max_length=20, choices=Form, default=Form.DISCUSSION)
    urgency_reason = models.TextField(blank=True)
    associations = models.TextField(blank=True)
    associations_not_taken_up = models.TextField(blank=True)
    costs = models.TextField(blank=True)
    proposed_decision = models.TextField(blank=True)
    speaking_notes = models.TextField(blank=True)
    press_text = models.TextField(blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    return_reason = models.TextField(blank=True)
    withdrawal_reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        CabinetDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="submission"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"], name="one_submission_per_framework_and_number"
            ),
            models.UniqueConstraint(
                fields=["framework"],
                condition=Q(stage__in=["draft", "submitted", "returned"]),
                name="one_submission_under_way",
            ),
            models.CheckConstraint(
                condition=Q(stage="decided") ^ Q(decision=None),
                name="a_decided_submission_names_the_decision",
            ),
            models.CheckConstraint(
                condition=~Q(stage="returned") | ~Q(return_reason=""),
                name="a_returned_submission_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(stage="withdrawn") | ~Q(withdrawal_reason=""),
                name="a_withdrawn_submission_says_why",
            ),
        ]

    def __str__(self) -> str:
        names = {"number": self.number, "framework": self.framework}
        return str(_("Cabinet submission %(number)s: %(framework)s") % names)

    @property
    def is_under_way(self) -> bool:
        return self.stage in {self.Stage.DRAFT, self.Stage.SUBMITTED, self.Stage.RETURNED}

    @property
    def is_being_written(self) -> bool:
        return self.stage in {self.Stage.DRAFT, self.Stage.RETURNED}


class DeliveredPaper(models.Model):
    """A submission as it was delivered to the heads of all houses at once. Never changed.

    ``content`` is canonical JSON with all that the paper says, also who took part with what
    result on that day; the press text is not in it. The framework's text stands beside it.
    """

    submission = models.ForeignKey(
        CabinetSubmission, on_delete=models.PROTECT, related_name="papers"
    )
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    text = models.ForeignKey(ShownText, on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=200)
    signed_on = models.DateField()
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="one_paper_per_submission_and_number"
            ),
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(signed_by=""), name="a_delivered_paper_is_signed"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Delivery %(number)s") % {"number": self.number})


class AgendaItem(models.Model):
    """A submission on the agenda of a session, under its number; taken off, it stays as history."""

    session = models.ForeignKey(CabinetSession, on_delete=models.PROTECT, related_name="items")
    submission = models.ForeignKey(
        CabinetSubmission, on_delete=models.PROTECT, related_name="agenda_items"
    )
    number = models.PositiveSmallIntegerField()
    put_on_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_on_at = models.DateTimeField()
    taken_off_on = models.DateField(null=True, blank=True)
    taken_off_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["session", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"],
                condition=Q(taken_off_on=None),
                name="one_item_per_session_and_number",
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(taken_off_on=None),
                name="one_agenda_for_a_submission",
            ),
            models.CheckConstraint(
                condition=Q(taken_off_on=None) | ~Q(taken_off_reason=""),
                name="who_takes_an_item_off_says_why",
            ),
        ]

    def __str__(self) -> str:
        names = {"number": self.number, "session": self.session}
        return str(_("Item %(number)s, %(session)s") % names)


class StateSecretariesConference(models.Model):
    """A meeting of the state secretaries, who deliberate before the cabinet decides."""

    held_on = models.DateField(unique=True)
    chair = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        day = f"{self.held_on:%d.%m.%Y}"
        return str(_("State secretaries' conference of %(day)s") % {"day": day})


class StateSecretariesResult(models.Model):
    """What the state secretaries made of a submission, and on which text."""

    class Result(models.TextChoices):
        AGREED = "agreed", _("agreed")
        AGREED_WITH_CHANGES = "agreed_with_changes", _("agreed with changes")
        BACK_TO_DEPARTMENTS = "back_to_departments", _("back to the departments")
        DISSENT_REMAINS = "dissent_remains", _("dissent remains")

    conference = models.ForeignKey(
        StateSecretariesConference, on_delete=models.PROTECT, related_name="results"
    )
    submission = models.ForeignKey(
        CabinetSubmission, on_delete=models.PROTECT, related_name="state_secretaries_results"
    )
    result = models.CharField(max_length=30, choices=Result)
    note = models.TextField(blank=True)
    text_digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["conference__held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "submission"], name="one_result_per_conference_and_submission"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conference}: {self.get_result_display()}"


class DecisionTask(models.Model):
    """What a decision of the cabinet charges a department with, and whether it is done."""

    decision = models.ForeignKey(CabinetDecision, on_delete=models.PROTECT, related_name="tasks")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["decision", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_task_says_what_to_do"),
        ]

    def __str__(self) -> str:
        names = {"department": self.department.abbreviation, "framework": self.decision.framework}
        return str(_("Task for %(department)s: %(framework)s") % names)

    @property
    def is_open(self) -> bool:
        return self.done_on is None
