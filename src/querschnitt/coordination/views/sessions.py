"""Sessions of the cabinet and their agendas."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import AgendaForm, ReasonForm, SessionForm
from querschnitt.coordination.models import AgendaItem, CabinetSession
from querschnitt.coordination.views.found import (
    pages_beside,
    row_number,
    way_to_session,
    way_to_sessions,
)
from querschnitt.lib.refusal import Obstacle

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def cabinet_home(request: SignedInRequest) -> HttpResponse:
    context = {
        "page": queries.cabinet_home(request.user),
        "breadcrumb": [(_("Cabinet"), None)],
    }
    return render(request, "coordination/cabinet_home.html", context)


@signed_in
@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    found = queries.sessions(from_row=row_number(request))
    context = {
        "page": found,
        **pages_beside(found),
        "to_plan": rules.obstacle_to_planning_a_session(request.user),
        "breadcrumb": way_to_sessions(),
    }
    return render(request, "coordination/sessions.html", context)


@signed_in
@require_safe
def session(request: SignedInRequest, pk: int) -> HttpResponse:
    page = queries.session_page(pk, request.user)
    if page is None:
        raise Http404
    context = {"page": page, "breadcrumb": way_to_session(page.line.session)}
    return render(request, "coordination/session.html", context)


@signed_in
@page_or_act
def plan_session(request: SignedInRequest) -> HttpResponse:
    form, act = SessionForm(entered(request)), operations.plan_session
    made = attempt(form, lambda **told: act(by=request.user, **told))
    if made:
        messages.success(request, _("The session is entered."), extra_tags="act")
        return redirect("coordination:session", made.pk)
    return act_page(
        request,
        form,
        heading=_("Enter a session of the cabinet"),
        submit=_("Enter the session"),
        cancel_url=reverse("coordination:sessions"),
        breadcrumb=way_to_sessions((_("Enter a session of the cabinet"), None)),
        obstacle=rules.obstacle_to_planning_a_session(request.user),
    )


@signed_in
@page_or_act
def put_on_agenda(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(CabinetSession, pk=pk)
    form = AgendaForm(entered(request), waiting=list(queries.submissions_without_agenda()))
    act = operations.put_on_agenda
    if attempt(form, lambda **told: act(by=request.user, session=row, **told)):
        messages.success(request, _("The submission is on the agenda."), extra_tags="act")
        return redirect("coordination:session", pk)
    return act_page(
        request,
        form,
        heading=_("Put a submission on the agenda"),
        preline=str(row),
        submit=_("Put it on the agenda"),
        cancel_url=reverse("coordination:session", args=[pk]),
        breadcrumb=way_to_session(row, (_("Put a submission on the agenda"), None)),
        obstacle=_obstacle_to_putting_on(request, form),
    )


def _obstacle_to_putting_on(request: SignedInRequest, form: AgendaForm) -> Obstacle | None:
    if obstacle := rules.obstacle_to_preparing_sessions(request.user):
        return obstacle
    return rules.obstacle_in_nothing_waiting(is_any_waiting=bool(form.waiting))


@signed_in
@page_or_act
def take_off_agenda(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = AgendaItem.objects.select_related("session", "submission__framework")
    item = get_object_or_404(rows, pk=pk)
    form, act = ReasonForm(entered(request)), operations.take_off_agenda
    if attempt(form, lambda **told: act(by=request.user, item=item, **told)):
        messages.success(request, _("The item is taken off the agenda."), extra_tags="act")
        return redirect("coordination:session", item.session_id)
    return act_page(
        request,
        form,
        heading=_("Take the item off the agenda?"),
        preline=f"{item}: {item.submission}",
        lead=_("The submission stays before the cabinet and can be put on another agenda."),
        submit=_("Take it off the agenda"),
        cancel_url=reverse("coordination:session", args=[item.session_id]),
        breadcrumb=way_to_session(item.session, (_("Take off the agenda"), None)),
        obstacle=rules.obstacle_to_taking_off_agenda(item, request.user),
    )
