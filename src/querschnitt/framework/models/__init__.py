"""The rows of the framework: terms, mandates, fields, frameworks, goals and their versions."""

from querschnitt.framework.models.frameworks import (
    Chapter,
    ClauseExclusion,
    FieldOfAction,
    Framework,
)
from querschnitt.framework.models.goals import Goal, GoalVersion
from querschnitt.framework.models.mandates import Clause, Government, LegislativeTerm, Mandate

__all__ = [
    "Chapter",
    "Clause",
    "ClauseExclusion",
    "FieldOfAction",
    "Framework",
    "Goal",
    "GoalVersion",
    "Government",
    "LegislativeTerm",
    "Mandate",
]
