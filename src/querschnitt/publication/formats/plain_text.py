"""The edition as text alone, for programs and readers that take nothing else."""

from querschnitt.documents.writers import WRITERS
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format, Manuscript

WRITER = WRITERS["txt"]


def render(manuscript: Manuscript) -> bytes:
    """Return the edition, or a part of it, as plain text."""
    return WRITER.write(compose(manuscript), manuscript.style)


TEXT = Format(
    slug=WRITER.slug,
    label=WRITER.label,
    media_type=WRITER.media_type,
    suffix=WRITER.suffix,
    is_in_one_language=True,
    render=render,
    writes_parts=True,
)
