"""Pages about departments, their succession and who held their offices."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import operations, queries, rules
from querschnitt.accounts.forms import (
    AppointForm,
    DissolveDepartmentForm,
    EndAppointmentForm,
    FoundDepartmentForm,
    ReviseDepartmentForm,
)
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import Appointment, Department
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def departments(request: SignedInRequest) -> HttpResponse:
    rows = queries.departments()
    context = {
        "current": [row for row in rows if row.is_current],
        "former": [row for row in rows if not row.is_current],
        "obstacle": rules.obstacle_to_keeping_departments(request.user),
    }
    return render(request, "accounts/departments.html", context)


@signed_in
@require_safe
def department(request: SignedInRequest, key: str) -> HttpResponse:
    page = queries.department_page(key)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "department": page.department,
        "obstacle": rules.obstacle_to_keeping_departments(request.user),
    }
    return render(request, "accounts/department.html", context)


@signed_in
@page_or_act
def found_department(request: SignedInRequest) -> HttpResponse:
    form = FoundDepartmentForm(entered(request))
    founded = attempt(form, lambda **told: operations.found_department(by=request.user, **told))
    if founded:
        messages.success(request, _("The department was entered."), extra_tags="act")
        return redirect("accounts:department", founded.key)
    return act_page(
        request,
        form,
        heading=_("Enter a department"),
        submit=_("Enter the department"),
        cancel_url=reverse("accounts:departments"),
        obstacle=rules.obstacle_to_keeping_departments(request.user),
    )


@signed_in
@page_or_act
def revise_department(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_object_or_404(Department, key=key)
    form = ReviseDepartmentForm(entered(request), initial=_revisable(shown))
    try:
        revised = attempt(
            form,
            lambda **told: operations.revise_department(by=request.user, department=shown, **told),
        )
    except Refused as refusal:
        return _stale_page(request, form, refusal)
    if revised:
        messages.success(request, _("The department was revised."), extra_tags="act")
        return redirect("accounts:department", key)
    return _revise_page(request, form, shown)


@signed_in
@page_or_act
def dissolve_department(request: SignedInRequest, key: str) -> HttpResponse:
    page = queries.department_page(key)
    if page is None:
        raise Http404
    form = DissolveDepartmentForm(entered(request))
    act = operations.dissolve_department
    if attempt(form, lambda **told: act(by=request.user, department=page.department, **told)):
        messages.success(request, _("The department is entered as dissolved."), extra_tags="act")
        return redirect("accounts:department", key)
    return act_page(
        request,
        form,
        heading=_("Dissolve %(name)s") % {"name": page.department.name},
        lead=_("Its page, goals and signatures stay. Active accounts that still belong to it: "
               "%(staff)s.") % {"staff": page.staff},
        submit=_("Dissolve the department"),
        danger=True,
        cancel_url=reverse("accounts:department", args=[key]),
        obstacle=rules.obstacle_to_keeping_departments(request.user),
    )  # fmt: skip


@signed_in
@page_or_act
def appoint(request: SignedInRequest, key: str) -> HttpResponse:
    department = get_object_or_404(Department, key=key)
    form, act = AppointForm(entered(request)), operations.appoint
    if attempt(form, lambda **told: act(by=request.user, department=department, **told)):
        messages.success(request, _("The office was entered."), extra_tags="act")
        return redirect("accounts:department", key)
    return act_page(
        request,
        form,
        heading=_("Who holds an office in %(name)s") % {"name": department.name},
        submit=_("Enter"),
        cancel_url=reverse("accounts:department", args=[key]),
        obstacle=rules.obstacle_to_keeping_departments(request.user),
    )


@signed_in
@page_or_act
def end_appointment(request: SignedInRequest, pk: int) -> HttpResponse:
    related = Appointment.objects.select_related("office__department")
    appointment = get_object_or_404(related, pk=pk)
    department = appointment.office.department
    url = reverse("accounts:department", args=[department.key]) if department else "/desk/ressorts/"
    form, act = EndAppointmentForm(entered(request)), operations.end_appointment
    if attempt(form, lambda **told: act(by=request.user, appointment=appointment, **told)):
        messages.success(request, _("The end of the term of office was entered."))
        return redirect(url)
    return act_page(
        request,
        form,
        heading=_("End of the term of office of %(name)s") % {"name": appointment.person_name},
        lead=str(appointment.office),
        submit=_("Enter the end"),
        cancel_url=url,
        obstacle=rules.obstacle_to_keeping_departments(request.user),
    )


def _revisable(department: Department) -> dict[str, Any]:
    fields = {name: getattr(department, name) for name in rules.REVISABLE}
    return {**fields, "seen_digest": rules.digest_of(department)}


def _revise_page(
    request: SignedInRequest, form: ReviseDepartmentForm, department: Department, **more: Any
) -> HttpResponse:
    return act_page(
        request,
        form,
        heading=_("Revise %(name)s") % {"name": department.name},
        submit=_("Save"),
        cancel_url=reverse("accounts:department", args=[department.key]),
        obstacle=rules.obstacle_to_keeping_departments(request.user),
        **more,
    )


def _stale_page(
    request: SignedInRequest, form: ReviseDepartmentForm, refusal: Refused
) -> HttpResponse:
    """Show what stands there now beside what was typed; sending again puts the typed in place."""
    key = request.resolver_match.kwargs["key"] if request.resolver_match else ""
    now = get_object_or_404(Department, key=key)
    differing = [
        (form.fields[name].label, getattr(now, name))
        for name in rules.REVISABLE
        if form.cleaned_data[name] != getattr(now, name)
    ]
    data = request.POST.copy()
    data["seen_digest"] = rules.digest_of(now)
    again = ReviseDepartmentForm(data)
    return _revise_page(
        request, again, now, stale=refusal.obstacle, differing=differing, status=409
    )
