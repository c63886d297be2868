"""The acts of coordination. Every change to this app's tables happens here."""

from querschnitt.coordination.operations.answers import (
    contribute,
    cosign,
    nil_return,
    settle_reservation,
    withdraw_reservation,
)
from querschnitt.coordination.operations.decisions import adopt, annul, record_earlier_adoption
from querschnitt.coordination.operations.rounds import close_round, open_round

__all__ = [
    "adopt",
    "annul",
    "close_round",
    "contribute",
    "cosign",
    "nil_return",
    "open_round",
    "record_earlier_adoption",
    "settle_reservation",
    "withdraw_reservation",
]
