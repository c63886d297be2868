"""A framework of which version 2 amends version 1: one goal changed, one new, one dropped."""

from datetime import date

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import DepartmentFactory, coordinator, person
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.coordination.standing import standing_of
from querschnitt.framework import operations as framework_operations
from querschnitt.publication.tests import factories

REASON = "Der Krieg hat die Lage verändert."


def framework_with_departments():
    """A framework of three goals, each of a department that has somebody to sign for it."""
    made = factories.framework()
    people = {}
    for reference in ("P1", "P2", "X1"):
        department = DepartmentFactory()
        people[reference] = person(Role.DEPARTMENT_APPROVER, department=department)
        factories.goal(made, reference, lead=department, wording=f"Wir wollen {reference}.")
    return made, people


def signed_and_adopted(framework, people, *, year):
    """What the framework says, signed by all that are asked, and adopted in July of a year."""
    opened, due, on = date(year, 5, 2), date(year, 6, 15), date(year, 7, 12)
    asked = None if framework.adopted.exists() else [one.department for one in people.values()]
    round = coordination.open_round(
        by=coordinator(),
        framework=framework,
        kind=Round.Kind.CO_SIGNATURE,
        due_on=due,
        opened_on=opened,
        departments=asked,
    )
    for one in round.cosignatures.select_related("department"):
        by = next(who for who in people.values() if who.department_id == one.department_id)
        seen = standing_of(framework).text.digest_for(one)
        coordination.cosign(by=by, round=round, answer="agreed", seen_digest=seen, on=due)
    coordination.close_round(by=coordinator(), round=round, on=on)
    return coordination.adopt(
        by=person(Role.CABINET_OFFICE), framework=framework, decided_on=on
    )  # fmt: skip


def first_version():
    made, people = framework_with_departments()
    return signed_and_adopted(made, people, year=2022), people


def amend(framework, people, *, reason=REASON):
    """The second version: P1 in other words, X1 dropped, P3 new, for a reason."""
    by = coordinator()
    goals = {goal.reference: goal for goal in framework.goals.all()}
    framework_operations.open_amendment(
        by=by,
        framework=framework,
        reason=reason,
        goals=[goals["P1"], goals["X1"]],
        on=date(2024, 4, 2),
    )
    framework_operations.revise_goal(by=by, goal=goals["P1"], seen=1, wording="Wir wollen mehr P1.")
    framework_operations.withdraw_goal(by=by, goal=goals["X1"], reason="Entfällt.")
    drafted = framework_operations.draft_goal(
        by=by,
        framework=framework,
        kind="principle",
        field=goals["P1"].versions.first().field,
        wording="Wir wollen etwas Neues.",
        reference="P3",
        lead=people["P2"].department,
    )
    framework_operations.submit_goal(by=coordinator(), goal=drafted.goal, seen=1)
    return signed_and_adopted(framework, people, year=2024)


def two_versions():
    first, people = first_version()
    return first, amend(first.framework, people)
