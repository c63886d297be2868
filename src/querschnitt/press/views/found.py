"""What the views of the press look up, and the way to their pages."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Obstacle
from querschnitt.press import queries, rules
from querschnitt.press.models import Release

Crumb = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to another page, or why it is not open to somebody."""

    label: str
    url: str
    obstacle: Obstacle | None


def release_or_404(pk: int, user: User) -> Release:
    """Return a release that somebody may read."""
    rows = Release.objects.visible_to(user).select_related("department", "embargo_framework")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def waiting_or_404(pk: int, user: User) -> Release:
    """Return a release of which somebody may also read what is not public."""
    found = release_or_404(pk, user)
    if not queries.reads_what_waits(found, user):
        raise Http404
    return found


def way(*further: Crumb) -> list[Crumb]:
    """Return the way from the press's first page."""
    return [(_("Press"), reverse("press:hub") if further else None), *further]


def way_to(release: Release, *further: Crumb) -> list[Crumb]:
    """Return the way to a release, and on from there."""
    here = reverse("press:release", args=[release.pk]) if further else None
    return way((str(release), here), *further)


def row_number(request: HttpRequest) -> int:
    """Return from which row on a list is asked for."""
    return number_in(request, "row")


def number_in(request: HttpRequest, name: str) -> int:
    """Return a number that the address names; 0 where it names none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def beside(request: HttpRequest, row: int | None) -> str:
    """Return the address of another part of a list that is narrowed in the same way."""
    if row is None:
        return ""
    query = request.GET.copy()
    query["row"] = str(row)
    return f"?{query.urlencode()}"


def ways_of_hub(user: User) -> list[Way]:
    """Return the other parts of the press that somebody may read."""
    ways = [
        Way(
            _("Deliveries: what went where"),
            reverse("press:deliveries"),
            rules.obstacle_to_reading_deliveries(user),
        ),
        Way(_("Channels"), reverse("press:channels"), rules.obstacle_to_reading_channels(user)),
        Way(
            _("Subscribers and accredited press"),
            reverse("press:subscribers"),
            rules.obstacle_to_keeping_subscribers(user),
        ),
    ]
    return [one for one in ways if one.obstacle is None]


def done(request: HttpRequest, release: Release, sentence: str) -> HttpResponse:
    """Tell that an act was done, and show the release."""
    messages.success(request, sentence, extra_tags="act")
    return redirect("press:release", release.pk)
