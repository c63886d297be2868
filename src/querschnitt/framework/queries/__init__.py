"""What pages and other apps ask of the framework."""

from querschnitt.framework.queries.contents import (
    content_of,
    digest_of_draft,
    reported_content_of,
)
from querschnitt.framework.queries.coverage import ClauseCoverage, Coverage, coverage
from querschnitt.framework.queries.frameworks import (
    ChapterGoals,
    FrameworkPage,
    MatrixCell,
    MatrixPage,
    MatrixRow,
    StageCount,
    framework_page,
    matrix,
)
from querschnitt.framework.queries.goals import (
    FactChange,
    GoalObstacles,
    GoalPage,
    TextChange,
    VersionShown,
    goal_obstacles,
    goal_page,
)
from querschnitt.framework.queries.lines import GoalLine, departments_of
from querschnitt.framework.queries.overview import (
    FrameworkLine,
    FrameworkObstacles,
    UnfinishedGoal,
    frameworks,
    is_frozen,
    mandates,
    obstacles_on,
    same_draft,
    terms,
    unfinished_goals,
)

__all__ = [
    "ChapterGoals",
    "ClauseCoverage",
    "Coverage",
    "FactChange",
    "FrameworkLine",
    "FrameworkObstacles",
    "FrameworkPage",
    "GoalLine",
    "GoalObstacles",
    "GoalPage",
    "MatrixCell",
    "MatrixPage",
    "MatrixRow",
    "StageCount",
    "TextChange",
    "UnfinishedGoal",
    "VersionShown",
    "content_of",
    "coverage",
    "departments_of",
    "digest_of_draft",
    "framework_page",
    "frameworks",
    "goal_obstacles",
    "goal_page",
    "is_frozen",
    "mandates",
    "matrix",
    "obstacles_on",
    "reported_content_of",
    "same_draft",
    "terms",
    "unfinished_goals",
]
