"""A deadline shorter than the rule needs a reason, and none is shorter than urgency allows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import approver, coordinator, editor, person
from querschnitt.coordination import deadlines
from querschnitt.coordination.tests.factories import DUE, FrameworkFactory, collection
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message

pytestmark = pytest.mark.django_db

RULE = deadlines.USUAL["collection"]


@pytest.fixture(autouse=True)
def land(settings):
    settings.LAND = "ST"


def ask(*people, due_on=None, **fields):
    today = timezone.localdate()
    usual = deadlines.deadline(RULE, today, "ST").due_on
    return collection(
        FrameworkFactory(),
        *(people or [approver()]),
        opened_on=today,
        due_on=due_on or usual,
        **fields,
    )


def day(count):
    return deadlines.working_days_after(timezone.localdate(), count, "ST")


def weekend():
    first = timezone.localdate() + timedelta(days=40)
    return first + timedelta(days=5 - first.weekday())


def test_the_day_of_the_rule_needs_no_reason():
    assert ask().urgency_reason == ""
    assert ask(due_on=day(RULE.days + 3)).pk


def test_a_shorter_deadline_needs_a_reason():
    with pytest.raises(Refused, match="urgency-needed"):
        ask(due_on=day(RULE.days - 1))

    round = ask(due_on=day(RULE.days - 1), urgency_reason="The session was moved.")

    assert round.urgency_reason == "The session was moved."


def test_even_urgency_has_its_limit():
    assert ask(due_on=day(RULE.urgent_days), urgency_reason="Now.").pk
    with pytest.raises(Refused, match="too-short"):
        ask(due_on=day(RULE.urgent_days - 1), urgency_reason="Now.")


def test_a_day_off_needs_a_reason():
    with pytest.raises(Refused, match="day-off"):
        ask(due_on=weekend())

    assert ask(due_on=weekend(), urgency_reason="The minister insists.").pk


def test_a_round_of_the_past_is_a_record_and_is_not_judged():
    assert collection(FrameworkFactory(), approver(), opened_on=DUE, due_on=DUE).pk
    assert not Message.objects.exists()


def test_those_asked_are_told_by_mail_without_what_was_written():
    one, two = approver(), approver()
    colleague = editor(department=two.department)

    ask(one, two, due_on=day(RULE.days), instructions="Canary.", urgency_reason="Canary.")

    assert {message.to for message in Message.objects.all()} == {one.email, two.email}
    assert colleague.email not in {message.to for message in Message.objects.all()}
    assert not Message.objects.filter(body__contains="Canary").exists()


def test_where_a_department_has_nobody_those_who_coordinate_are_told():
    nobody = approver(is_active=False)
    watching = coordinator()

    ask(nobody, by=watching)

    (message,) = Message.objects.filter(to=watching.email)
    assert nobody.department.abbreviation in message.subject
    assert not Message.objects.filter(to=nobody.email).exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.DEPARTMENT_APPROVER])
def test_a_reason_gives_nobody_else_the_right(role):
    with pytest.raises(Refused, match="not-coordinator"):
        ask(by=person(role), urgency_reason="Now.")
