"""Texts that are kept by their digest: what departments were shown, and what lay before cabinet."""

from querschnitt.coordination.adoption import digest_of_text
from querschnitt.coordination.models import DeliveredPaper, ShownText
from querschnitt.publication.verification import reading
from querschnitt.publication.verification.reading import Fault

TABLES = (ShownText._meta.db_table, DeliveredPaper._meta.db_table)


def fault_of() -> Fault | None:
    """Return the first kept text that is not what its digest says."""
    for table in TABLES:
        for key, content, digest in reading.rows(table, ("id", "content", "digest"), order="id"):
            if digest_of_text(str(content)) != digest:
                return Fault(table, key, "is not the text that its digest names")
    return None
