"""Deadlines as calendar files: to download, or for a calendar program that comes by itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import User
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.calendar_file import calendar_file

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def deadlines_file(request: SignedInRequest) -> HttpResponse:
    return _file(request.user)


@signed_in
@page_or_act
def create_calendar_address(request: SignedInRequest) -> HttpResponse:
    form = ConfirmForm(entered(request))
    token = attempt(form, lambda: operations.create_calendar_address(by=request.user))
    context = {
        "form": form,
        "address": token and queries.calendar_address(token),
        "in_use": queries.calendar_in_use(request.user),
        "breadcrumb": _way((_("Calendar"), None)),
    }
    return render(request, "coordination/calendar.html", context)


@signed_in
@page_or_act
def revoke_calendar_address(request: SignedInRequest) -> HttpResponse:
    form, in_use = ConfirmForm(entered(request)), queries.calendar_in_use(request.user)
    own = reverse("coordination:create_calendar_address")
    act = operations.revoke_calendar_address
    if attempt(form, lambda: act(by=request.user)):
        messages.success(request, _("The calendar address does not work any more."))
        return redirect(own)
    return act_page(
        request,
        form,
        heading=_("End the calendar address?"),
        lead=_("Calendars that use it get nothing any more."),
        submit=_("End the address"),
        cancel_url=own,
        breadcrumb=_way((_("Calendar"), own), (_("End"), None)),
        obstacle=rules.obstacle_to_revoking_calendar(in_use),
    )


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program; whoever knows the address is that person, and reads no more."""
    user = queries.person_of_calendar(token)
    if user is None:
        raise Http404
    response = _file(user)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file(user: User) -> HttpResponse:
    response = HttpResponse(
        calendar_file(queries.due_dates(user)), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="fristen.ics"'
    return response


def _way(*further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("My deadlines"), reverse("coordination:deadlines")), *further]
