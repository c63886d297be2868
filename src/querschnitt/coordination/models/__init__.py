"""The rows of coordination: rounds, answers, reservations, decisions, adopted versions."""

from querschnitt.coordination.models.decisions import CabinetDecision, FrameworkVersion
from querschnitt.coordination.models.rounds import (
    Contribution,
    CoSignature,
    Reservation,
    Round,
)

__all__ = [
    "CabinetDecision",
    "CoSignature",
    "Contribution",
    "FrameworkVersion",
    "Reservation",
    "Round",
]
