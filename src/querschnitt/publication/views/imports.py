"""Frameworks of others: imported, looked at, compared, taken over where they are one's own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.documents.unreadable import Unreadable
from querschnitt.lib.refusal import Refused
from querschnitt.publication import import_queries as queries
from querschnitt.publication import import_rules, operations
from querschnitt.publication.forms import DiscardImportForm, ImportForm, TakeOverForm
from querschnitt.publication.models import ImportedFramework
from querschnitt.publication.views.found import Way

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def imports(request: SignedInRequest) -> HttpResponse:
    _only_readers(request)
    page = queries.imports_page(request.user, number=_number(request, "seite"))
    context = {
        "page": page,
        "previous_url": f"?seite={page.number - 1}" if page.number > 1 else "",
        "next_url": f"?seite={page.number + 1}" if page.has_more else "",
        "breadcrumb": [(_("Foreign frameworks"), None)],
    }
    return render(request, "publication/imports.html", context)


@signed_in
@page_or_act
def import_framework(request: SignedInRequest) -> HttpResponse:
    _only_readers(request)
    form = ImportForm(entered(request), request.FILES or None)

    def act(file: Any) -> ImportedFramework | None:
        try:
            return operations.import_framework(
                by=request.user, data=file.read(), file_name=file.name or ""
            )
        except Unreadable as error:
            form.add_error("file", error.sentence)
            return None

    if imported := attempt(form, act):
        messages.success(request, _("The framework is imported."), extra_tags="act")
        return redirect("publication:import", imported.pk)
    obstacle = import_rules.obstacle_to_importing(request.user)
    context = {
        "form": form,
        "obstacle": None if form.is_bound else obstacle,
        "cancel_url": reverse("publication:imports"),
        "breadcrumb": _way((_("Import"), None)),
    }
    status = 422 if form.is_bound else 403 if obstacle else 200
    return render(request, "publication/import_framework.html", context, status=status)


@signed_in
@require_safe
def imported(request: SignedInRequest, pk: int) -> HttpResponse:
    goals, deviations = _number(request, "ziele"), _number(request, "abweichungen")
    page = queries.import_page(
        _import_or_404(request, pk), request.user, goals=goals, deviations=deviations
    )
    context = {
        "page": page,
        "imported": page.imported,
        "ways": _ways(page, goals, deviations),
        "breadcrumb": _way((str(page.imported), None)),
    }
    return render(request, "publication/import.html", context)


@signed_in
@page_or_act
def take_over(request: SignedInRequest, pk: int) -> HttpResponse:
    page = queries.move_page(_import_or_404(request, pk), request.user)
    if page is None:
        raise Http404
    form = TakeOverForm(entered(request))
    form.initial = {"seen_digest": page.digest}
    try:
        framework = attempt(
            form,
            lambda **told: operations.take_over(by=request.user, imported=page.imported, **told),
        )
    except Refused as refusal:
        # What is here has changed meanwhile: the page shows how it is now.
        return _preview(request, page, TakeOverForm(initial=form.initial), stale=refusal.obstacle)
    if framework:
        messages.success(request, _("The framework is taken over."), extra_tags="act")
        return redirect("framework:framework", framework.key)
    return _preview(request, page, form)


@signed_in
@page_or_act
def discard_import(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _import_or_404(request, pk)
    form = DiscardImportForm(entered(request))

    def act(reason: str) -> ImportedFramework:
        return operations.discard_import(by=request.user, imported=found, reason=reason)

    own = reverse("publication:import", args=[pk])
    if attempt(form, act):
        messages.success(request, _("The import is discarded."), extra_tags="act")
        return redirect(own)
    return act_page(
        request,
        form,
        heading=_("Discard this import?"),
        preline=str(found),
        lead=_("It stays on record with the reason, and can no longer be compared."),
        submit=_("Discard the import"),
        danger=True,
        cancel_url=own,
        breadcrumb=_way((str(found), own), (_("Discard"), None)),
        obstacle=import_rules.obstacle_to_discarding(found, request.user),
    )


def _preview(
    request: SignedInRequest, page: queries.MovePage, form: TakeOverForm, **more: Any
) -> HttpResponse:
    own = reverse("publication:import", args=[page.imported.pk])
    context = {
        "page": page,
        "form": form,
        "cancel_url": own,
        "breadcrumb": _way((str(page.imported), own), (_("Take over"), None)),
        **more,
    }
    refused = 409 if more else 422 if form.is_bound else 403 if page.obstacle else 200
    return render(request, "publication/take_over.html", context, status=refused)


def _ways(page: queries.ImportPage, goals: int, deviations: int) -> dict[str, str]:
    """Return the addresses of the pages before and after, of goals and of deviations."""
    steps = {
        "goals": (page.goals, "?ziele={}" + f"&abweichungen={deviations}#goals"),
        "deviations": (page.deviations, f"?ziele={goals}" + "&abweichungen={}#deviations"),
    }
    ways = {}
    for name, (part, address) in steps.items():
        ways[f"{name}_before"] = address.format(part.number - 1) if part.number > 1 else ""
        ways[f"{name}_after"] = address.format(part.number + 1) if part.has_more else ""
    return ways


def _way(*further: tuple[str, str | None]) -> Way:
    return [(_("Foreign frameworks"), reverse("publication:imports")), *further]


def _number(request: SignedInRequest, name: str) -> int:
    number = request.GET.get(name, "1")
    return max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1


def _only_readers(request: SignedInRequest) -> None:
    if not request.user.reads_every_draft:
        raise Http404


def _import_or_404(request: SignedInRequest, pk: int) -> ImportedFramework:
    rows = ImportedFramework.objects.visible_to(request.user)
    people = ("imported_by", "discarded_by", "taken_over_by", "taken_over_as")
    found: ImportedFramework = get_object_or_404(rows.select_related(*people), pk=pk)
    return found
