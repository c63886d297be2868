"""Documents as files to keep: one content, as PDF and as Word."""

from django.http import HttpResponse

from querschnitt.documents import pdf, word
from querschnitt.documents.typeset import TypesetDocument

WRITERS = {
    "pdf": (pdf.pdf, "application/pdf"),
    "docx": (
        word.write,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def file_of(document: TypesetDocument, name: str, ending: str) -> HttpResponse:
    """Return a document as a file with this name and ending."""
    write, content_type = WRITERS[ending]
    return HttpResponse(
        write(document),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
