"""Departments that are asked something and have nobody whom a mail would reach."""

from collections.abc import Iterable
from dataclasses import dataclass

from querschnitt.accounts import queries as accounts
from querschnitt.accounts.models import Department
from querschnitt.coordination.models import Contribution, CoSignature


@dataclass(frozen=True)
class Unreached:
    """A department that has not answered and has nobody who is there."""

    department: Department
    rounds: int


def unreached() -> list[Unreached]:
    """Return the departments that open rounds wait for, and that nobody reads mail for."""
    waiting: dict[Department, int] = {}
    for one in _pending():
        waiting[one.department] = waiting.get(one.department, 0) + 1
    reached = accounts.recipients_by_department(one.pk for one in waiting)
    return [Unreached(one, count) for one, count in waiting.items() if not reached[one.pk]]


def _pending() -> Iterable[Contribution | CoSignature]:
    open_ones = {"answer": "pending", "round__closed_on": None}
    yield from Contribution.objects.filter(**open_ones).select_related("department")
    yield from CoSignature.objects.current().filter(**open_ones).select_related("department")
