"""The edition as a document to print and to keep: tagged, with the proof of its adoption."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from querschnitt.documents.pdf import many
from querschnitt.documents.writers import WRITERS
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format, Manuscript

WRITER = WRITERS["pdf"]


def render(manuscript: Manuscript) -> bytes:
    """Return the edition, or a part of it, as PDF."""
    return WRITER.write(compose(manuscript), manuscript.style)


def render_many(manuscripts: Iterable[Manuscript]) -> Iterator[bytes]:
    """Return the same for many at once, by a typesetter that stays warm."""
    for style, alike in groupby(manuscripts, key=attrgetter("style")):
        yield from many(map(compose, alike), style)


PDF = Format(
    slug=WRITER.slug,
    label=WRITER.label,
    media_type=WRITER.media_type,
    suffix=WRITER.suffix,
    is_in_one_language=True,
    render=render,
    writes_parts=True,
    render_many=render_many,
)
