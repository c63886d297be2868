import pytest

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import coordinator, person
from querschnitt.coordination import operations
from querschnitt.coordination.deadlines import USUAL
from querschnitt.coordination.models import DeadlineRule
from querschnitt.coordination.reminders import rules_in_force
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def set_rule(**fields):
    told = {"by": coordinator(), "kind": "collection", "days": 20, "unit": "working"}
    return operations.set_deadline_rule(**{**told, "urgent_days": 2, **fields})


def test_without_a_row_the_usual_holds():
    assert rules_in_force() == USUAL
    assert {*USUAL} == {*DeadlineRule.Kind.values}


def test_a_rule_holds_for_its_kind_and_no_other():
    set_rule(remind_before=[1, 5, 5], remind_after=[3])

    rule = rules_in_force()["collection"]
    assert (rule.days, rule.unit, rule.urgent_days) == (20, "working", 2)
    assert rule.remind_before == (5, 1)
    assert rules_in_force()["co_signature"] == USUAL["co_signature"]
    assert JournalEntry.objects.get(act="coordination.deadline_rule_set").facts["days"] == 20


def test_setting_it_again_changes_the_one_row():
    set_rule()
    set_rule(days=21)

    assert DeadlineRule.objects.get().days == 21


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "lunch"}, "no-such-rule"),
        ({"unit": "moons"}, "no-such-rule"),
        ({"days": 0}, "out-of-reach"),
        ({"days": 366}, "out-of-reach"),
        ({"urgent_days": 21}, "urgent-too-long"),
        ({"remind_before": [0]}, "reminders"),
        ({"remind_after": [400]}, "reminders"),
        ({"remind_after": range(1, 12)}, "reminders"),
    ],
)
def test_what_makes_no_sense_is_refused(fields, code):
    with pytest.raises(Refused, match=code):
        set_rule(**fields)

    assert not DeadlineRule.objects.exists()


def test_what_holds_already_is_not_set_again():
    set_rule()
    with pytest.raises(Refused, match="holds-already"):
        set_rule()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_those_who_coordinate_set_rules(role):
    with pytest.raises(Refused, match="not-coordinator"):
        set_rule(by=person(role))
