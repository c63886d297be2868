"""Which departments succeeded those that were recut, as one page for all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import operations, rules
from querschnitt.accounts.forms import SuccessionForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import Department
from querschnitt.accounts.succession import former_departments
from querschnitt.accounts.views.acts import act_page, entered


@signed_in
@require_safe
def successions(request: SignedInRequest) -> HttpResponse:
    rows = former_departments()
    context = {
        "rows": rows,
        "gaps": [row for row in rows if row.is_gap],
        "obstacle": rules.obstacle_to_keeping_departments(request.user),
        "breadcrumb": _way((_("Successors of former departments"), None)),
    }
    return render(request, "accounts/successions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record_succession(request: SignedInRequest, key: str) -> HttpResponse:
    department = get_object_or_404(Department, key=key)
    form, act = SuccessionForm(entered(request)), operations.record_succession
    overview = reverse("accounts:successions")
    if attempt(form, lambda **told: act(by=request.user, department=department, **told)):
        messages.success(request, _("The successor was entered."), extra_tags="act")
        return redirect(overview)
    return act_page(
        request,
        form,
        heading=_("Enter a successor of %(name)s") % {"name": department.name},
        lead=_("A portfolio that was divided has several successors: enter one after the other. "
               "What was adopted and published keeps the old names."),
        submit=_("Enter the successor"),
        cancel_url=overview,
        breadcrumb=_way(
            (_("Successors of former departments"), overview), (department.abbreviation, None)
        ),
        obstacle=rules.obstacle_to_succeeding(request.user, department),
    )  # fmt: skip


def _way(*further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Departments"), reverse("accounts:departments")), *further]
