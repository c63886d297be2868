"""Tasks from a decision: written down, done, opened again."""

from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import (
    DepartmentFactory,
    approver,
    coordinator,
    editor,
)
from querschnitt.coordination import operations
from querschnitt.coordination.queries import waiting_for
from querschnitt.coordination.tests.cabinet_factories import charged
from querschnitt.coordination.tests.factories import DECIDED, adopted, cabinet_office
from querschnitt.coordination.tests.test_journal import CANARY
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db

LATER = date(2022, 8, 1)


@pytest.fixture
def officer():
    return approver()


def finish(task, by, **fields):
    return operations.finish_task(**{"by": by, "task": task, "on": LATER, **fields})


def reopen(task, **fields):
    return operations.reopen_task(
        **{"by": coordinator(), "task": task, "reason": "Der Bericht fehlt.", **fields}
    )


@pytest.mark.parametrize("person", [coordinator, cabinet_office])
def test_a_task_says_what_which_department_does_by_when(person, officer):
    task = charged(department=officer.department, due_on=LATER, by=person())

    assert (task.is_open, task.due_on, task.department) == (True, LATER, officer.department)


def test_it_waits_for_those_who_approve_in_the_department(officer):
    charged(department=officer.department, due_on=LATER)

    (waiting,) = waiting_for(officer)

    assert (waiting.kind, waiting.due_on, waiting.is_overdue) == ("task", LATER, True)
    assert waiting_for(approver()) == []


@pytest.mark.parametrize("person", ["own", "coordinator", "cabinet"])
def test_the_department_or_the_state_chancellery_reports_it_as_done(person, officer):
    by = {"own": officer, "coordinator": coordinator(), "cabinet": cabinet_office()}[person]
    task = charged(department=officer.department)

    done = finish(task, by, note="Am 1. August berichtet.")

    assert (done.done_on, done.note) == (LATER, "Am 1. August berichtet.")
    assert waiting_for(officer) == []


def test_others_do_not(officer):
    task = charged(department=officer.department)
    for by in (approver(), editor(department=officer.department)):
        with pytest.raises(Refused, match=r"coordination\.other-department"):
            finish(task, by)


def test_it_is_done_once_and_not_before_the_decision(officer):
    task = charged(department=officer.department)
    with pytest.raises(Refused, match=r"coordination\.date-too-early"):
        finish(task, officer, on=date(2022, 7, 11))
    finish(task, officer)

    with pytest.raises(Refused, match=r"coordination\.task-done"):
        finish(task, officer)


def test_it_is_opened_again_with_a_reason(officer):
    task = finish(charged(department=officer.department), officer)
    with pytest.raises(Refused, match=r"coordination\.reason-missing"):
        reopen(task, reason=" ")

    again = reopen(task)

    assert (again.is_open, again.note) == (True, "Der Bericht fehlt.")
    with pytest.raises(Refused, match=r"coordination\.task-open"):
        reopen(task)


def test_the_department_does_not_open_it_again(officer):
    task = finish(charged(department=officer.department), officer)

    with pytest.raises(Refused, match=r"coordination\.not-charging"):
        reopen(task, by=officer)


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"what": " "}, "task-missing"), ({"due_on": date(2022, 7, 11)}, "date-too-early")],
)
def test_a_task_that_makes_no_sense_is_refused(fields, code, officer):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        charged(department=officer.department, **fields)


def test_an_annulled_decision_charges_nobody(officer):
    version = adopted()
    charged(version, officer.department)
    operations.annul(by=cabinet_office(), version=version, decided_on=DECIDED, reason="Irrtum.")

    assert waiting_for(officer) == []
    with pytest.raises(Refused, match=r"coordination\.decision-annulled"):
        charged(version, officer.department)


def test_departments_do_not_charge_each_other(officer):
    with pytest.raises(Refused, match=r"coordination\.not-charging"):
        charged(department=DepartmentFactory(), by=officer)


def test_no_words_reach_the_journal(officer):
    task = charged(department=officer.department, what=CANARY)
    finish(task, officer, note=CANARY)
    reopen(task, reason=CANARY)

    entries = [*JournalEntry.objects.values("act", "facts", "subject_name")]
    assert {one["act"] for one in entries} >= {
        "coordination.task_added",
        "coordination.task_finished",
        "coordination.task_reopened",
    }
    assert CANARY not in str(entries)
