# ruff: noqa: S608 (the names of tables are written here)
"""A second version is verified as the first one is, and so is what it leaves of the first."""

import io
import json

import pytest
from django.db import transaction

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.models import GoalVersion
from querschnitt.publication import operations, verify
from querschnitt.publication.tests import amended, factories
from querschnitt.publication.tests.tampering import sql, unprotected

pytestmark = pytest.mark.django_db

VERSION = FrameworkVersion._meta.db_table
GOAL = GoalVersion._meta.db_table


@pytest.fixture
def both():
    first, second = amended.two_versions()
    press = factories.press_officer()
    operations.publish(by=press, framework_version=second, change_note="Neu.")
    return first, second


def faults():
    # Without its triggers a database is at fault already.
    return [str(fault) for fault in verify.verified([]).faults if fault.table != "trigger"]


def test_a_chain_of_two_versions_is_right(both):
    out = io.StringIO()

    assert verify.main(out=out) == 0, out.getvalue()


def test_an_open_amendment_is_no_fault(both):
    _first, second = both
    from querschnitt.framework import operations as framework_operations

    goal = second.framework.goals.get(reference="P2")
    framework_operations.open_amendment(
        by=coordinator(), framework=second.framework, reason="Wieder.", goals=[goal]
    )
    framework_operations.withdraw_goal(by=coordinator(), goal=goal, reason="Entfällt.")

    assert faults() == []


def test_after_the_annulment_the_first_version_is_verified_alone(both):
    _first, second = both
    coordination.annul(
        by=person(Role.CABINET_OFFICE),
        version=second,
        decided_on=second.decision.decided_on,
        reason="Versehen.",
    )

    assert faults() == []


@pytest.mark.parametrize(
    ("reference", "number"), [("P1", 1), ("P1", 2), ("P2", 1), ("P3", 1), ("X1", 1)]
)
def test_every_adopted_goal_of_both_versions_is_compared(both, reference, number):
    row = GoalVersion.objects.get(goal__reference=reference, number=number)
    with unprotected(), transaction.atomic():
        sql(f'UPDATE "{GOAL}" SET wording = %s WHERE id = %s', "Gefälscht.", row.pk)

        said = faults()

        transaction.set_rollback(True)
    assert said == [f"{GOAL}, row {row.pk}: wording of {reference} is not the adopted one"]


@pytest.mark.parametrize(("reference", "number"), [("P1", 1), ("P1", 2), ("P3", 1), ("X1", 1)])
def test_a_goal_that_is_thawed_is_missed(both, reference, number):
    row = GoalVersion.objects.get(goal__reference=reference, number=number)
    with unprotected(), transaction.atomic():
        sql(f"UPDATE \"{GOAL}\" SET stage = 'submitted' WHERE id = %s", row.pk)

        said = faults()

        transaction.set_rollback(True)
    assert said == [f"{GOAL}, row -: {reference} is missing, though it was adopted"]


def test_a_goal_that_nobody_adopted_is_found(both):
    row = GoalVersion.objects.get(goal__reference="X1", number=2)
    with unprotected(), transaction.atomic():
        sql(f"UPDATE \"{GOAL}\" SET stage = 'adopted' WHERE id = %s", row.pk)

        said = faults()

        transaction.set_rollback(True)
    assert said == [f"{GOAL}, row {row.pk}: is adopted, though no version in force froze it"]


@pytest.mark.parametrize("part", ["reason", "digest", "number", "decided_on"])
def test_what_it_amends_cannot_be_put_otherwise(both, part):
    _first, second = both
    record = json.loads(second.record)
    record["amends"][part] = 7 if part == "number" else "2020-01-01"
    with unprotected(), transaction.atomic():
        sql(f'UPDATE "{VERSION}" SET record = %s WHERE id = %s', json.dumps(record), second.pk)

        said = faults()

        transaction.set_rollback(True)
    assert said
    assert f"{VERSION}, row {second.pk}" in said[0]


def test_the_first_version_cannot_be_changed_beneath_the_second(both):
    first, _second = both
    with unprotected(), transaction.atomic():
        sql(f'UPDATE "{VERSION}" SET content = %s WHERE id = %s', "{}", first.pk)

        said = faults()

        transaction.set_rollback(True)
    assert f"{VERSION}, row {first.pk}" in said[0]


def test_the_first_version_cannot_be_cut_out(both):
    first, second = both
    with unprotected(), transaction.atomic():
        sql(f'DELETE FROM "{VERSION}" WHERE id = %s', first.pk)

        said = faults()

        transaction.set_rollback(True)
    assert f"{VERSION}, row {second.pk}: #1 is missing before #2" in said
