"""Rounds: which there are, how one stands, opening and closing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms import CloseRoundForm, RoundForm
from querschnitt.coordination.models import Round
from querschnitt.coordination.views.found import round_or_404, round_url, way_to_round
from querschnitt.framework.models import Framework
from querschnitt.framework.views.found import framework_or_404

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def rounds(request: SignedInRequest) -> HttpResponse:
    context = {
        "page": queries.all_rounds(request.user),
        "may_open": request.user.is_coordinator,
        "breadcrumb": [(_("Rounds"), None)],
    }
    return render(request, "coordination/rounds.html", context)


@signed_in
@require_safe
def round_page(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(pk)
    context = {
        "page": queries.round_overview(found, request.user),
        "round": found,
        "is_signing": found.kind == Round.Kind.CO_SIGNATURE,
        "breadcrumb": way_to_round(found),
    }
    return render(request, "coordination/round.html", context)


@signed_in
@page_or_act
def open_round(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    form = RoundForm(entered(request))
    form.initial = {"kind": request.GET.get("art", ""), "departments": list(form.present)}
    act = operations.open_round
    opened = attempt(form, lambda **told: act(by=request.user, framework=framework, **told))
    if opened:
        messages.success(request, _("The round is open."), extra_tags="open-round")
        return redirect(round_url(opened))
    return _open_page(request, framework, form)


@signed_in
@page_or_act
def close_round(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(pk)
    form = CloseRoundForm(entered(request))
    if attempt(form, lambda **told: operations.close_round(by=request.user, round=found, **told)):
        messages.success(request, _("The round is closed."), extra_tags="act")
        return redirect(round_url(found))
    overview = queries.round_overview(found, request.user)
    return act_page(
        request,
        form,
        heading=_("Close the %(round)s?") % {"round": found},
        lead=_consequence(overview),
        submit=_("Close the round"),
        cancel_url=round_url(found),
        breadcrumb=way_to_round(found, (_("Close"), None)),
        obstacle=overview.to_close,
    )


def _open_page(request: SignedInRequest, framework: Framework, form: RoundForm) -> HttpResponse:
    another = queries.framework_rounds(framework, request.user)
    obstacles = [
        (Round.Kind.COLLECTION.label, another.to_open_collection),
        (Round.Kind.CO_SIGNATURE.label, another.to_open_co_signature),
    ]
    is_possible = any(obstacle is None for _label, obstacle in obstacles)
    if form.initial["kind"] not in Round.Kind.values:
        form.initial["kind"] = (
            Round.Kind.CO_SIGNATURE if another.to_open_collection else Round.Kind.COLLECTION
        )
    context: dict[str, Any] = {
        "form": form,
        "framework": framework,
        "obstacles": [(label, obstacle) for label, obstacle in obstacles if obstacle],
        "is_shown": is_possible or form.is_bound,
        "cancel_url": reverse("coordination:rounds"),
        "breadcrumb": [
            (_("Rounds"), reverse("coordination:rounds")),
            (_("Open a round"), None),
        ],
    }
    status = 422 if form.is_bound else 200 if is_possible else 403
    return render(request, "coordination/open_round.html", context, status=status)


def _consequence(overview: queries.RoundOverview) -> str:
    """Say what closing means for those who have not answered."""
    missing = ", ".join(answer.department for answer in overview.pending)
    if not missing:
        return _("All departments have answered. Nobody can answer in this round afterwards.")
    told = {"departments": missing}
    if overview.round.silence_is_consent:
        return (
            _(
                "Not answered: %(departments)s. Their silence counts as consent if the round is"
                " closed after the deadline. Nobody can answer in this round afterwards."
            )
            % told
        )
    return (
        _(
            "Not answered: %(departments)s. They stay on record as silent, which is no consent."
            " Nobody can answer in this round afterwards."
        )
        % told
    )
