"""Goals that live on: carried over into the next framework, or linked by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import Department
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries, rules
from querschnitt.framework.lineage_forms import (
    CarryOverFilterForm,
    CarryOverForm,
    LinkCarriedOverForm,
)
from querschnitt.framework.models import Framework, GoalLink
from querschnitt.framework.views.found import (
    framework_or_404,
    goal_or_404,
    goal_url,
    way_to,
    way_to_goal,
)

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def carry_over(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    obstacle = queries.obstacle_to_carrying_over(framework, by=request.user)
    if obstacle:
        return _not_possible(request, framework, obstacle)
    narrowing = CarryOverFilterForm(request.GET)
    form = CarryOverForm(
        entered(request),
        narrowing.narrow(queries.carriable(framework)),
        [*Department.objects.current().in_order()],
        is_chosen="all" in request.GET,
    )
    if done := _done_with(request, framework, form):
        messages.success(request, done, extra_tags="act")
        return redirect(request.get_full_path())
    return _carry_over_page(request, framework, form, narrowing)


@signed_in
@page_or_act
def link_carried_over(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    goal, act = goal_or_404(request, key, reference), operations.link_carried_over
    form = LinkCarriedOverForm(entered(request), queries.linkable(goal, seen_by=request.user))
    if attempt(form, lambda **told: act(by=request.user, target=goal, **told)):
        messages.success(request, _("The origin was entered."), extra_tags="act")
        return redirect(goal_url(goal))
    linked = queries.sources_of(goal, seen_by=request.user)
    return act_page(
        request,
        form,
        heading=_("From which goal does %(reference)s come?") % {"reference": reference},
        lead=_("Nothing changes in either goal: their pages show the line through the terms."),
        submit=_("Enter the origin"),
        cancel_url=goal_url(goal),
        breadcrumb=way_to_goal(goal, (_("Origin"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
        linked=[(one, _unlinking(key, reference, one.goal.pk)) for one in linked],
        template="framework/link_carried_over.html",
    )


@signed_in
@page_or_act
def unlink_carried_over(
    request: SignedInRequest, key: str, reference: str, source: int
) -> HttpResponse:
    goal, act = goal_or_404(request, key, reference), operations.unlink_carried_over
    links = GoalLink.objects.filter(kind=GoalLink.Kind.CARRIED_OVER, target=goal)
    link = get_object_or_404(links.select_related("source__framework"), source=source)
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: act(by=request.user, source=link.source, target=goal) or True):
        messages.success(request, _("The link was taken back."), extra_tags="act")
        return redirect(goal_url(goal))
    names = {"old": f"{link.source.framework} {link.source}", "new": reference}
    return act_page(
        request,
        form,
        heading=_("Take back that %(old)s lives on in %(new)s?") % names,
        submit=_("Take back the link"),
        cancel_url=goal_url(goal),
        breadcrumb=way_to_goal(goal, (_("Origin"), None)),
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


def _done_with(request: SignedInRequest, framework: Framework, form: CarryOverForm) -> str:
    """Do what the person has confirmed, and return the sentence for it; else nothing."""
    if not form.is_valid():
        return ""
    by, step = request.user, form.cleaned_data["step"]
    carry, leave = operations.carry_over_goals, operations.discontinue_goals
    if step == "carry" and (
        made := attempt(
            form, lambda **_told: carry(by=by, framework=framework, choices=form.choices)
        )
    ):
        sentence = ngettext(
            "%(count)s goal was carried over as a draft.",
            "%(count)s goals were carried over as drafts.",
            len(made),
        )
        return sentence % {"count": len(made)}
    if step == "leave" and attempt(
        form,
        lambda reason, **_: leave(by=by, framework=framework, goals=form.goals, reason=reason),
    ):
        return _("It is noted that these goals are not carried on.")
    return ""


def _carry_over_page(
    request: SignedInRequest,
    framework: Framework,
    form: CarryOverForm,
    narrowing: CarryOverFilterForm,
) -> HttpResponse:
    is_faulty = form.is_bound and bool(form.errors)
    is_choosing = not form.is_bound or form.cleaned_data.get("step") in {"choose", "leave"}
    context = {
        "framework": framework,
        "form": form,
        "narrowing": narrowing,
        "is_preview": not (is_faulty or is_choosing),
        "action": request.get_full_path(),
        "breadcrumb": way_to(framework, (_("Carry goals over"), None)),
    }
    status = 422 if is_faulty else 200
    return render(request, "framework/carry_over.html", context, status=status)


def _not_possible(request: SignedInRequest, framework: Framework, obstacle: Any) -> HttpResponse:
    return act_page(
        request,
        ConfirmForm(),
        heading=_("Carry goals over"),
        submit=_("Carry goals over"),
        cancel_url=reverse("framework:framework", args=[framework.key]),
        breadcrumb=way_to(framework, (_("Carry goals over"), None)),
        obstacle=obstacle,
    )


def _unlinking(key: str, reference: str, source: int) -> str:
    return reverse("framework:unlink_carried_over", args=[key, reference, source])
