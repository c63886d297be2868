"""The first page of the press, the list of releases, and one release as the desk reads it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.press import queries
from querschnitt.press.embargo import in_words
from querschnitt.press.forms import ReleaseListForm
from querschnitt.press.models import Release
from querschnitt.press.views.found import (
    beside,
    number_in,
    row_number,
    waiting_or_404,
    way,
    way_to,
    ways_of_hub,
)
from querschnitt.press.views.writing import obstacle_to_beginning


@signed_in
@require_safe
def hub(request: SignedInRequest) -> HttpResponse:
    to_write = obstacle_to_beginning(request)
    context = {
        "page": queries.hub(request.user),
        "adoptions": queries.unannounced_adoptions() if to_write is None else [],
        "templates": Release.Template.choices,
        "to_write": to_write,
        "ways": ways_of_hub(request.user),
        "breadcrumb": way(),
    }
    return render(request, "press/hub.html", context)


@signed_in
@require_safe
def releases(request: SignedInRequest) -> HttpResponse:
    form = ReleaseListForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queries.list_of_releases(request.user, wanted=wanted, from_row=row_number(request))
    context = {
        "form": form,
        "page": page,
        "previous_url": beside(request, page.before),
        "next_url": beside(request, page.after),
        "is_narrowed": any(wanted.values()),
        "to_write": obstacle_to_beginning(request),
        "breadcrumb": way((_("Releases"), None)),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "press/releases.html", context, status=status)


@signed_in
@require_safe
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    sheet = queries.release_sheet(pk, request.user)
    if sheet is None:
        raise Http404
    context = {"page": sheet, "breadcrumb": way_to(sheet.release)}
    return render(request, "press/release.html", context)


@signed_in
@require_safe
def compare_versions(request: SignedInRequest, pk: int) -> HttpResponse:
    row = waiting_or_404(pk, request.user)
    chosen = sorted(number_in(request, name) for name in ("earlier", "later"))
    # Whatever else is asked for, the newest change is shown.
    is_there = chosen[0] >= 1 and chosen[1] <= row.version
    earlier, later = chosen if is_there else (max(1, row.version - 1), row.version)
    comparison = queries.compared(row, earlier, later)
    if comparison is None:
        raise Http404
    context = {
        "page": comparison,
        "release": row,
        "embargo": in_words(row),
        "breadcrumb": way_to(row, (_("Two versions"), None)),
    }
    return render(request, "press/compare_versions.html", context)


@signed_in
@require_safe
def posts(request: SignedInRequest, pk: int) -> HttpResponse:
    row = waiting_or_404(pk, request.user)
    context = {
        "posts": queries.posts_of(row),
        "release": row,
        "embargo": in_words(row),
        "breadcrumb": way_to(row, (_("What the channels are told"), None)),
    }
    return render(request, "press/posts.html", context)
