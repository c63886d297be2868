"""Submissions: the list, one of them, and what the State Chancellery and the office do with it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.cabinet_paper import TYPED, typed_digest
from querschnitt.coordination.forms import (
    ReasonForm,
    RevisionForm,
    StateSecretariesForm,
    SubmissionForm,
    WithdrawSubmissionForm,
)
from querschnitt.coordination.views.found import (
    pages_beside,
    row_number,
    submission_or_404,
    way_to_cabinet,
    way_to_submission,
)
from querschnitt.framework.views.found import framework_or_404
from querschnitt.framework.views.stale import competing, sent_again, stale_page
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])

TEXTS = [name for name in TYPED if name not in {"form", "file_reference"}]


@signed_in
@require_safe
def submissions(request: SignedInRequest) -> HttpResponse:
    found = queries.submissions(request.user, from_row=row_number(request))
    context = {
        "page": found,
        **pages_beside(found),
        "breadcrumb": [
            (_("Cabinet"), reverse("coordination:cabinet_home")),
            (_("Submissions"), None),
        ],
    }
    return render(request, "coordination/submissions.html", context)


@signed_in
@require_safe
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    page = submission_or_404(request, pk)
    context = {"page": page, "breadcrumb": way_to_submission(page.submission)}
    return render(request, "coordination/submission.html", context)


@signed_in
@page_or_act
def draft_submission(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    form, act = SubmissionForm(entered(request)), operations.draft_submission
    made = attempt(form, lambda **told: act(by=request.user, framework=framework, **told))
    if made:
        messages.success(request, _("The submission is begun."), extra_tags="act")
        return redirect("coordination:submission", made.pk)
    return act_page(
        request,
        form,
        heading=_("Write a cabinet submission"),
        preline=str(framework),
        lead=_("Who took part with what result, open dissent and the clauses that are not taken up"
               " are added from the rounds. All parts can be written later."),
        submit=_("Keep the draft"),
        cancel_url=reverse("coordination:cabinet", args=[key]),
        breadcrumb=way_to_cabinet(framework, (_("Write a cabinet submission"), None)),
        obstacle=queries.obstacle_to_drafting(framework, request.user),
    )  # fmt: skip


@signed_in
@page_or_act
def revise_submission(request: SignedInRequest, pk: int) -> HttpResponse:
    page = submission_or_404(request, pk)
    row, act = page.submission, operations.revise_submission
    form = RevisionForm(entered(request), submission=row, seen_digest=page.typed_digest)
    try:
        done = attempt(form, lambda **told: act(by=request.user, submission=row, **told))
    except Refused as refusal:
        return _stale(request, page, form, refusal)
    if done:
        return _done(request, pk, _("The submission was revised."))
    return act_page(request, form, **_revising(page), obstacle=page.obstacles.revising)


@signed_in
@page_or_act
def return_submission(request: SignedInRequest, pk: int) -> HttpResponse:
    page = submission_or_404(request, pk)
    form, act = ReasonForm(entered(request)), operations.return_submission
    if attempt(form, lambda **t: act(by=request.user, submission=page.submission, **t)):
        return _done(request, pk, _("The submission is returned."))
    return _act(
        request,
        page,
        form,
        heading=_("Return the submission?"),
        lead=_("It goes back to those who wrote it, with the reason, and leaves the agenda."),
        submit=_("Return the submission"),
        obstacle=page.obstacles.returning,
    )


@signed_in
@page_or_act
def withdraw_submission(request: SignedInRequest, pk: int) -> HttpResponse:
    page = submission_or_404(request, pk)
    form, act = WithdrawSubmissionForm(entered(request)), operations.withdraw_submission
    if attempt(form, lambda **t: act(by=request.user, submission=page.submission, **t)):
        return _done(request, pk, _("The submission is withdrawn."))
    return _act(
        request,
        page,
        form,
        heading=_("Withdraw the submission?"),
        lead=_("It ends without a decision and leaves the agenda. What was delivered stays on"
               " record; another submission can be written."),
        submit=_("Withdraw the submission"),
        danger=True,
        obstacle=page.obstacles.withdrawing,
    )  # fmt: skip


@signed_in
@page_or_act
def record_state_secretaries_result(request: SignedInRequest, pk: int) -> HttpResponse:
    page = submission_or_404(request, pk)
    form = StateSecretariesForm(entered(request))
    act = operations.record_state_secretaries_result
    if attempt(form, lambda **t: act(by=request.user, submission=page.submission, **t)):
        return _done(request, pk, _("The result of the state secretaries is recorded."))
    return _act(
        request,
        page,
        form,
        heading=_("Record what the state secretaries made of it"),
        lead=_("The result and the note go into the submission. A submission that goes back to the"
               " departments leaves the cabinet office."),
        submit=_("Record the result"),
        obstacle=page.obstacles.recording,
    )  # fmt: skip


def _done(request: SignedInRequest, pk: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence, extra_tags="act")
    return redirect("coordination:submission", pk)


def _act(
    request: SignedInRequest, page: queries.SubmissionPage, form: Form, *, heading: str, **more: Any
) -> HttpResponse:
    return act_page(
        request,
        form,
        heading=heading,
        preline=str(page.submission),
        cancel_url=reverse("coordination:submission", args=[page.submission.pk]),
        breadcrumb=way_to_submission(page.submission, (heading, None)),
        **more,
    )


def _revising(page: queries.SubmissionPage) -> dict[str, Any]:
    return {
        "heading": _("Revise the submission"),
        "preline": str(page.submission),
        "submit": _("Keep the new text"),
        "cancel_url": reverse("coordination:submission", args=[page.submission.pk]),
        "breadcrumb": way_to_submission(page.submission, (_("Revise the submission"), None)),
    }


def _stale(
    request: SignedInRequest, page: queries.SubmissionPage, form: Form, refusal: Refused
) -> HttpResponse:
    now = page.submission
    both = competing(form, {name: getattr(now, name) for name in TYPED}, texts=TEXTS)
    if not both:
        return _done(request, now.pk, _("The submission was revised."))
    data = sent_again(request, seen_digest=typed_digest(now))
    again = RevisionForm(data, submission=now, seen_digest=page.typed_digest)
    return stale_page(request, again, refusal=refusal, both=both, **_revising(page))
