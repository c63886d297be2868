"""The rows of the framework: terms, mandates, fields, frameworks, goals and their versions."""

from querschnitt.framework.models.amendments import Amendment
from querschnitt.framework.models.frameworks import (
    Chapter,
    ClauseExclusion,
    FieldOfAction,
    Framework,
)
from querschnitt.framework.models.goals import Goal, GoalLink, GoalVersion
from querschnitt.framework.models.lineage import GoalDiscontinuation
from querschnitt.framework.models.mandates import Clause, Government, LegislativeTerm, Mandate

__all__ = [
    "Amendment",
    "Chapter",
    "Clause",
    "ClauseExclusion",
    "FieldOfAction",
    "Framework",
    "Goal",
    "GoalDiscontinuation",
    "GoalLink",
    "GoalVersion",
    "Government",
    "LegislativeTerm",
    "Mandate",
]
