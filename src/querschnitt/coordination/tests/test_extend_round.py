from datetime import date, timedelta

import pytest
from django.utils import timezone

from querschnitt.accounts.models import JournalEntry, Role
from querschnitt.accounts.tests.factories import approver, coordinator, person
from querschnitt.coordination import operations
from querschnitt.coordination.deadlines import next_working_day
from querschnitt.coordination.tests.factories import (
    DUE,
    FrameworkFactory,
    closed,
    collection,
    goal,
    opened,
)
from querschnitt.lib.refusal import Refused
from querschnitt.outbox.models import Message

pytestmark = pytest.mark.django_db

SATURDAY = date(2035, 6, 2)


def in_days(days):
    return next_working_day(timezone.localdate() + timedelta(days=days), "")


@pytest.fixture
def asked():
    return approver()


@pytest.fixture
def round(asked):
    return collection(FrameworkFactory(), asked, approver())


def extend(round, **fields):
    told = {"by": coordinator(), "due_on": in_days(30), "reason": "Holidays."}
    return operations.extend_round(round=round, **{**told, **fields})


def test_a_deadline_is_put_off_with_its_reason_and_what_it_was(round):
    extend(round)

    round.refresh_from_db()
    extension = round.extensions.get()
    assert round.due_on == extension.due_on == in_days(30)
    assert extension.due_before == DUE
    assert extension.reason == "Holidays."
    entry = JournalEntry.objects.get(act="coordination.round_extended")
    assert entry.facts == {"due_before": DUE.isoformat(), "due_on": in_days(30).isoformat()}


def test_who_has_not_answered_is_told_once_and_who_has_is_not(round, asked):
    operations.nil_return(by=asked, round=round, on=DUE)

    extend(round)

    told = {message.to for message in Message.objects.all()}
    assert asked.email not in told
    assert len(told) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"due_on": DUE}, "not-later"),
        ({"due_on": DUE - timedelta(days=1)}, "not-later"),
        ({"due_on": DUE + timedelta(days=1)}, "deadline-over"),
        ({"due_on": SATURDAY}, "day-off"),
        ({"due_on": date(2035, 5, 1)}, "day-off"),
        ({"reason": " "}, "no-reason"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(round, fields, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        extend(round, **fields)

    round.refresh_from_db()
    assert round.due_on == DUE
    assert not round.extensions.exists()
    assert not Message.objects.exists()


def test_a_closed_round_stays_as_it_was(round):
    closed(round)

    with pytest.raises(Refused, match="round-closed"):
        extend(round)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_those_who_coordinate_put_off(round, role):
    with pytest.raises(Refused, match="not-coordinator"):
        extend(round, by=person(role))


def test_an_answer_after_the_old_deadline_is_not_late_any_more():
    framework, one = FrameworkFactory(), approver()
    goal(framework, one.department)
    round = opened(framework, one)
    extend(round)

    round.refresh_from_db()
    assert round.due_on > timezone.localdate()
