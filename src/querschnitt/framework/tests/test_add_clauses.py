import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import DepartmentFactory, approver, coordinator
from querschnitt.framework import operations
from querschnitt.framework.models import Clause
from querschnitt.framework.operations import ClauseText
from querschnitt.framework.pasted_clauses import clauses_in
from querschnitt.framework.tests.factories import ClauseFactory, MandateFactory
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def add(by, mandate, *texts):
    clauses = [ClauseText(text=text) for text in texts]
    return operations.add_clauses(by=by, mandate=mandate, clauses=clauses)


def test_several_clauses_are_one_act_and_are_numbered_on():
    before = ClauseFactory(number=4)
    lead, partner = DepartmentFactory(), DepartmentFactory()
    joint = ClauseText(text="Gemeinsam.", reference="S. 3", departments=[lead, partner])

    operations.add_clauses(
        by=coordinator(), mandate=before.mandate, clauses=[joint, ClauseText(text="Allein.")]
    )

    joint, alone = before.mandate.clauses.filter(number__gt=4)
    assert (joint.number, joint.reference, alone.number) == (5, "S. 3", 6)
    assert {*joint.departments.all()} == {lead, partner}
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.facts) == ("framework.clauses_added", {"clauses": 2})


def test_what_is_recorded_already_is_left_out():
    mandate = MandateFactory()
    add(coordinator(), mandate, "Eins.", "Zwei.")

    assert [clause.text for clause in add(coordinator(), mandate, "Zwei.", "Drei.")] == ["Drei."]
    with pytest.raises(Refused, match=r"framework\.nothing-new"):
        add(coordinator(), mandate, "Eins.", "Drei.")


def test_one_bad_clause_keeps_all_of_them_out():
    mandate = MandateFactory()

    with pytest.raises(Refused, match=r"framework\.text-too-long"):
        add(coordinator(), mandate, "Gut.", "x" * 5001)

    assert not Clause.objects.exists()
    assert not JournalEntry.objects.exists()


def test_more_than_anybody_looks_through_are_refused():
    with pytest.raises(Refused, match=r"framework\.too-many"):
        add(coordinator(), MandateFactory(), *(f"Nr. {number}." for number in range(501)))


def test_a_department_adds_none():
    with pytest.raises(Refused, match=r"framework\.not-coordinator"):
        add(approver(), MandateFactory(), "Eins.")


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("Eins.\n\nZwei\nund weiter.", [("Eins.", ""), ("Zwei und weiter.", "")]),
        ("Eins.\nZwei.", [("Eins.", ""), ("Zwei.", "")]),
        ("S. 12, Z. 340–345: Das Land hilft.", [("Das Land hilft.", "S. 12, Z. 340–345")]),
        ("[Seite 7] | Das Land hilft.", [("Das Land hilft.", "Seite 7")]),
        ("Das Land hilft (Z. 12).", [("Das Land hilft (Z. 12).", "")]),
        ("Das Land hilft. (Z. 12)", [("Das Land hilft.", "Z. 12")]),
        ("Es gilt: Das Land hilft (gern).", [("Es gilt: Das Land hilft (gern).", "")]),
        ("  \n \n", []),
    ],
)
def test_a_pasted_text_falls_into_clauses_with_their_places(pasted, found):
    assert [(one.text, one.reference) for one in clauses_in(pasted)] == found


def test_departments_stand_in_square_brackets():
    [clause] = clauses_in("S. 1: Das Land hilft. [MWU, MB]")

    assert (clause.text, clause.departments) == ("Das Land hilft.", ("MWU", "MB"))
