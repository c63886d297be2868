"""The positions on a dossier, as far as a person may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from querschnitt.accounts.models import User
from querschnitt.relations.cosigning import asked_about
from querschnitt.relations.models import EuDossier, Position, PositionWording
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.rules.entries import may_read_internal
from querschnitt.relations.rules.positions import may_read_position


@dataclass(frozen=True)
class PositionLine:
    """A position with what it said before, for whoever may read drafts of it."""

    position: Position
    earlier: list[PositionWording]
    """The newest one first."""


def positions_of(dossier: EuDossier, seen_by: User) -> list[PositionLine]:
    """Return the positions on a dossier that a person may read, the newest first."""
    positions = [
        *Position.objects.filter(dossier=dossier)
        .select_related("dossier__department")
        .prefetch_related("wordings__written_by")
        .order_by("-number")
    ]
    asked = asked_about(seen_by.department_id, [one.pk for one in positions])
    return [
        PositionLine(one, [*one.wordings.all()][1:] if _reads_drafts(one, seen_by, asked) else [])
        for one in positions
        if may_read_position(seen_by, one, is_asked=one.pk in asked)
    ]


def _reads_drafts(position: Position, seen_by: User, asked: set[int]) -> bool:
    return position.pk in asked or may_read_internal(seen_by, position.dossier)


def values_of_dossiers(entries: Sequence[Registered]) -> dict[int, dict[str, Any]]:
    """Return the positions on dossiers that were sent and are meant for the public."""
    found: dict[int, list[dict[str, Any]]] = {}
    public = Position.objects.filter(dossier__in=[entry.pk for entry in entries], is_public=True)
    for one in public.order_by("dossier", "number"):
        assert one.sent_on is not None  # noqa: S101 - a constraint of the table
        found.setdefault(one.dossier_id, []).append(
            {
                "number": one.number,
                "title": one.title,
                "text": one.text,
                "sent_on": one.sent_on.isoformat(),
                "sent_to": one.sent_to,
            }
        )
    return {dossier: {"positions": positions} for dossier, positions in found.items()}
