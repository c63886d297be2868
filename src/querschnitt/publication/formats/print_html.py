"""The edition as one page, to read on a telephone, to listen to and to print."""

from django.templatetags.static import static

from querschnitt.documents import print_html
from querschnitt.documents.writers import WRITERS
from querschnitt.publication.composition import compose
from querschnitt.publication.formats.base import Format, Manuscript

WRITER = WRITERS["html"]


def render(manuscript: Manuscript) -> bytes:
    """Return the edition, or a part of it, as a page that the portal may serve."""
    # The portal allows no style but what lies beside it.
    stylesheet = static("documents/print.css")
    return print_html.page(compose(manuscript), manuscript.style, stylesheet=stylesheet)


HTML = Format(
    slug=WRITER.slug,
    label=WRITER.label,
    media_type=WRITER.media_type,
    suffix=WRITER.suffix,
    is_in_one_language=True,
    render=render,
    writes_parts=True,
)
