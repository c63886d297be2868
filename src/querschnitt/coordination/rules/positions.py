"""What keeps a position from being noted as coordinated when its round is closed."""

from datetime import date

from django.utils.translation import gettext as _

from querschnitt.coordination.rules.grounds import names
from querschnitt.coordination.standing import Standing
from querschnitt.lib.refusal import Obstacle


def obstacles_to_coordinating(
    standing: Standing, *, closed_on: date | None = None
) -> list[Obstacle]:
    """Return all that is missing until the departments have agreed to a position.

    :param closed_on: as if its open round were closed on this day; silence may be consent then
    """
    found = (_unanswered(standing, closed_on), _outdated(standing), _reservations_left(standing))
    return [obstacle for obstacle in found if obstacle]


def _unanswered(standing: Standing, closed_on: date | None) -> Obstacle | None:
    consenting = standing.silent_if_closed(closed_on) if closed_on else []
    missing = [one for one in standing.unanswered if one not in consenting]
    if not missing:
        return None
    return Obstacle(
        "coordination.unanswered",
        _("Not answered: %(departments)s.") % {"departments": names(missing)},
    )


def _outdated(standing: Standing) -> Obstacle | None:
    if not standing.outdated:
        return None
    return Obstacle(
        "coordination.signatures-outdated",
        _("Signed before the text changed: %(departments)s.")
        % {"departments": names(standing.outdated)},
    )


def _reservations_left(standing: Standing) -> Obstacle | None:
    if not standing.open_reservations:
        return None
    return Obstacle(
        "coordination.open-reservations",
        _("Open reservations: %(reservations)s.")
        % {"reservations": ", ".join(str(one) for one in standing.open_reservations)},
    )
