"""The page of a goal: what the framework says of it, beside what coordination knows."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts import journal_phrases
from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.accounts.models import JournalEntry
from querschnitt.coordination import queries as coordination
from querschnitt.framework import queries as framework
from querschnitt.framework.models import Goal, GoalVersion

if TYPE_CHECKING:
    from querschnitt.lib.refusal import Obstacle

ON_THE_TABLE = {GoalVersion.Stage.SUBMITTED, GoalVersion.Stage.ADOPTED}
"""Stages in which a goal is part of what the departments co-sign."""


@signed_in
@require_safe
def goal(request: SignedInRequest, key: str, reference: str) -> HttpResponse:
    found = get_object_or_404(Goal, framework__key=key, reference=reference)
    page = framework.goal_page(found, seen_by=request.user)
    if page is None:
        raise Http404
    panel = None
    if page.current.stage in ON_THE_TABLE:
        panel = coordination.cosignature_panel(page.framework, request.user)
    context = {
        "page": page,
        "panel": panel,
        "history": [entry_shown(entry) for entry in page.history],
        "acts": _acts(page),
        "breadcrumb": [
            (_("Frameworks"), reverse("framework:frameworks")),
            (str(page.framework), reverse("framework:framework", args=[key])),
            (reference, None),
        ],
    }
    return render(request, "desk/goal.html", context)


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


def _acts(page: framework.GoalPage) -> list[dict[str, Any]]:
    """Return what the page offers, each with why it is not possible or the way to it."""
    offered = (
        (_("Revise"), "framework:revise_goal", page.obstacles.revising),
        (_("Submit"), "framework:submit_goal", page.obstacles.submitting),
        (_("Return"), "framework:return_goal", page.obstacles.returning),
        (_("Withdraw"), "framework:withdraw_goal", page.obstacles.withdrawing),
    )
    where = [page.framework.key, page.goal.reference]
    ways: list[dict[str, Any]] = []
    refused: dict[Obstacle, list[str]] = {}
    for label, name, obstacle in offered:
        if obstacle:
            refused.setdefault(obstacle, []).append(label)
        else:
            ways.append({"label": label, "url": reverse(name, args=where), "obstacle": None})
    # What stands in the way of several acts is said once.
    return ways + [
        {"label": ", ".join(labels), "url": "", "obstacle": obstacle}
        for obstacle, labels in refused.items()
    ]
