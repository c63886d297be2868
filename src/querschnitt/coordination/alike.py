"""What of two goals is compared, from when on they are suggested, and how that is called."""

from typing import Final

from django.utils.translation import gettext as _

AT_LEAST: Final = 0.3
"""From this likeness on two goals are suggested; ``bench/likeness.py`` tells what it finds."""
LIMIT_PER_GOAL: Final = 10
"""A pair is left out if both its goals have so many better ones."""
VERY: Final = 0.5
NEARLY: Final = 0.75


def compared(title: str, wording: str) -> str:
    """Return the text of a goal by which it is compared: not its explanation, which digresses."""
    return f"{title}\n{wording}" if title else wording


def percent(score: float) -> int:
    """Return a likeness as a number from 0 to 100."""
    return round(score * 100)


def in_words(score: float) -> str:
    """Return how alike two goals are, as people say it."""
    if score >= NEARLY:
        return _("nearly the same")
    return _("very similar") if score >= VERY else _("similar")


def search_key(framework: int) -> str:
    """Return what tells the jobs that search a framework, by its id, from those of others."""
    return f"coordination.search_for_suggestions:{framework}"
