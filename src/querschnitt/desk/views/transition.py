"""One page that leads from a legislative term to the next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.desk.transition import transition as steps_of
from querschnitt.framework import rules
from querschnitt.framework.models import LegislativeTerm


@signed_in
@require_safe
def transition(request: SignedInRequest, number: int) -> HttpResponse:
    term = get_object_or_404(LegislativeTerm, number=number)
    context = {
        "term": term,
        "steps": steps_of(term, by=request.user),
        "obstacle": rules.obstacle_to_coordinating(request.user),
        "breadcrumb": [
            (_("Frameworks"), reverse("framework:frameworks")),
            (_("Legislative terms"), reverse("framework:terms")),
            (_("Transition"), None),
        ],
    }
    return render(request, "desk/transition.html", context)
