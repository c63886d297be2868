from django.db import models

from querschnitt.accounts.fields import PartialDateField
from querschnitt.accounts.models.provenance import Provenance


class DepartmentQuerySet(models.QuerySet["Department"]):
    def in_order(self) -> "DepartmentQuerySet":
        """Put them in the order in which the government lists them, former ones last."""
        return self.order_by("valid_until", "position", "pk")

    def current(self) -> "DepartmentQuerySet":
        """Narrow to departments that have not been dissolved."""
        return self.filter(valid_until="")


class Department(Provenance):
    """A department of the government, or the State Chancellery, while it existed.

    A department that is recut ends, and its successors begin: a department of one term is not the
    one of the next term that bears a similar name.
    """

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=20)
    abbreviation_confidence = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = PartialDateField(blank=True)
    valid_until = PartialDateField(blank=True)
    address = models.TextField(blank=True)
    role_in_framework = models.TextField(blank=True)
    successors = models.ManyToManyField(
        "self", through="DepartmentSuccession", symmetrical=False, related_name="predecessors"
    )

    objects = DepartmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.abbreviation

    @property
    def is_current(self) -> bool:
        return not self.valid_until


class DepartmentSuccession(models.Model):
    """A portfolio went, in whole or in part, from one department to another."""

    predecessor = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="origins")
    since = PartialDateField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_per_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="no_department_succeeds_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Office(models.Model):
    """An office of the government, such as a ministry's head; who holds it changes."""

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="offices"
    )
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "title"], name="one_office_per_department_and_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(Provenance):
    """A person held an office from when to when, as far as it is known."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="appointments")
    person_name = models.CharField(max_length=200)
    party = models.CharField(max_length=80, blank=True)
    held_from = PartialDateField(blank=True)
    held_until = PartialDateField(blank=True)

    def __str__(self) -> str:
        return f"{self.person_name}, {self.office}"
