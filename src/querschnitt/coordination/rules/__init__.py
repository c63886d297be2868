"""What stands in the way of an act of coordination.

Each function takes loaded objects, asks the database nothing, and returns the first obstacle or
None; ``obstacles_to_adopting`` returns all of them. Operations refuse on it; pages show its
sentence beside the button.
"""

from querschnitt.coordination.rules.answers import (
    obstacle_to_contributing,
    obstacle_to_cosigning,
    obstacle_to_nil_return,
    obstacle_to_settling,
    obstacle_to_signing_unseen,
    obstacle_to_withdrawing,
    obstacle_to_wording_an_answer,
)
from querschnitt.coordination.rules.decisions import (
    AdoptionObstacle,
    obstacle_to_adopting,
    obstacle_to_annulling,
    obstacle_to_recording_earlier_adoption,
    obstacles_to_adopting,
)
from querschnitt.coordination.rules.grounds import may_read_answers, obstacle_to_deciding
from querschnitt.coordination.rules.rounds import (
    obstacle_to_closing,
    obstacle_to_opening,
    obstacle_to_opening_another,
)

__all__ = [
    "AdoptionObstacle",
    "may_read_answers",
    "obstacle_to_adopting",
    "obstacle_to_annulling",
    "obstacle_to_closing",
    "obstacle_to_contributing",
    "obstacle_to_cosigning",
    "obstacle_to_deciding",
    "obstacle_to_nil_return",
    "obstacle_to_opening",
    "obstacle_to_opening_another",
    "obstacle_to_recording_earlier_adoption",
    "obstacle_to_settling",
    "obstacle_to_signing_unseen",
    "obstacle_to_withdrawing",
    "obstacle_to_wording_an_answer",
    "obstacles_to_adopting",
]
