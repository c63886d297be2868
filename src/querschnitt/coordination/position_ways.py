"""What pages of positions show of the rounds on them, and whom rounds let read a position."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.coordination.models import Round
from querschnitt.coordination.rules.grounds import obstacle_to_coordinating
from querschnitt.relations.models import Position
from querschnitt.relations.sections import Way


def ways_to_rounds(positions: Collection[Position], by: User) -> dict[int, list[Way]]:
    """Return the ways from positions to their rounds, and to opening one, by the position's id."""
    rounds: dict[int, list[Round]] = {one.pk: [] for one in positions}
    for round in Round.objects.filter(position__in=rounds).order_by("pk"):
        if round.position_id is not None:
            rounds[round.position_id].append(round)
    return {
        one.pk: [*map(_to_round, rounds[one.pk]), *_to_open(one, rounds[one.pk], by)]
        for one in positions
    }


def _to_round(round: Round) -> Way:
    told = {"round": round, "day": date_format(round.due_on, "SHORT_DATE_FORMAT")}
    label = _("%(round)s, until %(day)s") if round.is_open else _("%(round)s, closed")
    return Way(label % told, reverse("coordination:round", args=[round.pk]))


def _to_open(position: Position, rounds: Collection[Round], by: User) -> list[Way]:
    """Return the way to asking the departments where that is possible."""
    is_draft = position.state == Position.State.DRAFT
    is_possible = is_draft and not any(round.is_open for round in rounds)
    if not is_possible or obstacle_to_coordinating(by):
        return []
    url = reverse("coordination:open_position_round", args=[position.pk])
    return [Way(_("Ask the departments to co-sign"), url)]
