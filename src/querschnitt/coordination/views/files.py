"""Documents as files to keep: one content in each way of writing."""

from django.http import HttpResponse

from querschnitt.documents.house_style import PLAIN
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.writers import WRITERS


def file_of(document: TypesetDocument, name: str, ending: str) -> HttpResponse:
    """Return a document as a file with this name and ending."""
    writer = WRITERS[ending]
    return HttpResponse(
        writer.write(document, PLAIN),
        content_type=writer.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
