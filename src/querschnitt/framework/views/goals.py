"""The acts on a goal. Its page stands in the desk, beside what coordination knows of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts import journal
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries
from querschnitt.framework.forms import DraftGoalForm, ReasonForm, ReviseGoalForm, SubmitGoalForm
from querschnitt.framework.goal_text import text_of
from querschnitt.framework.models import Framework, Goal, GoalVersion
from querschnitt.framework.views.found import (
    framework_or_404,
    goal_or_404,
    goal_url,
    version_or_404,
    way_to,
    way_to_goal,
)
from querschnitt.framework.views.stale import competing, sent_again, stale_page
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])
TEXTS = ("title", "wording", "explanation")


@signed_in
@page_or_act
def draft_goal(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    form = DraftGoalForm(entered(request), framework=framework, by=request.user)
    drafted = attempt(form, lambda **told: _draft_once(request, framework, told))
    if drafted:
        sentence = _("The goal %(reference)s was drafted.") % {"reference": drafted.reference}
        messages.success(request, sentence, extra_tags="act")
        return redirect(goal_url(drafted))
    return act_page(
        request,
        form,
        heading=_("Draft a goal"),
        lead=_("The draft stays inside the departments concerned until it is submitted."),
        submit=_("Keep as draft"),
        cancel_url=reverse("framework:framework", args=[key]),
        breadcrumb=way_to(framework, (_("Draft a goal"), None)),
        obstacle=queries.obstacles_on(framework, by=request.user).drafting,
    )


@signed_in
@page_or_act
def revise_goal(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    version, by = version_or_404(request, key, reference), request.user
    goal = version.goal
    initial = {**text_of(version).__dict__, "seen": version.number}
    form = ReviseGoalForm(entered(request), framework=goal.framework, by=by, initial=initial)
    try:
        revised = attempt(
            form, lambda **told: operations.revise_goal(by=by, goal=goal, **told)
        )  # fmt: skip
    except Refused as refusal:
        return _stale(request, version, form, refusal)
    if revised:
        return _done(request, goal, _("The goal was revised."))
    return act_page(request, form, **_revising(goal), obstacle=_obstacles(request, goal).revising)


@signed_in
@page_or_act
def submit_goal(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    version, by = version_or_404(request, key, reference), request.user
    goal = version.goal
    form = SubmitGoalForm(entered(request), initial={"seen": version.number})
    try:
        submitted = attempt(form, lambda seen: operations.submit_goal(by=by, goal=goal, seen=seen))
    except Refused as refusal:
        messages.warning(request, refusal.obstacle.sentence)
        return redirect(goal_url(goal))
    if submitted:
        return _done(request, goal, _("The goal was submitted. All departments can read it now."))
    return act_page(
        request,
        form,
        heading=_("Submit %(reference)s?") % {"reference": goal.reference},
        lead=_("All departments can read the goal then. It changes only if the State Chancellery "
               "revises it or returns it."),
        submit=_("Submit the goal"),
        **_about(goal, _("Submit")),
        obstacle=_obstacles(request, goal).submitting,
    )  # fmt: skip


@signed_in
@page_or_act
def return_goal(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    goal = goal_or_404(request, key, reference)
    form = ReasonForm(entered(request))
    if attempt(form, _leaving(operations.return_goal, request, goal)):
        return _done(request, goal, _("The goal was returned to its department."))
    return act_page(
        request,
        form,
        heading=_("Return %(reference)s?") % {"reference": goal.reference},
        lead=_("The goal falls back to its department, which reads the reason; others no longer "
               "see the goal."),
        submit=_("Return the goal"),
        **_about(goal, _("Return")),
        obstacle=_obstacles(request, goal).returning,
    )  # fmt: skip


@signed_in
@page_or_act
def withdraw_goal(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    goal = goal_or_404(request, key, reference)
    form = ReasonForm(entered(request))
    if attempt(form, _leaving(operations.withdraw_goal, request, goal)):
        sentence = _("The goal %(reference)s was withdrawn.") % {"reference": goal.reference}
        messages.success(request, sentence, extra_tags="act")
        return redirect("framework:framework", key)
    return act_page(
        request,
        form,
        heading=_("Withdraw %(reference)s?") % {"reference": goal.reference},
        lead=_("This cannot be taken back, and the reference is not given again."),
        submit=_("Withdraw the goal"),
        danger=True,
        **_about(goal, _("Withdraw")),
        obstacle=_obstacles(request, goal).withdrawing,
    )


@signed_in
@page_or_act
def set_aside_change(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    goal = goal_or_404(request, key, reference)
    form = ReasonForm(entered(request))
    if attempt(form, _leaving(operations.set_aside_change, request, goal)):
        return _done(request, goal, _("The change is given up. The adopted wording counts."))
    return act_page(
        request,
        form,
        heading=_("Give up the change of %(reference)s?") % {"reference": goal.reference},
        lead=_("What the cabinet adopted counts again; what was written stays on record."),
        submit=_("Give up the change"),
        **_about(goal, _("Give up the change")),
        obstacle=_obstacles(request, goal).setting_aside,
    )


# One act: of two sendings at the same moment the second one finds what the first has made.
@journal.act
def _draft_once(request: SignedInRequest, framework: Framework, told: dict[str, Any]) -> Goal:
    """Draft a goal; the same words sent a second time lead to what the first time has made."""
    by = request.user
    before = queries.same_draft(framework, by=by, kind=told["kind"], wording=told["wording"])
    return before or operations.draft_goal(by=by, framework=framework, **told).goal


def _leaving(
    act: Callable[..., GoalVersion], request: SignedInRequest, goal: Goal
) -> Callable[..., GoalVersion]:
    return lambda reason: act(by=request.user, goal=goal, reason=reason)


def _stale(
    request: SignedInRequest, now: GoalVersion, form: ReviseGoalForm, refusal: Refused
) -> HttpResponse:
    """Show both texts, unless it is the person's own text that came a second time."""
    goal = now.goal
    both = competing(form, text_of(now).__dict__, texts=TEXTS)
    if not both and now.written_by_id == request.user.pk:
        return _done(request, goal, _("The goal was revised."))
    again = ReviseGoalForm(
        sent_again(request, seen=now.number),
        framework=goal.framework,
        by=request.user,
        initial=text_of(now).__dict__,
    )
    return stale_page(
        request, again, refusal=refusal, both=both, by_whom=now.written_by, **_revising(goal)
    )


def _revising(goal: Goal) -> dict[str, Any]:
    return {
        "heading": _("Revise %(reference)s") % {"reference": goal.reference},
        "submit": _("Keep as new version"),
        **_about(goal, _("Revise")),
    }


def _about(goal: Goal, act: str) -> dict[str, Any]:
    return {"cancel_url": goal_url(goal), "breadcrumb": way_to_goal(goal, (act, None))}


def _obstacles(request: SignedInRequest, goal: Goal) -> queries.GoalObstacles:
    return queries.goal_obstacles(goal, by=request.user)


def _done(request: SignedInRequest, goal: Goal, sentence: str) -> HttpResponse:
    messages.success(request, sentence, extra_tags="act")
    return redirect(goal_url(goal))
