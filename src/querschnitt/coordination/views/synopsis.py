"""What has changed since a round was opened, as a page and as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.views.files import file_of
from querschnitt.coordination import queries, synopsis_document
from querschnitt.coordination.models import Round
from querschnitt.coordination.views.found import round_or_404, way_to_round


@signed_in
@require_safe
def synopsis(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE)
    page = _synopsis(request, found)
    context = {
        "page": page,
        "round": found,
        "query": request.GET.urlencode(),
        "breadcrumb": way_to_round(found, (_("Synopsis"), None)),
    }
    return render(request, "coordination/synopsis.html", context, status=200 if page else 404)


@signed_in
@require_safe
def synopsis_file(request: SignedInRequest, pk: int, ending: str) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE)
    page = _synopsis(request, found)
    if page is None:
        raise Http404
    today = timezone.localdate().isoformat()
    document = synopsis_document.synopsis_document(page, made_on=today)
    return file_of(document, f"synopse-{_slug(found)}-{found.number}-{today}", ending)


def _slug(found: Round) -> str:
    if found.position is None:
        return found.of_framework.key
    return f"{found.position.dossier.key}-{found.position.number}"


def _synopsis(request: SignedInRequest, found: Round) -> queries.Synopsis | None:
    """Return the comparison that is asked for; of a text that is not kept there is none."""
    opened = _("as sent out on %(day)s") % {"day": f"{found.opened_on:%d.%m.%Y}"}
    return queries.synopsis(
        found,
        request.user,
        earlier=request.GET.get("von", ""),
        later=request.GET.get("bis", ""),
        present_label=_("present text"),
        opening_label=opened,
    )
