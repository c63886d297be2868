"""The archive for the next chair of a conference: ordered, looked after, downloaded."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.relations import operations, rules
from querschnitt.relations.models import Presidency
from querschnitt.relations.queries import handing_over as queries
from querschnitt.relations.rules.handing_over import may_read_package

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def handover_packages(request: SignedInRequest, key: str) -> HttpResponse:
    presidency = _presidency_or_404(request, key)
    context = {
        "presidency": presidency,
        "packages": queries.packages_of(presidency, request.user),
        "breadcrumb": _way_to(presidency),
    }
    return render(request, "relations/handover_packages.html", context)


@signed_in
@page_or_act
def order_handover_package(request: SignedInRequest, key: str) -> HttpResponse:
    presidency = _presidency_or_404(request, key)
    form, own = Form(entered(request)), reverse("relations:handover_packages", args=[key])
    if attempt(
        form,
        lambda: operations.order_handover_package(by=request.user, presidency=presidency),
    ):
        messages.success(request, _("The hand-over package is being made."), extra_tags="act")
        return redirect(own)
    return act_page(
        request,
        form,
        heading=_("Make the hand-over package?"),
        lead=_("It holds the state of today. An earlier package can then no longer be downloaded."),
        submit=_("Make the hand-over package"),
        cancel_url=own,
        obstacle=queries.packages_of(presidency, request.user).to_order,
        breadcrumb=[*_way_to(presidency, own), (_("Make the hand-over package"), None)],
    )


@signed_in
@require_safe
def handover_package_file(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    presidency = _presidency_or_404(request, key)
    package = queries.package_file(presidency, pk)
    if package is None or not may_read_package(request.user, presidency):
        raise Http404
    return HttpResponse(
        bytes(package.data or b""),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{package.file_name}"'},
    )


def _presidency_or_404(request: SignedInRequest, key: str) -> Presidency:
    presidency = queries.presidency_of(key)
    if presidency is None:
        raise Http404
    if presidency.is_removed and not rules.may_read_removed(request.user, presidency):
        raise Http404
    return presidency


def _way_to(presidency: Presidency, own: str | None = None) -> list[tuple[str, str | None]]:
    page = reverse("relations:entry", args=["presidencies", presidency.key])
    return [
        (_("Relations"), reverse("relations:hub")),
        (presidency.title, page),
        (_("Hand-over package"), own),
    ]
