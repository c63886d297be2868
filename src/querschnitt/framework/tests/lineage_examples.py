"""A framework of an earlier term, adopted, and one that follows it."""

from querschnitt.accounts.models import DepartmentSuccession
from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.framework.tests.factories import FrameworkFactory, GoalVersionFactory


def followed(**fields):
    """Return a framework in preparation that follows another one."""
    return FrameworkFactory(predecessor=FrameworkFactory(), **fields)


def adopted(framework, **fields):
    """Return an adopted goal of the framework that this one follows, as its version."""
    old = framework.predecessor
    return GoalVersionFactory(goal__framework=old, stage="adopted", **fields)


def recut(*successors):
    """Return a dissolved department with its successors."""
    old = DepartmentFactory(valid_until="2021")
    for successor in successors:
        DepartmentSuccession.objects.create(predecessor=old, successor=successor, since="2021")
    return old
