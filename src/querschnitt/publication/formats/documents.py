"""The edition as a document: one composition, in every way of writing that the house has."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from django.templatetags.static import static

from querschnitt.documents import pdf, print_html
from querschnitt.documents.writers import WRITERS
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format, Manuscript


def _format(
    slug: str,
    *,
    render: Callable[[Manuscript], bytes] | None = None,
    render_many: Callable[[Iterable[Manuscript]], Iterator[bytes]] | None = None,
) -> Format:
    writer = WRITERS[slug]

    def written(manuscript: Manuscript) -> bytes:
        return writer.write(compose(manuscript), manuscript.style)

    return Format(
        slug=slug,
        label=writer.label,
        media_type=writer.media_type,
        suffix=writer.suffix,
        is_in_one_language=True,
        render=render or written,
        writes_parts=True,
        render_many=render_many,
    )


def _many_pdfs(manuscripts: Iterable[Manuscript]) -> Iterator[bytes]:
    """Return the files of many at once, by a typesetter that stays warm."""
    for style, alike in groupby(manuscripts, key=attrgetter("style")):
        yield from pdf.many(map(compose, alike), style)


def _page(manuscript: Manuscript) -> bytes:
    """Return a page that the portal may serve: it allows no style but what lies beside it."""
    stylesheet = static("documents/print.css")
    return print_html.page(compose(manuscript), manuscript.style, stylesheet=stylesheet)


PDF = _format("pdf", render_many=_many_pdfs)
WORD = _format("docx")
ODT = _format("odt")
HTML = _format("html", render=_page)
TEXT = _format("txt")
