"""Telling departments that their part has changed, and what an answer was given on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.models import Round
from querschnitt.coordination.views.found import round_or_404, round_url, way_to_round
from querschnitt.ui.forms import Form

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    page = queries.answer_page(pk, request.user)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "round": page.round,
        "breadcrumb": way_to_round(page.round, (_("Answer"), None)),
    }
    return render(request, "coordination/answer.html", context)


@signed_in
@page_or_act
def notify_outdated(request: SignedInRequest, pk: int) -> HttpResponse:
    found, form = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE), Form(entered(request))
    told = attempt(form, lambda: operations.notify_outdated(by=request.user, round=found))
    if told:
        sentence = ngettext(
            "%(count)s department is told.", "%(count)s departments are told.", len(told)
        )
        messages.success(request, sentence % {"count": len(told)}, extra_tags="act")
        return redirect(round_url(found))
    overview = queries.round_overview(found, request.user)
    return act_page(
        request,
        form,
        heading=_("Tell the departments whose part has changed?"),
        lead=", ".join(one.department for one in overview.outdated),
        submit=_("Tell the departments"),
        cancel_url=round_url(found),
        breadcrumb=way_to_round(found, (_("Tell the departments"), None)),
        obstacle=overview.to_notify,
    )
