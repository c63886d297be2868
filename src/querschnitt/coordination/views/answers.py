"""What a department answers when it is asked: its goals, that it has none, or its signature."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms import ContributeForm, CoSignForm, NilReturnForm
from querschnitt.coordination.models import Contribution, Round
from querschnitt.coordination.views.found import round_or_404, round_url, way_to_round
from querschnitt.framework import queries as framework_queries
from querschnitt.lib.refusal import Obstacle, Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def contribute(request: SignedInRequest, pk: int) -> HttpResponse:
    return _answer_collection(
        request,
        round_or_404(request, pk, kind=Round.Kind.COLLECTION),
        ContributeForm(entered(request)),
        operations.contribute,
        heading=_("Contribute your department's goals"),
        done=_("The goals of your department are contributed."),
        submit=_("Contribute the goals"),
        obstacle=lambda page: page.to_contribute,
        is_nil_return=False,
    )


@signed_in
@page_or_act
def nil_return(request: SignedInRequest, pk: int) -> HttpResponse:
    return _answer_collection(
        request,
        round_or_404(request, pk, kind=Round.Kind.COLLECTION),
        NilReturnForm(entered(request)),
        operations.nil_return,
        heading=_("Give a nil return"),
        done=_("The nil return of your department is recorded."),
        submit=_("Give the nil return"),
        obstacle=lambda page: page.to_give_nil_return,
        is_nil_return=True,
    )


@signed_in
@page_or_act
def cosign(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE)
    form = CoSignForm(entered(request))
    try:
        signed = attempt(
            form, lambda **told: operations.cosign(by=request.user, round=found, **told)
        )
    except Refused as refusal:
        return _cosign_page(request, found, stale=refusal.obstacle)
    if signed:
        sentence = _("The answer of your department is recorded: %(answer)s.")
        answer = {"answer": signed.get_answer_display()}
        messages.success(request, sentence % answer, extra_tags="cosign")
        return redirect(round_url(found))
    return _cosign_page(request, found, form=form)


def _answer_collection(
    request: SignedInRequest,
    found: Round,
    form: ContributeForm,
    act: Callable[..., Contribution],
    *,
    obstacle: Callable[[queries.RoundOverview], Obstacle | None],
    heading: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    if attempt(form, lambda **told: act(by=request.user, round=found, **told)):
        messages.success(request, done, extra_tags="answer")
        return redirect(round_url(found))
    page = queries.round_overview(found, request.user)
    refused = None if form.is_bound else obstacle(page)
    context = {"form": form, "page": page, "heading": heading, "obstacle": refused, **more}
    return _collection_page(request, found, context)


def _collection_page(
    request: SignedInRequest, found: Round, context: dict[str, Any]
) -> HttpResponse:
    context |= {
        "round": found,
        "goals": _own_goals(request, found),
        "cancel_url": round_url(found),
        "breadcrumb": way_to_round(found, (context["heading"], None)),
    }
    status = 422 if context["form"].is_bound else 403 if context["obstacle"] else 200
    return render(request, "coordination/contribute.html", context, status=status)


def _own_goals(request: SignedInRequest, found: Round) -> list[framework_queries.GoalLine]:
    """Return the goals that the reader's department has written for the framework."""
    if request.user.department_id is None:
        return []
    page = framework_queries.framework_page(found.of_framework, seen_by=request.user)
    return [
        line
        for chapter in page.chapters
        for line in chapter.goals
        if line.contributed_by and line.contributed_by.pk == request.user.department_id
    ]


def _cosign_page(
    request: SignedInRequest, found: Round, *,
    form: CoSignForm | None = None, stale: Obstacle | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the present text, and below it the answer; what is signed is what stands there."""
    page = queries.signing_page(found, request.user)
    text, shown = page.text, {"seen_digest": page.text.digest}
    if stale:
        form = CoSignForm({**request.POST.dict(), **shown})
    elif form is None or not form.is_bound:
        form = CoSignForm(initial=shown)
    form.offer(page.points)
    context = {
        "form": form,
        "text": text,
        "round": found,
        "stale": stale,
        "signing": page,
        "page": page.overview,
        "obstacle": None if form.is_bound else page.overview.to_cosign,
        "cancel_url": round_url(found),
        "breadcrumb": way_to_round(found, (_("Co-sign"), None)),
    }
    status = 409 if stale else 422 if form.is_bound else 200
    return render(request, "coordination/cosign.html", context, status=status)
