import pytest

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import editor, person
from querschnitt.coordination import operations, workbook_jobs
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.coordination.operations import workbooks
from querschnitt.coordination.tests.workbooks import Book, Ground, upload
from querschnitt.framework.models import Goal
from querschnitt.lib.refusal import Refused
from querschnitt.outbox import operations as outbox

pytestmark = pytest.mark.django_db

State = DeliveredWorkbook.State


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def ground(writer):
    return Ground(writer)


@pytest.fixture
def workbook(ground, writer, monkeypatch):
    """A workbook that counts as large, so that a job takes it over."""
    filled = Book.of(ground.round, writer).add("Eins.", row=2).add("Zwei.", row=3)
    delivered = upload(ground.round, writer, filled)
    monkeypatch.setattr(workbooks, "BIG", 1)
    return delivered


def confirmed(workbook, by):
    return operations.take_over_workbook(
        by=by, workbook=workbook, seen_digest=workbook.basis_digest
    )


def goals(ground):
    return Goal.objects.filter(framework=ground.framework).count()


def test_a_large_workbook_is_taken_over_by_a_job(ground, workbook, writer):
    assert confirmed(workbook, writer).state == State.CONFIRMED
    assert goals(ground) == 0

    workbook_jobs.apply(outbox.claim()[0])

    workbook.refresh_from_db()
    assert (workbook.state, workbook.applied_by) == (State.APPLIED, writer)
    assert goals(ground) == 2


def test_done_twice_it_is_done_once(ground, workbook, writer):
    confirmed(workbook, writer)
    (job,) = outbox.claim()

    workbook_jobs.apply(job)
    before = JournalEntry.objects.count()
    workbook_jobs.apply(job)

    assert goals(ground) == 2
    assert JournalEntry.objects.count() == before


def test_meanwhile_nothing_else_is_uploaded_confirmed_or_discarded(ground, workbook, writer):
    confirmed(workbook, writer)
    another = Book.of(ground.round, writer).add("Drei.", row=2)

    for act in (
        lambda: upload(ground.round, writer, another),
        lambda: confirmed(workbook, writer),
        lambda: operations.discard_workbook(by=writer, workbook=workbook),
    ):
        with pytest.raises(Refused, match=r"coordination\.being-applied"):
            act()


def test_what_became_stale_on_the_way_is_given_back_with_a_fresh_preview(ground, workbook, writer):
    confirmed(workbook, writer)
    ground.goal(writer, "Eins.", kind="department_specific")

    workbook_jobs.apply(outbox.claim()[0])

    workbook.refresh_from_db()
    assert workbook.state == State.READY
    assert workbook.refusal
    assert (workbook.new_rows, workbook.unchanged_rows) == (1, 1)
    assert goals(ground) == 1


def test_who_left_the_department_meanwhile_takes_nothing_over(ground, workbook, writer):
    confirmed(workbook, writer)
    accounts.change_role(
        by=person("administrator"), user=writer, role="department_editor",
        department=editor().department,
    )  # fmt: skip

    workbook_jobs.apply(outbox.claim()[0])

    workbook.refresh_from_db()
    assert workbook.state == State.READY
    assert goals(ground) == 0


def test_if_the_job_gives_up_people_decide_again(ground, workbook, writer):
    confirmed(workbook, writer)
    outbox.fail(job=outbox.claim()[0], error="x", final=True)
    workbook.refresh_from_db()
    assert workbook.is_stuck

    operations.discard_workbook(by=writer, workbook=workbook)

    assert goals(ground) == 0
