"""Documents as files to keep: one content in each way of writing, in the government's design."""

from django.http import Http404, HttpResponse

from querschnitt.accounts import queries
from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.writers import WRITERS


def file_of(
    document: TypesetDocument,
    name: str,
    ending: str,
    *,
    style: HouseStyle | None = None,
    is_shown: bool = False,
) -> HttpResponse:
    """Return a document as a file with this name and ending; 404 for a format there is not.

    :param style: another design than the one that counts
    :param is_shown: in the browser, where it can
    """
    writer = WRITERS.get(ending)
    if writer is None:
        raise Http404
    how = "inline" if is_shown else "attachment"
    return HttpResponse(
        writer.write(document, queries.house_style() if style is None else style),
        content_type=writer.media_type,
        headers={"Content-Disposition": f'{how}; filename="{name}.{ending}"'},
    )
