"""Two pages: a goal, and the list of goals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from bench.plain.models import Goal

MOST = 200


def goal(request: HttpRequest, address: str) -> HttpResponse:
    """Show one goal."""
    found = get_object_or_404(Goal.objects.select_related("department"), address=address)
    return render(request, "goal.html", {"goal": found})


def goal_list(request: HttpRequest) -> HttpResponse:
    """Show the first goals."""
    goals = Goal.objects.select_related("department").order_by("pk")[:MOST]
    return render(request, "list.html", {"goals": goals})


urlpatterns = [path("de/ziele/", goal_list), path("de/ziele/<slug:address>/", goal)]
