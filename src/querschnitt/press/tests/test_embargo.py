from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from querschnitt.lib.refusal import Refused
from querschnitt.press.embargo import BERLIN, in_words, moment_in_berlin
from querschnitt.press.models import Release
from querschnitt.tests.policy import IS_FULL

CASES = 2000 if IS_FULL else 200
FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)


def code_of(day, hour):
    with pytest.raises(Refused) as refused:
        moment_in_berlin(day, hour)
    return refused.value.obstacle.code


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_an_hour_that_clocks_skip_or_show_twice_is_refused(minute):
    assert code_of(FORWARD, time(2, minute)) == "press.no-such-hour"
    assert code_of(BACK, time(2, minute)) == "press.hour-twice"


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        (BACK, time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (BACK, time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (FORWARD, time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (FORWARD, time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (date(2028, 2, 29), time(10, 30), datetime(2028, 2, 29, 9, 30, tzinfo=UTC)),
        (date(2026, 7, 12), time(0, 0), datetime(2026, 7, 11, 22, 0, tzinfo=UTC)),
    ],
)
def test_hours_beside_them_are_taken_as_they_are(day, hour, instant):
    assert moment_in_berlin(day, hour) == instant


@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2060, 1, 1)).map(  # noqa: DTZ001
        lambda one: one.replace(second=0, microsecond=0)
    )
)
@settings(max_examples=CASES, deadline=None)
def test_what_is_entered_is_what_a_clock_in_germany_shows(wall):
    try:
        instant = moment_in_berlin(wall.date(), wall.time())
    except Refused:
        # Then the hour is skipped or comes twice: an hour on, the clock is not an hour on.
        before = wall.replace(tzinfo=BERLIN) - timedelta(hours=2)
        after = wall.replace(tzinfo=BERLIN) + timedelta(hours=2)
        assert before.utcoffset() != after.utcoffset()
        return
    assert instant.tzinfo is UTC
    assert instant.astimezone(BERLIN).replace(tzinfo=None) == wall


def test_the_words_of_an_embargo_name_german_time_and_the_event():
    release = Release(embargo_until=datetime(2026, 7, 12, 8, 0, tzinfo=UTC))
    assert "12. Juli 2026, 10:00" in in_words(release)

    release = Release(embargo_event="speech")
    assert "Beginn der Rede" in in_words(release)
    release.embargo_lifted_at = datetime(2026, 7, 12, 8, 0, tzinfo=UTC)
    assert in_words(release) == ""
