"""Which departments answer now for the portfolios of those that were recut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from querschnitt.accounts.models import Department, DepartmentSuccession


@dataclass(frozen=True)
class FormerDepartment:
    """A dissolved department with those that succeeded it, and those that answer for it today."""

    department: Department
    successions: list[DepartmentSuccession]
    heirs: list[Department]

    @property
    def is_gap(self) -> bool:
        """Whether nobody of today is known to answer for its portfolio."""
        return not self.heirs


def heirs() -> dict[int, list[Department]]:
    """Return for each department, by its key, those of today that answer for its portfolio.

    A department of today answers for itself; a portfolio that was divided has several heirs.
    """
    departments, successions = _all()
    return _heirs(departments, successions)


def former_departments() -> list[FormerDepartment]:
    """Return the dissolved departments, the last ones first, each with its successors."""
    departments, successions = _all()
    today = _heirs(departments, successions)
    former = sorted(
        (row for row in departments if not row.is_current),
        key=lambda row: (row.valid_until, -row.position),
        reverse=True,
    )
    return [FormerDepartment(row, successions.get(row.pk, []), today[row.pk]) for row in former]


def _all() -> tuple[list[Department], dict[int, list[DepartmentSuccession]]]:
    departments = [*Department.objects.in_order()]
    rows = DepartmentSuccession.objects.select_related("successor")
    successions: dict[int, list[DepartmentSuccession]] = {}
    for row in rows.order_by("since", "successor__position", "pk"):
        successions.setdefault(row.predecessor_id, []).append(row)
    return departments, successions


def _heirs(
    departments: Sequence[Department], successions: Mapping[int, list[DepartmentSuccession]]
) -> dict[int, list[Department]]:
    found = {}
    for department in departments:
        reached, waiting = {department.pk}, [department.pk]
        while waiting:
            new = {row.successor_id for row in successions.get(waiting.pop(), [])} - reached
            reached |= new
            waiting += new
        found[department.pk] = [row for row in departments if row.pk in reached and row.is_current]
    return found
