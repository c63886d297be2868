from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from querschnitt.lib.partial_date import PartialDate


@pytest.mark.parametrize("text", ["2022", "2022-07", "2022-07-12", "2024-02-29", "0999"])
def test_what_is_known_is_written_back_unchanged(text):
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22",
        "2022-7",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2023-02-29",
        "2022-07-00",
        "2022-07-12T00:00",
        " 2022",
        "2022\n",
        "12.07.2022",
        "-2022",
        "0000",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is for developers
        PartialDate.parse(text)


def test_a_day_without_its_month_is_refused():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2022, 0, 12)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-07-12", date(2022, 7, 12), date(2022, 7, 12)),
    ],
)
def test_it_spans_all_days_that_it_can_mean(text, first, last):
    partial = PartialDate.parse(text)

    assert (partial.first_day, partial.last_day) == (first, last)


@given(st.dates(), st.integers(0, 2))
def test_every_day_is_inside_what_is_left_of_it(day, dropped):
    text = day.isoformat()[: [10, 7, 4][dropped]]

    partial = PartialDate.parse(text)

    assert str(partial) == text
    assert partial.first_day <= day <= partial.last_day


@given(st.dates(), st.dates())
def test_dates_sort_as_their_texts_do(one, other):
    first, second = (PartialDate.parse(day.isoformat()) for day in (one, other))

    assert (first < second) == (str(first) < str(second))
