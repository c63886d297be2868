"""Several goals become one, and that is undone."""

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
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import queries
from querschnitt.coordination.forms import ChooseGoalsForm, MergeGoalsForm, seen_now
from querschnitt.coordination.views.bundling import (
    framework_to_bundle_or_404,
    suggestions_url,
    way_to_suggestions,
)
from querschnitt.framework import operations
from querschnitt.framework import queries as framework_queries
from querschnitt.framework.models import Framework, Goal, GoalVersion
from querschnitt.framework.views.found import goal_url
from querschnitt.framework.views.stale import sent_again
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def merge_goals(request: SignedInRequest, key: str) -> HttpResponse:
    framework, by = framework_to_bundle_or_404(request, key), request.user
    versions = framework_queries.goals_to_merge(framework, _chosen(request))
    if len(versions) < 2:
        return _choose(request, framework, versions)
    goals, text_of = [version.goal for version in versions], request.GET.get("text", "")
    about: dict[str, Any] = {"framework": framework, "by": by, "versions": versions}
    form = MergeGoalsForm(entered(request), **about, text_of=text_of)
    try:
        merged = attempt(form, lambda **told: operations.merge_goals(by=by, goals=goals, **told))
    except Refused as refusal:
        # The page shows the goals as they are now, beside what was typed.
        again = sent_again(request, seen=seen_now(versions))
        form = MergeGoalsForm(again, **about)
        return _page(request, framework, form, status=409, stale=refusal.obstacle)
    if merged:
        sentence = _("The goals live on in %(reference)s.") % {"reference": merged.goal.reference}
        messages.success(request, sentence, extra_tags="merge")
        return redirect(goal_url(merged.goal))
    return _page(request, framework, form)


@signed_in
@page_or_act
def separate_goals(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    framework = framework_to_bundle_or_404(request, key)
    goal = get_object_or_404(Goal.objects.select_related("framework"), framework=framework, pk=pk)
    form = ConfirmForm(entered(request))
    back = attempt(form, lambda: operations.separate_goals(by=request.user, goal=goal))
    if back:
        sentence = ngettext(
            "%(count)s goal stands for itself again.",
            "%(count)s goals stand for themselves again.",
            len(back),
        )
        messages.success(request, sentence % {"count": len(back)}, extra_tags="act")
        return redirect(goal_url(back[0]))
    current = framework_queries.current_version_of(goal)
    return act_page(
        request,
        form,
        heading=_("Undo the merging into %(reference)s?") % {"reference": goal.reference},
        lead=_("The goals that were merged last stand for themselves again, in their own words."),
        submit=_("Undo the merging"),
        danger=True,
        cancel_url=goal_url(goal),
        breadcrumb=way_to_suggestions(framework, (_("Undo"), None)),
        obstacle=framework_queries.obstacle_to_separating(current, by=request.user),
    )


def _chosen(request: SignedInRequest) -> list[str]:
    """Return the references in the address, given one by one or with commas."""
    told = ",".join(request.GET.getlist("ziel"))
    return [reference.strip() for reference in told.split(",") if reference.strip()][:50]


def _choose(
    request: SignedInRequest, framework: Framework, versions: list[GoalVersion]
) -> HttpResponse:
    """Ask which goals are to be merged, where the address does not name two."""
    chosen = _chosen(request)
    form = ChooseGoalsForm(initial={"ziel": ", ".join(chosen)})
    context = {
        "framework": framework,
        "form": form,
        "unknown": [one for one in chosen if one not in {v.goal.reference for v in versions}],
        "obstacle": framework_queries.obstacle_to_bundling(framework, by=request.user),
        "cancel_url": suggestions_url(framework),
        "breadcrumb": way_to_suggestions(framework, (_("Merge goals"), None)),
    }
    status = 403 if context["obstacle"] else 200 if request.method != "POST" else 422
    return render(request, "coordination/choose_goals.html", context, status=status)


def _page(
    request: SignedInRequest, framework: Framework, form: MergeGoalsForm, **more: Any
) -> HttpResponse:
    versions = form.versions
    references = [version.goal.reference for version in versions]
    where = reverse("coordination:merge_goals", args=[framework.key])
    address = f"{where}?ziel={','.join(references)}"
    return act_page(
        request,
        form,
        heading=_("Merge %(references)s") % {"references": ", ".join(references)},
        submit=_("Merge the goals"),
        framework=framework,
        versions=[(version, f"{address}&text={version.goal.reference}") for version in versions],
        departments=framework_queries.all_departments(versions),
        clauses=form.initial["clauses"],
        pairs=queries.marked_against_all(versions),
        cancel_url=suggestions_url(framework),
        breadcrumb=way_to_suggestions(framework, (_("Merge goals"), None)),
        obstacle=framework_queries.obstacle_to_merging(versions, by=request.user),
        template="coordination/merge_goals.html",
        **more,
    )
