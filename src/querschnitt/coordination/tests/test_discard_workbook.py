import pytest

from querschnitt.accounts.tests.factories import coordinator, editor
from querschnitt.coordination import operations
from querschnitt.coordination.models import DeliveredWorkbook
from querschnitt.coordination.tests.workbooks import Book, Ground, apply, upload
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return editor()


@pytest.fixture
def workbook(writer):
    ground = Ground(writer)
    return upload(ground.round, writer, Book.of(ground.round, writer).add("Neu.", row=2))


def test_nothing_of_it_is_kept(workbook, writer):
    operations.discard_workbook(by=writer, workbook=workbook)

    workbook.refresh_from_db()
    assert workbook.state == DeliveredWorkbook.State.DISCARDED
    assert workbook.data is None
    assert not workbook.rows.exists()


def test_another_department_and_a_coordinator_discard_nothing(workbook):
    for person in (editor(), coordinator()):
        with pytest.raises(Refused, match=r"coordination\.other-department"):
            operations.discard_workbook(by=person, workbook=workbook)


def test_what_was_taken_over_is_not_discarded(workbook, writer):
    apply(workbook, writer)

    with pytest.raises(Refused, match=r"coordination\.workbook-not-ready"):
        operations.discard_workbook(by=writer, workbook=workbook)
