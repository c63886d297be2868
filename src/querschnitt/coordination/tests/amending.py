"""An adopted framework of two departments, amended as an office would."""

from dataclasses import dataclass, field
from datetime import date

from querschnitt.accounts.tests.factories import approver, coordinator, editor
from querschnitt.coordination.tests.factories import (
    FieldFactory,
    FrameworkFactory,
    adopted,
    answered,
    closed,
    goal,
    opened,
)
from querschnitt.framework import operations as framework_operations
from querschnitt.framework.models import Goal, GoalVersion

AMENDED, OPENED_AGAIN = date(2023, 1, 2), date(2023, 1, 9)
DUE_AGAIN, CLOSED_AGAIN = date(2023, 2, 15), date(2023, 2, 16)
DECIDED_AGAIN = date(2023, 3, 7)


@dataclass
class Amended:
    """A framework with three goals: ``own`` and ``other`` of two departments, ``third`` too."""

    framework: object
    own: Goal
    other: Goal
    third: Goal
    people: dict = field(default_factory=dict)

    def person(self, name):
        return self.people[name]

    def open(self, *goals, reason="Die Lage hat sich geändert.", **fields):
        return framework_operations.open_amendment(
            by=coordinator(),
            framework=self.framework,
            reason=reason,
            goals=goals,
            **{"on": AMENDED, **fields},
        )

    def change(self, goal, wording="We do more."):
        """The department's own revision, written by one person and submitted by another."""
        newest = goal.versions.exclude(stage=GoalVersion.Stage.SET_ASIDE).latest("number")
        department = goal.contributed_by
        writer = editor(department=department)
        version = framework_operations.revise_goal(
            by=writer, goal=goal, seen=newest.number, wording=wording
        )
        return framework_operations.submit_goal(
            by=approver(department=department), goal=goal, seen=version.number
        )

    def add(self, department, wording="This is new."):
        """A new goal of a department, submitted."""
        drafted = framework_operations.draft_goal(
            by=editor(department=department),
            framework=self.framework,
            kind=GoalVersion.Kind.DEPARTMENT_SPECIFIC,
            field=FieldFactory(),
            wording=wording,
            lead=department,
        )
        framework_operations.submit_goal(
            by=approver(department=department), goal=drafted.goal, seen=1
        )
        return drafted.goal

    def drop(self, goal, reason="Entfällt."):
        return framework_operations.withdraw_goal(by=coordinator(), goal=goal, reason=reason)


def adopted_framework(**fields):
    """Version 1, adopted after both departments have signed; the third department signs too."""
    framework = FrameworkFactory(**fields)
    people = {"own": approver(), "other": approver(), "third": approver()}
    goals = {
        name: goal(framework, one.department, wording=f"We do {name}.").goal
        for name, one in people.items()
    }
    round = opened(framework, *people.values())
    for one in people.values():
        answered(round, one)
    closed(round)
    adopted(framework)
    return Amended(framework=framework, people=people, **goals)
