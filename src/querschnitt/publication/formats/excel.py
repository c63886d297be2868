"""The goals of an edition as a workbook for Excel, with drop-downs."""

from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS
from querschnitt.publication.composition.workbook import compose_workbook
from querschnitt.publication.formats.base import Format, Manuscript

WRITER = WORKBOOK_WRITERS["xlsx"]


def render(manuscript: Manuscript) -> bytes:
    """Return the goals, clauses and departments of an edition as a workbook."""
    return WRITER.write(compose_workbook(manuscript))


EXCEL = Format(
    slug=WRITER.slug,
    label=WRITER.label,
    media_type=WRITER.media_type,
    suffix=WRITER.suffix,
    is_in_one_language=True,
    render=render,
)
