"""What an address of these pages leads to, as far as the reader may see it; else a 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.http import SignedInRequest
from querschnitt.framework.models import Clause, Framework, Goal, GoalVersion

Way = list[tuple[str, str | None]]


def framework_or_404(key: str) -> Framework:
    """Return a framework; that it exists is known to everyone who has signed in."""
    rows = Framework.objects.select_related("term", "mandate", "lead", "predecessor")
    return get_object_or_404(rows, key=key)


def clause_or_404(framework: Framework, number: int) -> Clause:
    """Return a clause of the framework's mandate."""
    if framework.mandate_id is None:
        raise Http404
    return get_object_or_404(Clause, mandate=framework.mandate_id, number=number)


def goal_or_404(request: SignedInRequest, key: str, reference: str) -> Goal:
    """Return a goal of which the reader may see at least one version."""
    return version_or_404(request, key, reference).goal


def version_or_404(request: SignedInRequest, key: str, reference: str) -> GoalVersion:
    """Return the newest version of a goal that the reader may see."""
    versions = (
        GoalVersion.objects.filter(goal__framework__key=key, goal__reference=reference)
        .visible_to(request.user)
        .exclude(stage=GoalVersion.Stage.SET_ASIDE)
        .select_related("goal__framework__mandate", "goal__contributed_by", "lead", "chapter")
        .order_by("-number")
    )
    version = versions.first()
    if version is None:
        raise Http404
    return version


def way_to(framework: Framework, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a framework and further on."""
    own = reverse("framework:framework", args=[framework.key])
    return [
        (_("Frameworks"), reverse("framework:frameworks")),
        (str(framework), own if further else None),
        *further,
    ]


def goal_url(goal: Goal) -> str:
    """Return the address of a goal's page."""
    return reverse("desk:goal", args=[goal.framework.key, goal.reference])


def way_to_goal(goal: Goal, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a goal and further on."""
    return way_to(goal.framework, (goal.reference, goal_url(goal) if further else None), *further)
