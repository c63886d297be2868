"""What both sides have written on how a reservation was settled."""

from querschnitt.coordination.models import Reservation
from querschnitt.lib.digest import digest


def settlement_digest(reservation: Reservation) -> str:
    """Return the digest of both sides' words as they stand, so that nobody agrees unseen."""
    return digest([reservation.settlement, reservation.department_settlement])


def is_agreed(reservation: Reservation) -> bool:
    """Tell whether both sides have written; for a dissolved department nobody can."""
    can_confirm = reservation.cosignature.department.is_current
    return bool(reservation.settlement) and (
        bool(reservation.department_settlement) or not can_confirm
    )
