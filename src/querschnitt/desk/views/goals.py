"""The page of a goal: what the framework says of it, beside what coordination knows."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts import journal_phrases
from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.models import JournalEntry, User
from querschnitt.coordination import queries as coordination
from querschnitt.framework import queries as framework
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.models import Goal, GoalVersion
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import queries as relations

ON_THE_TABLE = {GoalVersion.Stage.SUBMITTED, GoalVersion.Stage.ADOPTED}
"""Stages in which a goal is part of what the departments co-sign."""


@signed_in
@require_safe
def goal(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    found = get_object_or_404(Goal, framework__key=key, reference=reference)
    page = framework.goal_page(found, seen_by=request.user)
    if page is None:
        raise Http404
    bundle = framework.bundle_of(page.current, seen_by=request.user)
    context = {
        "page": page,
        "panel": _panel(page, request.user),
        "history": [entry_shown(entry) for entry in page.history],
        "acts": _acts(page, bundle),
        "bundle": bundle,
        "similar": _similar(page, request.user),
        "serving": relations.entries_serving(page.goal),
        "amendment_url": _amendment_url(page),
        "lineage": framework.lineage_of(page.goal, seen_by=request.user),
        "linking": framework_rules.obstacle_to_coordinating(request.user),
        "breadcrumb": [
            (_("Frameworks"), reverse("framework:frameworks")),
            (str(page.framework), reverse("framework:framework", args=[key])),
            (reference, None),
        ],
    }
    return render(request, "desk/goal.html", context)


def _panel(page: framework.GoalPage, reader: User) -> coordination.CoSignaturePanel | None:
    """Return the co-signatures under the text that the goal is part of."""
    if page.current.stage not in ON_THE_TABLE:
        return None
    return coordination.cosignature_panel(page.framework, reader)


def _amendment_url(page: framework.GoalPage) -> str:
    """Return where the amendment stands that changes this goal; empty where none is under way."""
    if page.in_force is None or framework.amendment_of(page.framework) is None:
        return ""
    return reverse("coordination:amendment", args=[page.framework.key])


def entry_shown(entry: JournalEntry) -> dict[str, Any]:
    """Return an entry of the journal as a sentence of a timeline."""
    is_demonstration = entry.actor is not None and entry.actor.is_demonstration
    return {
        "at": entry.recorded_at,
        "who": entry.department.abbreviation if entry.department else "",
        "what": journal_phrases.sentence(entry),
        "badge": _("Demonstration") if is_demonstration else "",
        "kind": "warning",
    }


def _similar(page: framework.GoalPage, reader: User) -> coordination.SimilarGoals | None:
    """Return the goals that are like this one; nothing for one that has left its framework."""
    if page.current.stage in GoalVersion.GONE:
        return None
    return coordination.similar_to(page.current, seen_by=reader)


def _bundling(page: framework.GoalPage, bundle: framework.Bundle) -> list[dict[str, Any]]:
    """Return the way to undo a merging, or why that is not possible, where there was one."""
    if not bundle.sources:
        return []
    url = reverse("coordination:separate_goals", args=[page.framework.key, page.goal.pk])
    return [{"label": _("Undo the merging"), "url": url, "obstacle": bundle.separating}]


def _offered(obstacles: framework.GoalObstacles) -> list[tuple[str, str, Obstacle | None]]:
    """Return the acts on a goal, each with why it is not possible."""
    offered = [
        (_("Revise"), "framework:revise_goal", obstacles.revising),
        (_("Submit"), "framework:submit_goal", obstacles.submitting),
        (_("Return"), "framework:return_goal", obstacles.returning),
        (_("Withdraw"), "framework:withdraw_goal", obstacles.withdrawing),
    ]
    if obstacles.is_changed:
        change = _("Give up the change")
        offered.append((change, "framework:set_aside_change", obstacles.setting_aside))
    return offered


def _acts(page: framework.GoalPage, bundle: framework.Bundle) -> list[dict[str, Any]]:
    """Return what the page offers, each with why it is not possible or the way to it."""
    where = [page.framework.key, page.goal.reference]
    ways: list[dict[str, Any]] = []
    refused: dict[Obstacle, list[str]] = {}
    for label, name, obstacle in _offered(page.obstacles):
        if obstacle:
            refused.setdefault(obstacle, []).append(label)
        else:
            ways.append({"label": label, "url": reverse(name, args=where), "obstacle": None})
    # What stands in the way of several acts is said once.
    return (
        ways
        + _bundling(page, bundle)
        + [
            {"label": ", ".join(labels), "url": "", "obstacle": obstacle}
            for obstacle, labels in refused.items()
        ]
    )
