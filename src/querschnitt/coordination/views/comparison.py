"""Two texts side by side, and what of earlier frameworks lives on in one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.views.files import file_of
from querschnitt.coordination.comparison_document import comparison_document
from querschnitt.coordination.queries import comparison as comparisons
from querschnitt.framework.views.found import framework_or_404

KINDS = (
    ("", gettext_lazy("everything")),
    ("changed", gettext_lazy("changed")),
    ("moved", gettext_lazy("moved")),
    ("new", gettext_lazy("new")),
    ("dropped", gettext_lazy("dropped")),
    ("carried_over", gettext_lazy("carried over")),
    ("merged", gettext_lazy("merged")),
    ("supposed", gettext_lazy("supposed")),
)


@signed_in
@require_safe
def comparison(request: SignedInRequest) -> HttpResponse:
    context = {
        "page": _page(request),
        "kinds": KINDS,
        "kind": request.GET.get("art", ""),
        "department": request.GET.get("ressort", ""),
        "query": request.GET.urlencode(),
        "breadcrumb": [(_("Comparison"), None)],
    }
    return render(request, "coordination/comparison.html", context)


@signed_in
@require_safe
def comparison_file(request: SignedInRequest, ending: str) -> HttpResponse:
    page = _page(request)
    if page.comparison is None:
        raise Http404
    today = timezone.localdate().isoformat()
    return file_of(comparison_document(page, made_on=today), f"vergleich-{today}", ending)


@signed_in
@require_safe
def lineage(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    context = {
        "page": comparisons.lineage_page(framework),
        "framework": framework,
        "breadcrumb": [
            (_("Comparison"), reverse("coordination:comparison")),
            (_("Where the goals come from"), None),
        ],
    }
    return render(request, "coordination/lineage.html", context)


def _page(request: SignedInRequest) -> comparisons.ComparisonPage:
    return comparisons.comparison_page(
        by=request.user,
        earlier=request.GET.get("von", ""),
        later=request.GET.get("bis", ""),
        kind=request.GET.get("art", ""),
        department=request.GET.get("ressort", ""),
    )
