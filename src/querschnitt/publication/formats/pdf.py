"""The edition as a document to print and to keep: tagged, with the proof of its adoption."""

from querschnitt.documents.writers import WRITERS
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format, Manuscript

WRITER = WRITERS["pdf"]


def render(manuscript: Manuscript) -> bytes:
    """Return the edition, or a part of it, as PDF."""
    return WRITER.write(compose(manuscript), manuscript.style)


PDF = Format(
    slug=WRITER.slug,
    label=WRITER.label,
    media_type=WRITER.media_type,
    suffix=WRITER.suffix,
    is_in_one_language=True,
    render=render,
)
