"""The acts on the framework. Every change to this app's tables happens here."""

from querschnitt.framework.operations.amendments import (
    end_amendment,
    extend_amendment,
    fall_back,
    open_amendment,
    reopen_amendment,
)
from querschnitt.framework.operations.bundling import (
    dismiss_likeness,
    merge_goals,
    reconsider_likeness,
    relate_goals,
    separate_goals,
    unrelate_goals,
)
from querschnitt.framework.operations.clauses import (
    exclude_clause,
    readmit_clause,
    remove_clause,
    restore_clause,
    revise_clause,
)
from querschnitt.framework.operations.departures import (
    return_goal,
    set_aside_change,
    withdraw_goal,
)
from querschnitt.framework.operations.frameworks import (
    ChapterText,
    add_chapter,
    add_field,
    prepare_framework,
    revise_chapter,
    revise_introduction,
)
from querschnitt.framework.operations.freezing import (
    freeze_goals,
    goals_to_freeze,
    unfreeze_goals,
)
from querschnitt.framework.operations.goals import (
    draft_goal,
    record_reported_goal,
    revise_goal,
    submit_goal,
)
from querschnitt.framework.operations.lineage import (
    CarriedGoal,
    carried_text,
    carry_over_goals,
    discontinue_goals,
    link_carried_over,
    unlink_carried_over,
    write_link,
)
from querschnitt.framework.operations.mandates import (
    ClauseText,
    add_clause,
    add_clauses,
    record_mandate,
)
from querschnitt.framework.operations.moved_goals import move_goals
from querschnitt.framework.operations.moving import move_framework, move_term
from querschnitt.framework.operations.moving_departments import move_departments
from querschnitt.framework.operations.terms import open_term, record_government

__all__ = [
    "CarriedGoal",
    "ChapterText",
    "ClauseText",
    "add_chapter",
    "add_clause",
    "add_clauses",
    "add_field",
    "carried_text",
    "carry_over_goals",
    "discontinue_goals",
    "dismiss_likeness",
    "draft_goal",
    "end_amendment",
    "exclude_clause",
    "extend_amendment",
    "fall_back",
    "freeze_goals",
    "goals_to_freeze",
    "link_carried_over",
    "merge_goals",
    "move_departments",
    "move_framework",
    "move_goals",
    "move_term",
    "open_amendment",
    "open_term",
    "prepare_framework",
    "readmit_clause",
    "reconsider_likeness",
    "record_government",
    "record_mandate",
    "record_reported_goal",
    "relate_goals",
    "remove_clause",
    "reopen_amendment",
    "restore_clause",
    "return_goal",
    "revise_chapter",
    "revise_clause",
    "revise_goal",
    "revise_introduction",
    "separate_goals",
    "set_aside_change",
    "submit_goal",
    "unfreeze_goals",
    "unlink_carried_over",
    "unrelate_goals",
    "withdraw_goal",
    "write_link",
]
