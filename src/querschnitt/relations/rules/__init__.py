"""What stands in the way of an act on relations. Each function asks the database nothing."""

from querschnitt.relations.rules.entries import (
    faults_in,
    kept_from,
    may_read_internal,
    may_read_removed,
    may_write,
    obstacle_in_said,
    obstacle_to_adding,
    obstacle_to_entering,
    obstacle_to_giving_away,
    obstacle_to_holding_back,
    obstacle_to_releasing,
    obstacle_to_removing,
    obstacle_to_restoring,
    obstacle_to_revising,
    obstacle_when_stale,
    obstacle_when_taken,
)

__all__ = [
    "faults_in",
    "kept_from",
    "may_read_internal",
    "may_read_removed",
    "may_write",
    "obstacle_in_said",
    "obstacle_to_adding",
    "obstacle_to_entering",
    "obstacle_to_giving_away",
    "obstacle_to_holding_back",
    "obstacle_to_releasing",
    "obstacle_to_removing",
    "obstacle_to_restoring",
    "obstacle_to_revising",
    "obstacle_when_stale",
    "obstacle_when_taken",
]
