"""Adopted versions: the chain, one version with its record, and annulling a mistaken one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import AnnulForm
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.coordination.views.found import way_to_version

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def versions(request: SignedInRequest) -> HttpResponse:
    context = {
        "versions": queries.adopted_versions(request.user),
        "breadcrumb": [(_("Adopted versions"), None)],
    }
    return render(request, "coordination/versions.html", context)


@signed_in
@require_safe
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    page = queries.version_page(pk, request.user)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "version": page.version,
        "breadcrumb": way_to_version(pk, _name(page.version.framework, page.version.number)),
    }
    return render(request, "coordination/version.html", context)


@signed_in
@page_or_act
def annul(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = FrameworkVersion.objects.select_related("framework", "decision")
    row = get_object_or_404(rows, pk=pk)
    form, act = AnnulForm(entered(request)), operations.annul
    if attempt(form, lambda **told: act(by=request.user, version=row, **told)):
        messages.success(request, _("The version is annulled."), extra_tags="act")
        return redirect("coordination:version", pk)
    name = _name(str(row.framework), row.number)
    return act_page(
        request,
        form,
        heading=_("Annul this version?"),
        preline=name,
        lead=_("A decision of the cabinet takes the adoption back. The version keeps its number"
               " and its place in the chain, and its goals are submitted again. This cannot be"
               " undone. What was published stays public until it is withdrawn."),
        submit=_("Annul the version"),
        danger=True,
        cancel_url=reverse("coordination:version", args=[pk]),
        breadcrumb=way_to_version(pk, name, (_("Annul"), None)),
        obstacle=rules.obstacle_to_annulling(row, request.user),
    )  # fmt: skip


def _name(framework: str, number: int) -> str:
    return _("%(framework)s, version %(number)s") % {"framework": framework, "number": number}
