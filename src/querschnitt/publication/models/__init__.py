"""The rows of publication: documents, editions, what is derived from them, and the page store."""

from querschnitt.publication.models.editions import (
    Document,
    Edition,
    FacetCount,
    LastRendering,
    PublicGoal,
    PublicGoalDepartment,
)
from querschnitt.publication.models.store import Generation, StoredPage

__all__ = [
    "Document",
    "Edition",
    "FacetCount",
    "Generation",
    "LastRendering",
    "PublicGoal",
    "PublicGoalDepartment",
    "StoredPage",
]
