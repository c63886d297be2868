"""The acts on what becomes of the mandate's clauses in a framework."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries
from querschnitt.framework.forms import ExclusionForm
from querschnitt.framework.models import Framework
from querschnitt.framework.views.found import clause_or_404, framework_or_404, way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def exclude_clause(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    framework = framework_or_404(key)
    clause, act = clause_or_404(framework, number), operations.exclude_clause
    form = ExclusionForm(entered(request))
    if attempt(
        form,
        lambda reason: act(by=request.user, framework=framework, clause=clause, reason=reason),
    ):
        return _done(request, framework, _("It is noted why the clause is not taken up."))
    return act_page(
        request,
        form,
        heading=_("Do not take up clause %(number)s") % {"number": number},
        lead=clause.text,
        submit=_("Note the reason"),
        cancel_url=_coverage_url(framework),
        breadcrumb=_way(framework, number),
        obstacle=queries.obstacles_on(framework, by=request.user).changing,
    )


@signed_in
@page_or_act
def readmit_clause(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    framework = framework_or_404(key)
    clause, act = clause_or_404(framework, number), operations.readmit_clause
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: act(by=request.user, framework=framework, clause=clause) or True):
        return _done(request, framework, _("The clause can be taken up again."))
    return act_page(
        request,
        form,
        heading=_("Take up clause %(number)s after all?") % {"number": number},
        lead=clause.text,
        submit=_("Take back the reason"),
        cancel_url=_coverage_url(framework),
        breadcrumb=_way(framework, number),
        obstacle=queries.obstacles_on(framework, by=request.user).changing,
    )


def _coverage_url(framework: Framework) -> str:
    return reverse("framework:coverage", args=[framework.key])


def _way(framework: Framework, number: int) -> list[tuple[str, str | None]]:
    return way_to(
        framework,
        (_("Clause coverage"), _coverage_url(framework)),
        (_("Clause {number}").format(number=number), None),
    )


def _done(request: SignedInRequest, framework: Framework, sentence: str) -> HttpResponse:
    messages.success(request, sentence, extra_tags="act")
    return redirect(_coverage_url(framework))
