"""The rows of publication: documents, editions, what is derived from them, and the page store."""

from querschnitt.publication.models.editions import (
    Document,
    Edition,
    FacetCount,
    LastRendering,
    PublicGoal,
    PublicGoalDepartment,
)
from querschnitt.publication.models.imports import ImportedFramework
from querschnitt.publication.models.records import PublicRecord, PublicRecordDepartment
from querschnitt.publication.models.releases import PublicRelease
from querschnitt.publication.models.store import Generation, StoredPage, UnwrittenFile

__all__ = [
    "Document",
    "Edition",
    "FacetCount",
    "Generation",
    "ImportedFramework",
    "LastRendering",
    "PublicGoal",
    "PublicGoalDepartment",
    "PublicRecord",
    "PublicRecordDepartment",
    "PublicRelease",
    "StoredPage",
    "UnwrittenFile",
]
