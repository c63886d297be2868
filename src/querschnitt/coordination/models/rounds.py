from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department, User
from querschnitt.framework.models import Amendment, Framework
from querschnitt.relations.models import Position

Subject = Framework | Position
"""What a round is about."""


class RoundQuerySet(models.QuerySet["Round"]):
    def with_subject(self) -> "RoundQuerySet":
        """Load what each round is about, and all that its name and its reading depend on."""
        return self.select_related("framework__term", "position__dossier__department")


class Round(models.Model):
    """The departments are asked, with a deadline: for their goals, or to co-sign a text.

    The text is a framework, or the government's position on an EU dossier. A missed deadline is an
    event, not consent, unless the round said so when it was opened.
    """

    class Kind(models.TextChoices):
        COLLECTION = "collection", _("collection round")
        CO_SIGNATURE = "co_signature", _("co-signature round")

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.PositiveSmallIntegerField()
    instructions = models.TextField(blank=True)
    opened_on = models.DateField()
    due_on = models.DateField()
    urgency_reason = models.TextField(blank=True)
    silence_is_consent = models.BooleanField(default=False)
    text_digest = models.CharField(max_length=64, blank=True)
    """Of the whole text as it was when the round was opened, kept as a ``ShownText``."""
    told = models.JSONField(default=dict, blank=True)
    """Of which later text each department was told to answer again: its key and the digest."""
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "kind", "number"], name="one_round_per_kind_and_number"
            ),
            models.UniqueConstraint(
                fields=["framework", "kind"],
                condition=Q(closed_on=None),
                name="one_open_round_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["position", "kind", "number"], name="one_round_per_position_and_number"
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(closed_on=None),
                name="one_open_round_about_a_position",
            ),
            models.CheckConstraint(
                condition=Q(framework__isnull=True) ^ Q(position__isnull=True),
                name="a_round_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(kind="co_signature", amendment=None),
                name="a_position_is_co_signed",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("opened_on")), name="due_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def subject(self) -> Subject:
        """What the round is about."""
        return self.of_framework if self.position is None else self.position

    @property
    def subject_title(self) -> str:
        """How lists and mails name what the round is about; the words of a draft stay unsaid."""
        return title_of(self.subject)

    @property
    def of_framework(self) -> Framework:
        """The framework that the round is about.

        :raises LookupError: if it is about a position
        """
        if self.framework is None:
            raise LookupError(f"round {self.pk} is about a position")
        return self.framework

    @property
    def responsible_id(self) -> int | None:
        """The id of the department that answers for the text, where one does."""
        return None if self.position is None else self.position.dossier.department_id

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def title_of(subject: Subject) -> str:
    """Return how lists and mails name a subject: a position by its number and its dossier."""
    if isinstance(subject, Framework):
        return str(subject)
    told = {"number": subject.number, "dossier": subject.dossier.title}
    return gettext("Position %(number)s on “%(dossier)s”") % told


class Contribution(models.Model):
    """A department's answer to a collection round: its goals, or that it has none."""

    class Answer(models.TextChoices):
        PENDING = "pending", _("pending")
        CONTRIBUTED = "contributed", _("contributed")
        NIL_RETURN = "nil_return", _("nil return")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="contributions")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer, default=Answer.PENDING)
    remark = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department"], name="one_contribution_per_department_and_round"
            ),
            models.CheckConstraint(
                condition=Q(answer="pending") ^ Q(answered_by__isnull=False),
                name="an_answered_contribution_names_who_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.get_answer_display()}"

    @property
    def is_pending(self) -> bool:
        return self.answer == self.Answer.PENDING


class ShownText(models.Model):
    """A text that departments were shown, kept by its digest, so that later texts can be compared.

    ``content`` is canonical JSON. Rows are never changed; the same text is kept once.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.TextField()

    def __str__(self) -> str:
        return self.digest[:16]


class CoSignatureQuerySet(models.QuerySet["CoSignature"]):
    def current(self) -> "CoSignatureQuerySet":
        """Narrow to each department's last answer in its round; earlier ones stay as history."""
        last = CoSignature.objects.filter(
            round=OuterRef("round"), department=OuterRef("department")
        ).order_by("-attempt")
        return self.filter(pk=Subquery(last.values("pk")[:1]))


class CoSignature(models.Model):
    """A department's answer on the text of a round, bound to the digest of what it was shown.

    The row exists, pending, from the day the department is asked; when the text changes after the
    answer, a further attempt is a row of its own.
    """

    class Answer(models.TextChoices):
        PENDING = "pending", _("pending")
        AGREED = "agreed", _("agreed")
        AGREED_WITH_REMARKS = "agreed_with_remarks", _("agreed with remarks")
        RESERVATION = "reservation", _("reservation")
        OBJECTION = "objection", _("not agreed")
        NOT_CONCERNED = "not_concerned", _("not concerned")

    class Scope(models.TextChoices):
        """What of the text a department is asked on."""

        WHOLE = "whole", _("the whole text")
        CONCERNED = "concerned", _("what concerns the department")
        POINTS = "points", _("named points")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="cosignatures")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField(default=1)
    answer = models.CharField(max_length=30, choices=Answer, default=Answer.PENDING)
    remarks = models.TextField(blank=True)
    scope = models.CharField(max_length=20, choices=Scope, default=Scope.WHOLE)
    points = models.JSONField(default=list, blank=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    subject_digest = models.CharField(max_length=64, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = CoSignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "department", "attempt"],
                name="one_cosignature_per_department_and_attempt",
            ),
            models.CheckConstraint(
                condition=Q(answer="pending")
                ^ (Q(answered_by__isnull=False) & ~Q(subject_digest="")),
                name="an_answer_names_its_signer_and_the_text",
            ),
            models.CheckConstraint(
                condition=~Q(answer="agreed_with_remarks") | ~Q(remarks=""),
                name="remarks_are_given_where_announced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.get_answer_display()}"

    @property
    def is_pending(self) -> bool:
        return self.answer == self.Answer.PENDING


class Reservation(models.Model):
    """What keeps a department from agreeing; open until settled, or withdrawn by who raised it."""

    class Kind(models.TextChoices):
        LEADERSHIP = "leadership", _("leadership reservation")
        BUDGET = "budget", _("budget reservation")
        SCRUTINY = "scrutiny", _("scrutiny reservation")
        OBJECTION = "objection", _("objection")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SETTLED = "settled", _("settled")
        WITHDRAWN = "withdrawn", _("withdrawn")

    cosignature = models.ForeignKey(
        CoSignature, on_delete=models.PROTECT, related_name="reservations"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    point = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    settlement = models.TextField(blank=True)
    settlement_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settlement_on = models.DateField(null=True)
    department_settlement = models.TextField(blank=True)
    department_settlement_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    department_settlement_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_reservation_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(state="open") ^ Q(ended_by__isnull=False),
                name="an_ended_reservation_names_who_ended_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | ~Q(settlement=""),
                name="a_settlement_says_what_was_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cosignature.department}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
