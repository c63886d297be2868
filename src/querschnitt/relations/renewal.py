"""When to remind of an agreement that runs out; pure, so that it can be asked of any row."""

from datetime import date, timedelta

from querschnitt.lib.partial_date import PartialDate

USUAL_PERIOD = timedelta(days=180)
"""How long before its end an agreement is due for renewal, where nobody has set a day."""


def reminder_day(runs_until: str, remind_on: date | None) -> date | None:
    """Return the day from which to remind, or nothing where there is nothing to remind of.

    An end that is known to the month or year alone may be its first day.
    """
    if remind_on is not None:
        return remind_on
    return PartialDate.parse(runs_until).first_day - USUAL_PERIOD if runs_until else None


def is_over(runs_until: str, today: date) -> bool:
    """Tell whether an agreement has certainly run out."""
    return bool(runs_until) and PartialDate.parse(runs_until).last_day < today


def due_name(runs_until: str, remind_on: date | None) -> str:
    """Return what tells one reminder from the next: the end, and the day that somebody set."""
    return f"{runs_until}/{remind_on.isoformat() if remind_on else ''}"
