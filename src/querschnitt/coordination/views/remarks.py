"""Remarks on passages: a round's list, making one, resolving and taking up again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms import RemarkForm, ReopenRemarkForm, ResolveRemarkForm
from querschnitt.coordination.models import Round
from querschnitt.coordination.views.found import remark_or_404, round_or_404, way_to_round
from querschnitt.lib.refusal import Obstacle, Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def remarks(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE)
    page = queries.remark_list(found, request.user)
    chosen = request.GET.get("stand", "")
    lines = {"offen": page.unresolved, "erledigt": page.resolved}.get(chosen, page.lines)
    context = {
        "page": page,
        "lines": lines,
        "round": found,
        "filters": _filters(page, chosen),
        "breadcrumb": way_to_round(found, (_("Remarks"), None)),
    }
    return render(request, "coordination/remarks.html", context)


@signed_in
@page_or_act
def remark(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE)
    form, stale = RemarkForm(entered(request)), None
    try:
        made = attempt(
            form, lambda **told: operations.remark(by=request.user, round=found, **told)
        )  # fmt: skip
    except Refused as refusal:
        made, stale = None, refusal.obstacle
    if made:
        messages.success(request, _("The remark is made."), extra_tags="remark")
        return redirect(_remark_url(found.pk, made.pk))
    return _remark_page(request, found, form, stale)


@signed_in
@page_or_act
def resolve_remark(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = remark_or_404(request, pk)
    form, act = ResolveRemarkForm(entered(request)), operations.resolve_remark
    if attempt(form, lambda **told: act(by=request.user, remark=row, **told)):
        messages.success(request, _("The remark is resolved."), extra_tags="resolve")
        return redirect(_remark_url(line.round_id, line.id))
    context = {"heading": _("Resolve the remark"), "submit": _("Resolve"), "form_id": "resolve"}
    return _handling_page(request, form, row.round, line, line.to_resolve, context)


@signed_in
@page_or_act
def reopen_remark(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = remark_or_404(request, pk)
    form, act = ReopenRemarkForm(entered(request)), operations.reopen_remark
    if attempt(form, lambda **told: act(by=request.user, remark=row, **told)):
        messages.success(request, _("The remark is open again."), extra_tags="reopen")
        return redirect(_remark_url(line.round_id, line.id))
    heading = _("Take up the remark again")
    context = {"heading": heading, "submit": heading, "form_id": "reopen"}
    return _handling_page(request, form, row.round, line, line.to_reopen, context)


def _remark_page(
    request: SignedInRequest, found: Round, form: RemarkForm, stale: Obstacle | None
) -> HttpResponse:
    """Show the point as it stands now; what is quoted has to stand there."""
    page = queries.remark_list(found, request.user)
    there = page.points.get(asked := form.data.get("point") or request.GET.get("punkt", ""))
    if not (there or form.is_bound):
        raise Http404
    shown = {"point": asked, "seen_digest": there.digest if there else ""}
    if stale:
        form = RemarkForm({**request.POST.dict(), **shown})
    elif not form.is_bound:
        form = RemarkForm(initial=shown)
    context = {
        "form": form,
        "point": there,
        "round": found,
        "stale": stale,
        "obstacle": None if form.is_bound else page.to_remark,
        "cancel_url": reverse("coordination:cosign", args=[found.pk]),
        "breadcrumb": way_to_round(found, (_("Remark"), None)),
    }
    status = 409 if stale else 422 if form.is_bound else 403 if page.to_remark else 200
    return render(request, "coordination/remark.html", context, status=status)


def _handling_page(
    request: SignedInRequest,
    form: ResolveRemarkForm | ReopenRemarkForm,
    found: Round,
    line: queries.RemarkLine,
    obstacle: Obstacle | None,
    context: dict[str, Any],
) -> HttpResponse:
    refused = None if form.is_bound else obstacle
    context |= {
        "form": form,
        "line": line,
        "round": found,
        "obstacle": refused,
        "cancel_url": _remark_url(line.round_id, line.id),
        "breadcrumb": way_to_round(found, (context["heading"], None)),
    }
    status = 422 if form.is_bound else 403 if refused else 200
    return render(request, "coordination/handle_remark.html", context, status=status)


def _filters(page: queries.RemarkList, chosen: str) -> list[dict[str, Any]]:
    """Return the ways to filter the list, each with how many remarks it leaves."""
    choices = (
        ("", _("All remarks"), len(page.lines)),
        ("offen", _("Open"), len(page.unresolved)),
        ("erledigt", _("Resolved"), len(page.resolved)),
    )
    own = reverse("coordination:remarks", args=[page.round.pk])
    return [
        {
            "url": f"{own}?stand={value}" if value else own,
            "label": label,
            "count": count,
            "is_chosen": value == chosen,
        }
        for value, label, count in choices
    ]


def _remark_url(round: int, remark: int) -> str:
    return f"{reverse('coordination:remarks', args=[round])}#anmerkung-{remark}"
