"""The clock says what is known, and that the rest is not."""

from datetime import date

import pytest
from django.utils import translation

from querschnitt.portal.term_clock import term_clock


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def clock(start, end, today):
    return term_clock({"start": start, "end": end}, date.fromisoformat(today))


def test_exact_dates_give_an_exact_share():
    found = clock("2022-01-01", "2022-12-31", "2022-07-02")

    assert found.percent == 50
    assert found.sentence.startswith("50 %")


def test_an_end_known_to_the_year_gives_bounds():
    found = clock("2022-07-12", "2026", "2024-05-03")

    assert found.percent == 40
    assert "Between 40 and 52 %" in found.sentence


def test_in_the_year_of_the_end_only_the_least_is_told():
    found = clock("2022-07-12", "2026", "2026-11-22")

    assert "At least 97 %" in found.sentence
    assert "not known" in found.sentence


@pytest.mark.parametrize(
    ("today", "percent", "word"),
    [("2021-01-01", 0, "not begun"), ("2027-01-01", 100, "over"), ("2022-07-12", 0, "0 and 0")],
)
def test_it_stays_within_bounds(today, percent, word):
    found = clock("2022-07-12", "2026", today)

    assert found.percent == percent
    assert word in found.sentence or found.sentence.startswith("0 %")


@pytest.mark.parametrize(("start", "end"), [("", "2026"), ("2022", ""), ("2026", "2022")])
def test_without_two_ends_there_is_no_clock(start, end):
    assert clock(start, end, "2024-01-01") is None
