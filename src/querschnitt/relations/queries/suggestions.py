"""What a form suggests where another entry or a goal is named."""

from collections.abc import Mapping, Sequence

from querschnitt.accounts.models import User
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.queries.lines import LIVE
from querschnitt.relations.finding import named
from querschnitt.relations.models import Entry

MOST = 1000
"""As many are suggested; others can be typed all the same."""

_LONGEST_HEADING = 90


def suggestions(wanted: Mapping[str, Sequence[str]], seen_by: User) -> list[tuple[str, list[str]]]:
    """Return the lists of suggestions by their ids, each with one query; goals stand last.

    :param wanted: the registers of each list
    """
    lists = [(name, _entries(registers)) for name, registers in wanted.items()]
    return [*lists, ("goals", _goals(seen_by))]


def _entries(registers: Sequence[str]) -> list[str]:
    rows = Entry.objects.present().filter(register__in=registers).order_by("title", "pk")
    return [named(entry) for entry in rows.only("register", "key", "title")[:MOST]]


def _goals(seen_by: User) -> list[str]:
    versions = (
        GoalVersion.objects.filter(stage__in=LIVE)
        .visible_to(seen_by)
        .latest_of_each_goal()
        .select_related("goal__framework")
        .order_by("-goal__framework__key", "goal__reference")
    )
    return [
        f"{one.goal.framework.key}/{one.goal.reference} {one.heading[:_LONGEST_HEADING]}"
        for one in versions[:MOST]
    ]
