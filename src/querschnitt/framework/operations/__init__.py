"""The acts on the framework. Every change to this app's tables happens here."""

from querschnitt.framework.operations.clauses import exclude_clause, readmit_clause
from querschnitt.framework.operations.departures import return_goal, withdraw_goal
from querschnitt.framework.operations.frameworks import (
    ChapterText,
    add_chapter,
    add_field,
    prepare_framework,
    revise_chapter,
    revise_introduction,
)
from querschnitt.framework.operations.freezing import freeze_goals, unfreeze_goals
from querschnitt.framework.operations.goals import (
    draft_goal,
    record_reported_goal,
    revise_goal,
    submit_goal,
)
from querschnitt.framework.operations.mandates import ClauseText, add_clause, record_mandate
from querschnitt.framework.operations.terms import open_term, record_government

__all__ = [
    "ChapterText",
    "ClauseText",
    "add_chapter",
    "add_clause",
    "add_field",
    "draft_goal",
    "exclude_clause",
    "freeze_goals",
    "open_term",
    "prepare_framework",
    "readmit_clause",
    "record_government",
    "record_mandate",
    "record_reported_goal",
    "return_goal",
    "revise_chapter",
    "revise_goal",
    "revise_introduction",
    "submit_goal",
    "unfreeze_goals",
    "withdraw_goal",
]
