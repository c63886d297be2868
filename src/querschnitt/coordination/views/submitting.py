"""Delivering a submission to the cabinet, with all that still stands in its way."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms import SubmitForm
from querschnitt.coordination.views.found import submission_or_404, way_to_submission
from querschnitt.framework.views.stale import sent_again
from querschnitt.lib.refusal import Obstacle, Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def submit_submission(request: SignedInRequest, pk: int) -> HttpResponse:
    page = submission_or_404(request, pk)
    form, act = _form(page, entered(request)), operations.submit_submission
    try:
        done = attempt(
            form, lambda **told: act(by=request.user, submission=page.submission, **told)
        )
    except Refused as refusal:
        again = _form(page, sent_again(request, seen_digest=page.shown_digest))
        return _page(request, page, again, stale=refusal.obstacle)
    if done:
        messages.success(
            request, _("The submission is delivered to all houses."), extra_tags="submit"
        )
        return redirect("coordination:submission", pk)
    return _page(request, page, form)


def _form(page: queries.SubmissionPage, data: object) -> SubmitForm:
    coming = [one.session for one in queries.sessions(only_coming=True).rows]
    form = SubmitForm(data, sessions=coming, initial={"seen_digest": page.shown_digest})
    # The field goes only where nothing can be lost with it.
    name = "reason_for_untried_dissent"
    if not page.obstacles.needs_reason and not form.data.get(name):
        del form.fields[name]
    return form


def _page(
    request: SignedInRequest,
    page: queries.SubmissionPage,
    form: SubmitForm,
    *,
    stale: Obstacle | None = None,
) -> HttpResponse:
    refused = None if form.is_bound else page.obstacles.submitting
    status = 409 if stale else 422 if form.is_bound else 403 if refused else 200
    context = {
        "form": form,
        "page": page,
        "obstacle": refused,
        "stale": stale,
        "cancel_url": reverse("coordination:submission", args=[page.submission.pk]),
        "breadcrumb": way_to_submission(page.submission, (_("Submit to the cabinet"), None)),
    }
    return render(request, "coordination/submit_submission.html", context, status=status)
