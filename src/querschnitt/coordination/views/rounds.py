"""Rounds: which there are, how one stands, opening and closing one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.deadlines import Deadline, distance
from querschnitt.coordination.forms import CloseRoundForm, RoundForm
from querschnitt.coordination.models import CoSignature, Round
from querschnitt.coordination.views.found import (
    round_or_404,
    round_url,
    subject_url,
    way_to_round,
)
from querschnitt.coordination.views.scopes import points_page
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
    found = round_or_404(request, pk)
    page = queries.round_overview(found, request.user)
    context = {
        "page": page,
        "round": found,
        "deliveries": _deliveries(request, found, page),
        "is_signing": found.kind == Round.Kind.CO_SIGNATURE,
        "distance": distance(found.due_on, timezone.localdate(), settings.LAND),
        "extensions": list(found.extensions.all()),
        "to_extend": rules.obstacle_to_extending(found, request.user),
        "subject_url": subject_url(found),
        "breadcrumb": way_to_round(found),
    }
    return render(request, "coordination/round.html", context)


@signed_in
@page_or_act
def open_round(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    form = RoundForm(entered(request))
    form.initial = {"kind": request.GET.get("art", ""), **_proposed(framework, form)}
    if request.user.is_coordinator and form.awaits_points and form.is_valid():
        return points_page(request, framework, form)
    act = operations.open_round
    opened = attempt(form, lambda **told: act(by=request.user, framework=framework, **told))
    if opened:
        messages.success(request, _("The round is open."), extra_tags="open-round")
        return redirect(round_url(opened))
    if form.has_chosen_points and "departments" in form.cleaned_data:
        return points_page(request, framework, form)
    return _open_page(request, framework, form)


@signed_in
@page_or_act
def close_round(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk)
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
        note=_on_the_position(overview),
        submit=_("Close the round"),
        cancel_url=round_url(found),
        breadcrumb=way_to_round(found, (_("Close"), None)),
        obstacle=overview.to_close,
    )


def _proposed(framework: Framework, form: RoundForm) -> dict[str, Any]:
    """Propose to ask everyone on everything; on an amendment those concerned, on what changes."""
    concerned = queries.concerned_by_amendment(framework)
    if concerned is None:
        return {"departments": list(form.present)}
    return {"departments": [one.key for one in concerned], "scope": CoSignature.Scope.POINTS}


def _deliveries(
    request: SignedInRequest, found: Round, page: queries.RoundOverview
) -> queries.RoundDeliveries | None:
    if found.kind != Round.Kind.COLLECTION:
        return None
    return queries.round_deliveries(found, page.answers, request.user)


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
        "about": str(framework),
        "is_demonstration": framework.is_demonstration,
        "proposed": _propose_deadline(form),
        "obstacles": [(label, obstacle) for label, obstacle in obstacles if obstacle],
        "is_shown": is_possible or form.is_bound,
        "cancel_url": reverse("coordination:rounds"),
        "breadcrumb": [(_("Rounds"), reverse("coordination:rounds")), (_("Open a round"), None)],
    }
    status = 422 if form.is_bound else 200 if is_possible else 403
    return render(request, "coordination/open_round.html", context, status=status)


def _propose_deadline(form: RoundForm) -> list[tuple[str, Deadline]]:
    """Enter the day that follows from the rule, and return the day of each kind of round."""
    proposed = queries.proposed_deadlines()
    form.initial.setdefault("due_on", proposed[form.initial["kind"]].due_on)
    return [(str(Round.Kind(kind).label), one) for kind, one in proposed.items()]


def _on_the_position(overview: queries.RoundOverview) -> str:
    """Say what closing means for a position: it is coordinated, or stays a draft."""
    if overview.round.position_id is None:
        return ""
    if not overview.to_coordinate:
        return _("All have agreed to the present text: the position is noted as coordinated.")
    missing = " ".join(obstacle.sentence for obstacle in overview.to_coordinate)
    return _("As it stands, the position stays a draft. %(missing)s") % {"missing": missing}


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
