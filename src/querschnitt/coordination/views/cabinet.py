"""The cabinet's decision on a framework: what stands in the way, and recording it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import DecisionForm, EarlierAdoptionForm
from querschnitt.coordination.models import Round
from querschnitt.coordination.views.found import way_to_cabinet
from querschnitt.framework.models import Framework
from querschnitt.framework.views.found import framework_or_404

page_or_act = require_http_methods(["GET", "HEAD", "POST"])

SOLVED_ON_FRAMEWORK = {"coordination.nothing-to-adopt", "coordination.goals-left"}
SOLVED_IN_AMENDMENT = {"coordination.nothing-amended", "coordination.concerned-not-asked"}
SOLVED_IN_ROUND = {
    "coordination.unanswered",
    "coordination.signatures-outdated",
    "coordination.open-reservations",
}
SOLVED_IN_SUBMISSION = {
    "coordination.submission-not-delivered",
    "coordination.submission-outdated",
    "coordination.information-only",
}


@signed_in
@require_safe
def cabinet(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    page = queries.cabinet_page(framework, request.user)
    context = {
        "framework": framework,
        "page": page,
        "obstacles": _with_ways(framework, page),
        "is_of_closed_term": framework.term.is_closed and not page.in_force,
        "breadcrumb": way_to_cabinet(framework),
    }
    return render(request, "coordination/cabinet.html", context)


@signed_in
@page_or_act
def adopt(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    page = queries.cabinet_page(framework, request.user)
    form = DecisionForm(entered(request), initial=_as_proposed(page))
    # The field goes only where nothing can be lost with it.
    if not page.open_reservations and not form.data.get("reason_for_open_reservations"):
        del form.fields["reason_for_open_reservations"]
    act, before = operations.adopt, page.way.under_way
    own = partial(act, by=request.user, framework=framework, submission=before)
    version = attempt(form, own)
    if version:
        messages.success(request, _("The framework is adopted and frozen."), extra_tags="adopt")
        return redirect("coordination:version", version.pk)
    context = {"form": form, "page": page, "obstacles": _with_ways(framework, page)}
    return _adopt_page(request, framework, page, context)


@signed_in
@page_or_act
def record_earlier_adoption(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    form, act = EarlierAdoptionForm(entered(request)), operations.record_earlier_adoption
    version = attempt(form, lambda **told: act(by=request.user, framework=framework, **told))
    if version:
        messages.success(request, _("The earlier adoption is recorded."), extra_tags="act")
        return redirect("coordination:version", version.pk)
    return act_page(
        request,
        form,
        heading=_("Record an earlier adoption"),
        preline=str(framework),
        lead=_("For a framework that a former government adopted, as a source tells it. Its goals"
               " are frozen; who co-signed is not known here."),
        submit=_("Record the adoption"),
        cancel_url=reverse("coordination:cabinet", args=[key]),
        breadcrumb=way_to_cabinet(framework, (_("Record an earlier adoption"), None)),
        obstacle=queries.obstacle_to_earlier_adoption(framework, request.user),
    )  # fmt: skip


def _adopt_page(
    request: SignedInRequest,
    framework: Framework,
    page: queries.CabinetPage,
    context: dict[str, Any],
) -> HttpResponse:
    is_bound = context["form"].is_bound
    is_possible = not page.to_decide and (page.can_be_adopted or page.needs_reason)
    context |= {
        "framework": framework,
        "is_shown": is_bound or is_possible,
        "cancel_url": reverse("coordination:cabinet", args=[framework.key]),
        "breadcrumb": way_to_cabinet(framework, (_("Record the decision"), None)),
    }
    status = 422 if is_bound else 200 if is_possible else 403
    return render(request, "coordination/adopt.html", context, status=status)


def _as_proposed(page: queries.CabinetPage) -> dict[str, Any]:
    """Return what a decision would say that takes up the submission as it stands."""
    proposed: dict[str, Any] = {}
    if page.way.current and page.way.under_way:
        proposed["wording"] = page.way.current.proposed
        if item := page.way.current.item:
            proposed["decided_on"] = item.session.held_on
            proposed["agenda_number"] = _("Item %(number)s") % {"number": item.number}
    return proposed


def _with_ways(
    framework: Framework, page: queries.CabinetPage
) -> list[tuple[rules.AdoptionObstacle, str, str]]:
    """Return each obstacle with where it is solved and what that place is called."""
    last = Round.objects.filter(framework=framework, kind=Round.Kind.CO_SIGNATURE).last()
    return [(one, *_way_out(one.code, framework, page, last)) for one in page.obstacles]


def _way_out(
    code: str, framework: Framework, page: queries.CabinetPage, last: Round | None
) -> tuple[str, str]:
    if code in SOLVED_IN_SUBMISSION and page.way.under_way:
        return reverse("coordination:submission", args=[page.way.under_way.pk]), _(
            "To the submission"
        )
    if code in SOLVED_ON_FRAMEWORK:
        return reverse("framework:framework", args=[framework.key]), _("To the goals")
    if code in SOLVED_IN_ROUND and last:
        raised = page.open_reservations[0].round_id if page.open_reservations else last.pk
        pk = raised if code == "coordination.open-reservations" else last.pk
        return reverse("coordination:round", args=[pk]), _("To the co-signature round")
    if code == "coordination.already-adopted" and page.in_force:
        return reverse("coordination:version", args=[page.in_force.id]), _("To this version")
    if code in SOLVED_IN_AMENDMENT:
        return reverse("coordination:amendment", args=[framework.key]), _("To the amendment")
    if code == "coordination.not-cosigned":
        way = reverse("coordination:open_round", args=[framework.key])
        return f"{way}?art={Round.Kind.CO_SIGNATURE}", _("Open a co-signature round")
    return reverse("coordination:rounds"), _("To the rounds")
