"""The same two pages for django-distill, which asks each of them for its arguments."""

from collections.abc import Iterator

from django_distill import distill_path

from bench.plain.models import Goal
from bench.plain.urls import goal, goal_list


def addresses() -> Iterator[dict[str, str]]:
    """Yield the arguments of each goal's page."""
    for address in Goal.objects.values_list("address", flat=True):
        yield {"address": address}


urlpatterns = [
    distill_path("de/ziele/", goal_list, name="goals", distill_file="de/ziele/index.html"),
    distill_path(
        "de/ziele/<slug:address>/",
        goal,
        name="goal",
        distill_func=addresses,
        distill_file="de/ziele/{address}/index.html",
    ),
]
