"""Days are counted as offices count them: by working days, with the holidays of the Land."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from querschnitt.coordination import deadlines
from querschnitt.coordination.deadlines import USUAL, Rule, Unit

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
LAENDER = st.sampled_from(["", "ST", "BY", "BE", "SN", "HH", "NW"])
COUNTS = st.integers(0, 60)


def working(days, **fields):
    return Rule("collection", days, Unit.WORKING, **fields)


def calendar(days):
    return Rule("collection", days, Unit.CALENDAR)


@pytest.mark.parametrize(
    ("day", "land", "name"),
    [
        (date(2026, 1, 6), "ST", "Heilige Drei Könige"),
        (date(2026, 1, 6), "BE", ""),
        (date(2026, 1, 6), "BY", "Heilige Drei Könige"),
        (date(2026, 3, 8), "BE", "Frauentag"),
        (date(2026, 3, 8), "ST", ""),
        (date(2026, 10, 31), "ST", "Reformationstag"),
        (date(2026, 10, 31), "BY", ""),
        (date(2026, 11, 1), "BY", "Allerheiligen"),
        (date(2026, 11, 18), "SN", "Buß- und Bettag"),
        (date(2026, 11, 18), "ST", ""),
        (date(2026, 6, 4), "NW", "Fronleichnam"),
        (date(2026, 10, 3), "", "Tag der Deutschen Einheit"),
        (date(2026, 4, 3), "", "Karfreitag"),
    ],
)
def test_each_land_has_its_own_holidays(day, land, name):
    assert deadlines.holiday(day, land) == name


@pytest.mark.parametrize(
    ("opened", "rule", "land", "due"),
    [
        (date(2026, 11, 23), working(10), "ST", date(2026, 12, 7)),
        # Over Christmas and New Year, with Epiphany in some Länder only.
        (date(2026, 12, 21), working(10), "ST", date(2027, 1, 7)),
        (date(2026, 12, 21), working(10), "BE", date(2027, 1, 6)),
        # The day of the opening does not count, whatever day it is.
        (date(2026, 11, 27), working(1), "ST", date(2026, 11, 30)),
        (date(2026, 11, 28), working(1), "ST", date(2026, 11, 30)),
        # Month ends and leap days.
        (date(2026, 1, 30), working(1), "ST", date(2026, 2, 2)),
        (date(2028, 2, 28), calendar(1), "ST", date(2028, 2, 29)),
        (date(2027, 2, 28), calendar(1), "ST", date(2027, 3, 1)),
        (date(2028, 2, 25), working(3), "ST", date(2028, 3, 1)),
        # Calendar days that end on a day off end on the next working day.
        (date(2026, 11, 20), calendar(8), "ST", date(2026, 11, 30)),
        (date(2026, 12, 17), calendar(8), "ST", date(2026, 12, 28)),
        (date(2026, 11, 24), calendar(8), "ST", date(2026, 12, 2)),
    ],
)
def test_a_deadline_is_where_the_office_would_put_it(opened, rule, land, due):
    assert deadlines.deadline(rule, opened, land).due_on == due


def test_the_reason_names_what_was_skipped():
    found = deadlines.deadline(working(10), date(2025, 9, 29), "ST")

    assert found.due_on == date(2025, 10, 14)
    assert "10" in found.reason
    assert "3.10. Tag der Deutschen Einheit" in found.reason
    # One at a weekend is off anyway, and one that lies behind costs nothing.
    assert deadlines.deadline(working(10), date(2026, 9, 28), "ST").skipped == ()
    assert deadlines.deadline(calendar(8), date(2025, 9, 29), "ST").skipped == ()
    shifted = deadlines.deadline(calendar(8), date(2026, 12, 17), "ST")
    assert [name for _day, name in shifted.skipped] == ["Erster Weihnachtstag"]


@given(DAYS, COUNTS, LAENDER)
def test_counting_there_and_back_leads_to_the_same_day(day, count, land):
    there = deadlines.working_days_after(day, count, land)

    assert deadlines.working_days_between(day, there, land) == count
    assert count == 0 or deadlines.is_working_day(there, land)


@given(DAYS, st.integers(1, 60), LAENDER)
def test_going_back_undoes_going_on(day, count, land):
    first = deadlines.next_working_day(day, land)

    there = deadlines.working_days_after(first, count, land)

    assert deadlines.working_days_before(there, count, land) == first


@given(DAYS, DAYS, LAENDER)
def test_distances_have_a_direction(first, last, land):
    first, last = sorted((first, first + (last - first) % timedelta(days=400)))

    found = deadlines.working_days_between(first, last, land)

    assert 0 <= found <= (last - first).days
    assert deadlines.working_days_between(last, first, land) == -found


@given(DAYS, st.integers(0, 40), st.sampled_from(list(Unit)), LAENDER)
def test_a_deadline_is_a_working_day_and_later_for_longer_rules(day, days, unit, land):
    rule, longer = Rule("x", days, unit), Rule("x", days + 1, unit)

    found = deadlines.deadline(rule, day, land)

    assert found.due_on >= day
    assert days == 0 or deadlines.is_working_day(found.due_on, land)
    assert deadlines.deadline(longer, day, land).due_on >= found.due_on
    assert all(day <= one <= found.due_on for one, _name in found.skipped)


@given(DAYS, st.integers(1, 40), LAENDER)
def test_control_counting_by_hand_gives_the_same(day, count, land):
    left, there = count, day
    while left:
        there += timedelta(days=1)
        left -= there.weekday() < 5 and not deadlines.holiday(there, land)

    assert deadlines.working_days_after(day, count, land) == there


DUE = date(2026, 12, 7)  # a Monday


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 12, 1), None),
        (date(2026, 12, 2), -3),
        (date(2026, 12, 3), -3),
        (date(2026, 12, 4), -1),
        (date(2026, 12, 6), -1),
        (DUE, -1),
        (date(2026, 12, 8), 1),
        (date(2026, 12, 13), 1),
        (date(2026, 12, 14), 5),
        (date(2027, 3, 1), 5),
    ],
)
def test_a_reminder_whose_day_has_come_is_the_one_to_send(today, stage):
    rule = USUAL["co_signature"]

    found = deadlines.stage_reached(rule, DUE, today, "ST", since=date(2026, 11, 23))

    assert (found and found[0]) == stage


def test_what_people_were_told_already_is_no_reminder():
    rule, opened = USUAL["co_signature"], date(2026, 12, 4)

    assert deadlines.stage_reached(rule, DUE, date(2026, 12, 6), "ST", since=opened) is None
    # Control: had they been told a day earlier, this one would be due.
    before = date(2026, 12, 3)
    assert deadlines.stage_reached(rule, DUE, date(2026, 12, 6), "ST", since=before)


@pytest.mark.parametrize("days", [-10, -1, 0, 1, 2, 10])
def test_every_distance_has_words(days):
    assert deadlines.distance(DUE, DUE - timedelta(days=days), "ST")


def test_a_deadline_after_a_weekend_is_said_in_working_days():
    assert "1" in deadlines.distance(DUE, date(2026, 12, 4), "ST")
    assert "2" in deadlines.distance(DUE, date(2026, 12, 3), "ST")
    assert "3" in deadlines.distance(DUE, date(2026, 12, 10), "ST")
