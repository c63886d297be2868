"""Pages about mandates with their clauses, and the fields of action."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import journal
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries, rules
from querschnitt.framework.foundation_forms import ClauseForm, FieldForm, MandateForm
from querschnitt.framework.models import Clause, FieldOfAction, Mandate
from querschnitt.framework.views.found import Way

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def mandates(request: SignedInRequest) -> HttpResponse:
    context = {
        "mandates": queries.mandates(),
        "obstacle": rules.obstacle_to_coordinating(request.user),
        "breadcrumb": _way((_("Mandates"), None)),
    }
    return render(request, "framework/mandates.html", context)


@signed_in
@require_safe
def mandate(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Mandate, key=key)
    context = {
        "mandate": found,
        "clauses": found.clauses.prefetch_related("departments"),
        "frameworks": found.frameworks.order_by("-pk"),
        "obstacle": rules.obstacle_to_coordinating(request.user),
        "revising": queries.obstacle_to_revising_clauses(found, by=request.user),
        "breadcrumb": _way_to_mandates((found.title, None)),
    }
    return render(request, "framework/mandate.html", context)


@signed_in
@page_or_act
def record_mandate(request: SignedInRequest) -> HttpResponse:
    form = MandateForm(entered(request))
    recorded = attempt(form, lambda **told: operations.record_mandate(by=request.user, **told))
    if recorded:
        messages.success(request, _("The mandate was recorded."), extra_tags="act")
        return redirect("framework:mandate", recorded.key)
    return act_page(
        request,
        form,
        heading=_("Record a mandate"),
        submit=_("Record the mandate"),
        cancel_url=reverse("framework:mandates"),
        breadcrumb=_way_to_mandates((_("Record a mandate"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


@signed_in
@page_or_act
def add_clause(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Mandate, key=key)
    form, own = ClauseForm(entered(request)), reverse("framework:mandate", args=[key])
    if attempt(form, lambda **told: _add_once(request, found, **told)):
        messages.success(request, _("The clause was added."), extra_tags="act")
        return redirect(own)
    return act_page(
        request,
        form,
        heading=_("Add a clause"),
        lead=found.title,
        submit=_("Add the clause"),
        cancel_url=own,
        breadcrumb=_way_to_mandates((found.title, own), (_("Add a clause"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


@signed_in
@require_safe
def fields(request: SignedInRequest) -> HttpResponse:
    context = {
        "fields": FieldOfAction.objects.all(),
        "obstacle": rules.obstacle_to_coordinating(request.user),
        "breadcrumb": _way((_("Fields of action"), None)),
    }
    return render(request, "framework/fields.html", context)


@signed_in
@page_or_act
def add_field(request: SignedInRequest) -> HttpResponse:
    form, overview = FieldForm(entered(request)), reverse("framework:fields")
    if attempt(form, lambda **told: operations.add_field(by=request.user, **told)):
        messages.success(request, _("The field of action was added."), extra_tags="act")
        return redirect(overview)
    return act_page(
        request,
        form,
        heading=_("Add a field of action"),
        submit=_("Add the field of action"),
        cancel_url=overview,
        breadcrumb=_way((_("Fields of action"), overview), (_("Add a field of action"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


# One act: of two sendings at the same moment the second one finds what the first has made.
@journal.act
def _add_once(request: SignedInRequest, found: Mandate, **told: object) -> Clause:
    """Add a clause; the same words sent a second time are the clause that is there already."""
    before = found.clauses.filter(text=told["text"], reference=told["reference"]).first()
    return before or operations.add_clause(by=request.user, mandate=found, **told)  # type: ignore[arg-type]


def _way(*further: tuple[str, str | None]) -> Way:
    return [(_("Frameworks"), reverse("framework:frameworks")), *further]


def _way_to_mandates(*further: tuple[str, str | None]) -> Way:
    return _way((_("Mandates"), reverse("framework:mandates")), *further)
