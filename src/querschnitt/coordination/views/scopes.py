"""The second page of opening a round: who is asked on which point."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from querschnitt.accounts.http import SignedInRequest
from querschnitt.coordination import queries
from querschnitt.coordination.forms import RoundForm
from querschnitt.framework.models import Framework


def points_page(request: SignedInRequest, framework: Framework, form: RoundForm) -> HttpResponse:
    """Show every point against the departments that were chosen, keeping what was entered."""
    departments = form.cleaned_data.get("departments", [])
    # What a refusal may be about stands on this page, too, so that it can be changed here.
    changeable = ["due_on", "urgency_reason"] if form.has_chosen_points else []
    context = {
        "form": form,
        "framework": framework,
        "departments": departments,
        "rows": queries.scope_matrix(framework, departments, form.cleaned_data.get("points")),
        "carried": [
            field for field in form if field.name not in (*RoundForm.ON_SECOND_PAGE, *changeable)
        ],
        "changeable": [form[name] for name in changeable],
        "cancel_url": reverse("coordination:rounds"),
        "breadcrumb": [
            (_("Rounds"), reverse("coordination:rounds")),
            (_("Open a round"), None),
        ],
    }  # fmt: skip
    status = 422 if form.has_chosen_points else 200
    return render(request, "coordination/choose_points.html", context, status=status)
