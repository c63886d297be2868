"""Pages about legislative terms and their governments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries, rules
from querschnitt.framework.foundation_forms import GovernmentForm, TermForm
from querschnitt.framework.views.found import Way

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def terms(request: SignedInRequest) -> HttpResponse:
    context = {
        "terms": queries.terms(),
        "obstacle": rules.obstacle_to_coordinating(request.user),
        "breadcrumb": [*_way_to_terms()[:1], (_("Legislative terms"), None)],
    }
    return render(request, "framework/terms.html", context)


@signed_in
@page_or_act
def open_term(request: SignedInRequest) -> HttpResponse:
    form = TermForm(entered(request))
    if attempt(form, lambda **told: operations.open_term(by=request.user, **told)):
        messages.success(request, _("The legislative term was opened."), extra_tags="act")
        return redirect("framework:terms")
    return act_page(
        request,
        form,
        heading=_("Open a legislative term"),
        submit=_("Open the legislative term"),
        cancel_url=reverse("framework:terms"),
        breadcrumb=_way_to_terms((_("Open a legislative term"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


@signed_in
@page_or_act
def record_government(request: SignedInRequest) -> HttpResponse:
    form = GovernmentForm(entered(request))
    if attempt(form, lambda **told: operations.record_government(by=request.user, **told)):
        messages.success(request, _("The government was recorded."), extra_tags="act")
        return redirect("framework:terms")
    return act_page(
        request,
        form,
        heading=_("Record a government"),
        submit=_("Record the government"),
        cancel_url=reverse("framework:terms"),
        breadcrumb=_way_to_terms((_("Record a government"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


def _way_to_terms(*further: tuple[str, str | None]) -> Way:
    return [
        (_("Frameworks"), reverse("framework:frameworks")),
        (_("Legislative terms"), reverse("framework:terms")),
        *further,
    ]
