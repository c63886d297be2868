from datetime import date

import pytest

from querschnitt.accounts.models import JournalEntry
from querschnitt.accounts.tests.factories import approver
from querschnitt.coordination.tests.factories import (
    CLOSED,
    DUE,
    LATE,
    FrameworkFactory,
    answered,
    closed,
    goal,
    opened,
)
from querschnitt.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [approver(), approver()]


@pytest.fixture
def framework():
    framework = FrameworkFactory()
    goal(framework)
    return framework


def test_who_kept_silent_is_on_record(framework, people):
    round = opened(framework, *people)
    answered(round, people[0])

    round = closed(round)

    assert round.closed_on == CLOSED
    entry = JournalEntry.objects.latest("sequence")
    assert entry.act == "coordination.round_closed"
    assert entry.facts["silent"] == [people[1].department.abbreviation]
    assert entry.facts["silence_is_consent"] is False


@pytest.mark.parametrize(("on", "counts"), [(DUE, False), (LATE, True)])
def test_announced_silence_counts_only_after_the_deadline(framework, people, on, counts):
    round = opened(framework, *people, silence_is_consent=True)

    closed(round, on=on)

    assert JournalEntry.objects.latest("sequence").facts["silence_is_consent"] is counts


def test_a_closed_round_is_not_closed_again(framework, people):
    round = opened(framework, *people)
    closed(round)

    with pytest.raises(Refused, match=r"coordination\.round-closed"):
        closed(round, on=LATE)

    round.refresh_from_db()
    assert round.closed_on == CLOSED


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2999, 1, 1), "date-in-future"), (date(2022, 5, 1), "date-too-early")],
)
def test_the_date_has_to_fit(framework, people, on, code):
    with pytest.raises(Refused, match=rf"coordination\.{code}"):
        closed(opened(framework, *people), on=on)


def test_it_does_not_close_before_its_last_answer(framework, people):
    round = opened(framework, *people)
    answered(round, people[0], on=LATE)

    with pytest.raises(Refused, match=r"coordination\.date-too-early"):
        closed(round, on=DUE)
