"""Internal papers as files: the submission and the agenda, in each format."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.views.files import file_of
from querschnitt.coordination import cabinet_document, queries
from querschnitt.coordination.cabinet_frame import paper_frame_document

LONGEST_DELIVERY = 4


@signed_in
@require_safe
def submission_paper(request: SignedInRequest, pk: int, ending: str) -> HttpResponse:
    found = queries.paper_to_write(pk, request.user, delivery=_delivery(request))
    if found is None:
        raise Http404
    paper, text = found
    name = f"kabinettsvorlage-{paper['number']}-{paper['framework']}"
    return file_of(cabinet_document.paper_document(paper, text), name, ending)


@signed_in
@require_safe
def paper_frame(request: SignedInRequest, ending: str) -> HttpResponse:
    return file_of(paper_frame_document(), "geruest-kabinettsvorlage", ending)


@signed_in
@require_safe
def agenda_paper(request: SignedInRequest, pk: int, ending: str) -> HttpResponse:
    page = queries.session_page(pk, request.user)
    if page is None or not page.is_readable:
        raise Http404
    session = page.line.session
    document = cabinet_document.agenda_document(
        name=str(session),
        held_on=session.held_on,
        place=session.place,
        items=[(one.item.number, one.submission, one.result) for one in page.items],
    )
    return file_of(document, f"tagesordnung-{slugify(session.number.replace('/', '-'))}", ending)


def _delivery(request: SignedInRequest) -> int | None:
    """Return which delivery is asked for; an address that names none asks for the present one."""
    asked = request.GET.get("lieferung", "")
    if not asked:
        return None
    if not (asked.isdecimal() and asked.isascii() and len(asked) <= LONGEST_DELIVERY):
        raise Http404
    return int(asked)
