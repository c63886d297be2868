"""The edition as a document to go on working with in any office program."""

from querschnitt.documents.writers import WRITERS
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format, Manuscript

WRITER = WRITERS["odt"]


def render(manuscript: Manuscript) -> bytes:
    """Return the edition, or a part of it, as an OpenDocument text."""
    return WRITER.write(compose(manuscript), manuscript.style)


ODT = Format(
    slug=WRITER.slug,
    label=WRITER.label,
    media_type=WRITER.media_type,
    suffix=WRITER.suffix,
    is_in_one_language=True,
    render=render,
    writes_parts=True,
)
