"""Which rounds a person knows of: those on a framework, and those on positions they may read."""

from collections.abc import Iterable

from querschnitt.accounts.models import User
from querschnitt.coordination import rules
from querschnitt.coordination.models import CoSignature, Round


def positions_asked(department: int, positions: Iterable[int]) -> set[int]:
    """Return which of some positions a department is or was asked to co-sign."""
    asked = CoSignature.objects.filter(department=department, round__position__in=[*positions])
    return {pk for pk in asked.values_list("round__position", flat=True) if pk is not None}


def positions_in_round(positions: Iterable[int]) -> set[int]:
    """Return which of some positions departments are asked to co-sign now."""
    rounds = Round.objects.filter(position__in=[*positions], closed_on=None)
    return {pk for pk in rounds.values_list("position", flat=True) if pk is not None}


def readable_rounds(rounds: Iterable[Round], reader: User) -> list[Round]:
    """Return those of some rounds, loaded with their subjects, that a person may know of."""
    rounds = list(rounds)
    positions = {round.position_id for round in rounds if round.position_id is not None}
    own = reader.department_id
    asked = positions_asked(own, positions) if own is not None and positions else set()
    return [one for one in rounds if rules.may_read_round(reader, one, asked=asked)]


def may_read_round(round: Round, reader: User) -> bool:
    """Tell whether a person may know of a round, loaded with its subject."""
    return bool(readable_rounds([round], reader))
