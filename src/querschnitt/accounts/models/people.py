from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models.departments import Department


class Role(models.TextChoices):
    """What a person may do. One person has one role; an approver may do all an editor may."""

    ADMINISTRATOR = "administrator", _("administrator")
    COORDINATOR = "coordinator", _("coordinator")
    DEPARTMENT_EDITOR = "department_editor", _("department editor")
    DEPARTMENT_APPROVER = "department_approver", _("department approver")
    CABINET_OFFICE = "cabinet_office", _("cabinet office")
    PRESS_OFFICER = "press_officer", _("press officer")
    AUDITOR = "auditor", _("auditor")


DEPARTMENT_ROLES = frozenset({Role.DEPARTMENT_EDITOR, Role.DEPARTMENT_APPROVER})
READS_EVERY_DRAFT = frozenset({Role.COORDINATOR, Role.AUDITOR})


class UserQuerySet(models.QuerySet["User"]):
    def get_by_natural_key(self, email: str) -> "User":
        """Find the person by the address with which they sign in."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address; each works for at most one department."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=Role)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="staff"
    )
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    invited_at = models.DateTimeField(auto_now_add=True)
    absent_from = models.DateField(null=True, blank=True)
    absent_until = models.DateField(null=True, blank=True)
    substitute = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="stands_in_for"
    )

    objects: ClassVar[Any] = UserQuerySet.as_manager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(
                condition=models.Q(department__isnull=False)
                | ~models.Q(role__in=["department_editor", "department_approver"]),
                name="who_works_for_a_department_names_it",
            ),
            models.CheckConstraint(
                condition=models.Q(absent_until=None)
                | models.Q(absent_from__lte=models.F("absent_until")),
                name="an_absence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_editor(self) -> bool:
        """May write for a department; an approver may do all an editor may."""
        return self.role in DEPARTMENT_ROLES

    @property
    def is_approver(self) -> bool:
        return self.role == Role.DEPARTMENT_APPROVER

    @property
    def reads_every_draft(self) -> bool:
        return self.role in READS_EVERY_DRAFT


class PersonalLink(models.Model):
    """A link handed to one person once, to set a password; only its digest is kept."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        PASSWORD_RESET = "password_reset", _("password reset")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="personal_links")
    purpose = models.CharField(max_length=20, choices=Purpose)
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.user_id}"


class SignInAttempt(models.Model):
    """A failed sign-in; counted per account and per address to slow down guessing."""

    account = models.CharField(max_length=254)
    address = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "tried_at"]),
            models.Index(fields=["address", "tried_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.account} from {self.address}"
