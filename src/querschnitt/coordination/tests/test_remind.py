"""Reminders: each once, by the local day, to those whom they reach."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.tests.factories import UserFactory, approver, coordinator, editor
from querschnitt.coordination import operations, reminders
from querschnitt.coordination.tests.factories import FrameworkFactory, collection
from querschnitt.outbox.models import Message

pytestmark = pytest.mark.django_db

OPENED, DUE = date(2026, 11, 9), date(2026, 12, 7)  # Mondays
BEFORE, LAST, AFTER = date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 8)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def land(settings):
    settings.LAND = "ST"


@pytest.fixture
def clock(monkeypatch):
    """Return how the time is set, by a local day or an instant."""

    def set_to(moment):
        if not isinstance(moment, datetime):
            moment = datetime(moment.year, moment.month, moment.day, 0, 5, tzinfo=BERLIN)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(OPENED)
    return set_to


@pytest.fixture
def asked():
    return approver()


@pytest.fixture
def round(clock, asked):
    made = collection(FrameworkFactory(), asked, opened_on=OPENED, due_on=DUE)
    Message.objects.all().delete()
    return made


def remind():
    reminders.remind()
    return Counter(Message.objects.values_list("to", flat=True))


def test_each_reminder_comes_on_its_day_and_once(round, asked, clock):
    counts = []
    for days in range(40):
        clock(OPENED + timedelta(days=days))
        counts.append(remind()[asked.email])
        assert remind()[asked.email] == counts[-1]

    steps = [OPENED + timedelta(days=n) for n in range(1, 40) if counts[n] > counts[n - 1]]
    assert steps == [BEFORE, LAST, AFTER, date(2026, 12, 14)]


def test_a_worker_that_was_off_on_the_day_makes_up_for_the_last_one_alone(round, asked, clock):
    clock(date(2026, 12, 6))

    assert remind()[asked.email] == 1


def test_who_has_answered_is_left_in_peace(round, asked, clock):
    operations.nil_return(by=asked, round=round, on=OPENED)
    clock(AFTER)

    assert not remind()


def test_a_closed_round_reminds_nobody(round, clock):
    operations.close_round(by=coordinator(), round=round, on=OPENED)
    clock(AFTER)

    assert not remind()


def test_those_who_coordinate_learn_who_is_missing_only_after_the_deadline(round, clock):
    watching = coordinator()

    clock(LAST)
    assert watching.email not in remind()
    clock(AFTER)
    assert remind()[watching.email] == 1


@pytest.mark.parametrize(
    ("moment", "is_there"),
    [
        # Midnight in Berlin is 23:00 of the day before in UTC; the local day counts.
        (datetime(2026, 11, 29, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 29, 23, 1, tzinfo=UTC), True),
    ],
)
def test_the_local_day_counts(round, asked, clock, moment, is_there):
    clock(moment)

    assert bool(remind()[asked.email]) == is_there


def test_they_are_made_at_midnight_and_sent_in_the_morning(round, clock):
    clock(BEFORE)
    remind()

    sent_at = timezone.localtime(Message.objects.get().run_after)
    assert (sent_at.date(), sent_at.hour) == (BEFORE, 7)


def test_after_an_extension_it_is_the_new_deadline_that_counts(round, asked, clock):
    clock(LAST)
    operations.extend_round(
        by=coordinator(), round=round, due_on=date(2026, 12, 14), reason="Snow."
    )
    Message.objects.all().delete()

    clock(AFTER)
    assert remind()[asked.email] == 1
    assert "14.12.2026" in Message.objects.get().subject
    clock(date(2026, 12, 11))
    assert remind()[asked.email] == 2


def test_in_absence_it_reaches_the_substitute_then_those_who_write_then_those_who_coordinate(
    round, asked, clock
):
    department, watching = asked.department, coordinator()
    first, second = editor(department=department), editor(department=department)
    accounts.note_absence(
        by=asked, user=asked, absent_from=OPENED, absent_until=date(2026, 12, 1), substitute=first
    )

    clock(BEFORE)
    assert remind() == {first.email: 1}

    UserFactory._meta.model.objects.filter(pk=first.pk).update(absent_from=OPENED)
    Message.objects.all().delete()
    assert remind() == {second.email: 1}

    UserFactory._meta.model.objects.filter(pk=second.pk).update(is_active=False)
    Message.objects.all().delete()
    told = remind()
    assert watching.email in told
    assert not {asked.email, first.email, second.email} & {*told}

    # Control: once back, it is the approver again.
    clock(LAST)
    Message.objects.all().delete()
    assert remind() == {asked.email: 1}


def test_they_hold_no_text_that_somebody_wrote(clock, asked):
    collection(
        FrameworkFactory(introduction="Canary."), asked, opened_on=OPENED, due_on=DUE,
        instructions="Canary.",
    )  # fmt: skip
    clock(AFTER)
    remind()

    assert Message.objects.exists()
    for message in Message.objects.all():
        assert "Canary" not in message.subject + message.body
        assert "http://127.0.0.1:8000/desk/runden/" in message.body
