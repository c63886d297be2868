import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import Mandate
from querschnitt.framework.operations import ClauseText
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def record(by, **fields):
    given = {"key": "kv-2021", "kind": "coalition_agreement", "title": "Vertrag", **fields}
    return operations.record_mandate(by=by, **given)


def test_a_mandate_is_recorded_with_its_clauses_in_order():
    department = DepartmentFactory()

    mandate = record(
        coordinator(),
        parties=["CDU"],
        pages=157,
        clauses=[
            ClauseText(text="Erstens.", departments=[department]),
            ClauseText(text="Zweitens."),
        ],
    )

    clauses = [*mandate.clauses.all()]
    assert [(clause.number, clause.text) for clause in clauses] == [
        (1, "Erstens."),
        (2, "Zweitens."),
    ]
    assert [*clauses[0].departments.all()] == [department]
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.mandate_recorded", {"clauses": 2})


def test_a_clause_keeps_a_number_that_it_is_given():
    clauses = [ClauseText(text="A.", number=7), ClauseText(text="B.")]

    mandate = record(coordinator(), clauses=clauses)

    assert [clause.number for clause in mandate.clauses.all()] == [7, 8]


def test_one_bad_clause_and_nothing_is_recorded():
    with pytest.raises(Refused, match=r"framework\.text-missing"):
        record(coordinator(), clauses=[ClauseText(text="Gut."), ClauseText(text="")])

    assert not Mandate.objects.exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "rumour"}, "framework.bad-choice"),
        ({"pages": 0}, "framework.bad-choice"),
        ({"title": "x" * 301}, "framework.text-too-long"),
        ({"dated": "2021-9"}, "framework.bad-date"),
        ({"key": ""}, "framework.bad-key"),
    ],
)
def test_what_cannot_be_kept_is_refused(fields, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        record(coordinator(), **fields)


def test_a_department_records_no_mandate():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        record(approver())
