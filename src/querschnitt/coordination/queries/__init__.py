"""What pages of coordination show. Each question costs a fixed number of database queries."""

from querschnitt.coordination.queries.all_rounds import AllRounds, ListedRound, all_rounds
from querschnitt.coordination.queries.cabinet import (
    AdoptedVersion,
    CabinetPage,
    adopted_versions,
    adoption_obstacles,
    cabinet_page,
    obstacle_to_earlier_adoption,
)
from querschnitt.coordination.queries.lines import AnswerLine, ReservationLine
from querschnitt.coordination.queries.rounds import (
    CoSignaturePanel,
    RoundLine,
    RoundList,
    RoundOverview,
    cosignature_panel,
    framework_rounds,
    reservations,
    round_overview,
)
from querschnitt.coordination.queries.signing import (
    SignedChapter,
    SignedGoal,
    SignedText,
    signed_text,
    text_to_sign,
)
from querschnitt.coordination.queries.version import VersionPage, version_page
from querschnitt.coordination.queries.waiting import Waiting, waiting_for

__all__ = [
    "AdoptedVersion",
    "AllRounds",
    "AnswerLine",
    "CabinetPage",
    "CoSignaturePanel",
    "ListedRound",
    "ReservationLine",
    "RoundLine",
    "RoundList",
    "RoundOverview",
    "SignedChapter",
    "SignedGoal",
    "SignedText",
    "VersionPage",
    "Waiting",
    "adopted_versions",
    "adoption_obstacles",
    "all_rounds",
    "cabinet_page",
    "cosignature_panel",
    "framework_rounds",
    "obstacle_to_earlier_adoption",
    "reservations",
    "round_overview",
    "signed_text",
    "text_to_sign",
    "version_page",
    "waiting_for",
]
