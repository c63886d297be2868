"""The rows of coordination: rounds, answers, reservations, decisions, adopted versions."""

from querschnitt.coordination.models.bundling import (
    GoalSignature,
    LikenessSearch,
    LikenessWeights,
    Suggestion,
)
from querschnitt.coordination.models.cabinet import (
    AgendaItem,
    CabinetSession,
    CabinetSubmission,
    DecisionTask,
    DeliveredPaper,
    StateSecretariesConference,
    StateSecretariesResult,
)
from querschnitt.coordination.models.deadlines import (
    CalendarSubscription,
    DeadlineRule,
    RoundExtension,
)
from querschnitt.coordination.models.decisions import CabinetDecision, FrameworkVersion
from querschnitt.coordination.models.dissent import EscalationStep, Remark
from querschnitt.coordination.models.rounds import (
    Contribution,
    CoSignature,
    Reservation,
    Round,
    ShownText,
    Subject,
    title_of,
)
from querschnitt.coordination.models.workbooks import DeliveredWorkbook, WorkbookRow

__all__ = [
    "AgendaItem",
    "CabinetDecision",
    "CabinetSession",
    "CabinetSubmission",
    "CalendarSubscription",
    "CoSignature",
    "Contribution",
    "DeadlineRule",
    "DecisionTask",
    "DeliveredPaper",
    "DeliveredWorkbook",
    "EscalationStep",
    "FrameworkVersion",
    "GoalSignature",
    "LikenessSearch",
    "LikenessWeights",
    "Remark",
    "Reservation",
    "Round",
    "RoundExtension",
    "ShownText",
    "StateSecretariesConference",
    "StateSecretariesResult",
    "Subject",
    "Suggestion",
    "WorkbookRow",
    "title_of",
]
