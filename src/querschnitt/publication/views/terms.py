"""Closing a legislative term, after which its frameworks are those of a former government."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework.models import LegislativeTerm
from querschnitt.publication import operations, queries
from querschnitt.publication.forms import CloseTermForm
from querschnitt.publication.views.found import way_to_editions

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def close_term(request: SignedInRequest, number: int) -> HttpResponse:
    term = get_object_or_404(LegislativeTerm, number=number)
    form = CloseTermForm(entered(request))
    if attempt(form, lambda **told: operations.close_term(by=request.user, term=term, **told)):
        messages.success(request, _("The legislative term is closed."), extra_tags="act")
        return redirect("publication:editions")
    return act_page(
        request,
        form,
        heading=_("Close legislative term %(number)s?") % {"number": number},
        lead=_("Its public frameworks then bear the notice of a former government, each in an"
               " edition of its own. No framework of the term can be adopted afterwards. This"
               " cannot be undone."),
        submit=_("Close the legislative term"),
        danger=True,
        cancel_url=reverse("publication:editions"),
        breadcrumb=way_to_editions(_("Close a legislative term")),
        obstacle=queries.obstacle_to_closing(term, request.user),
    )  # fmt: skip
