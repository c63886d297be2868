"""The one answer to whether something is frozen, for the acts."""

from querschnitt.framework.adoption import amendment_of, goals_in_force, is_adopted

__all__ = ["amendment_of", "goals_in_force", "is_adopted"]
