"""Amending an adopted framework: what is under way, opening, extending and giving it up."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms import (
    ExtendAmendmentForm,
    GiveUpAmendmentForm,
    OpenAmendmentForm,
)
from querschnitt.framework import operations as framework_operations
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.adoption import amendment_of
from querschnitt.framework.models import Amendment, Framework
from querschnitt.framework.views.found import Way, framework_or_404, way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def amendment(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    context = {
        "framework": found,
        "page": queries.amendment_page(found, seen_by=request.user),
        "breadcrumb": _way(found),
    }
    return render(request, "coordination/amendment.html", context)


@signed_in
@page_or_act
def open_amendment(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    form, act = OpenAmendmentForm(entered(request), framework=found), _open
    if attempt(form, lambda **told: act(request, found, **told)):
        return _done(request, found, _("The amendment is open."))
    return act_page(
        request,
        form,
        heading=_("Open an amendment"),
        preline=str(found),
        lead=_("What cabinet adopted stays in force until it decides again."),
        submit=_("Open the amendment"),
        cancel_url=_url(found),
        breadcrumb=_way(found, _("Open an amendment")),
        obstacle=queries.obstacle_to_opening_an_amendment(found, request.user),
    )


@signed_in
@page_or_act
def extend_amendment(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    under_way = _under_way_or_404(found)
    named = {*under_way.goals.values_list("reference", flat=True)}
    form = ExtendAmendmentForm(
        entered(request), framework=found, named=named, initial={"reason": under_way.reason}
    )
    if attempt(form, lambda **told: _extend(request, under_way, **told)):
        return _done(request, found, _("The amendment is extended."))
    return act_page(
        request,
        form,
        heading=_("Extend the amendment"),
        preline=str(found),
        submit=_("Extend the amendment"),
        cancel_url=_url(found),
        breadcrumb=_way(found, _("Extend")),
        obstacle=framework_rules.obstacle_to_changing_an_amendment(request.user, under_way),
    )


@signed_in
@page_or_act
def give_up_amendment(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    under_way, form = _under_way_or_404(found), GiveUpAmendmentForm(entered(request))
    act = operations.give_up_amendment
    if attempt(form, lambda **told: act(by=request.user, amendment=under_way, **told)):
        return _done(request, found, _("The amendment is given up."))
    return act_page(
        request,
        form,
        heading=_("Give up the amendment?"),
        preline=str(found),
        lead=_("What is in force stays as it is. Changes are set aside, new goals are withdrawn;"
               " nothing is deleted."),
        submit=_("Give up the amendment"),
        danger=True,
        cancel_url=_url(found),
        breadcrumb=_way(found, _("Give up")),
        obstacle=queries.obstacle_to_giving_up(under_way, request.user),
    )  # fmt: skip


def _open(request: SignedInRequest, found: Framework, **told: object) -> Amendment:
    """Open an amendment; the same one sent a second time is the one that is open already."""
    before = amendment_of(found)
    if before and before.reason == told["reason"] and before.opened_by_id == request.user.pk:
        return before
    return framework_operations.open_amendment(by=request.user, framework=found, **told)  # type: ignore[arg-type]


def _extend(request: SignedInRequest, under_way: Amendment, **told: object) -> Amendment:
    """Extend an amendment, unless nothing that was entered differs from what it says."""
    if not told["goals"] and told["reason"] == under_way.reason:
        return under_way
    return framework_operations.extend_amendment(by=request.user, amendment=under_way, **told)  # type: ignore[arg-type]


def _under_way_or_404(framework: Framework) -> Amendment:
    under_way = amendment_of(framework)
    if under_way is None:
        raise Http404
    return under_way


def _url(framework: Framework) -> str:
    return reverse("coordination:amendment", args=[framework.key])


def _way(framework: Framework, act: str = "") -> Way:
    further = [(act, None)] if act else []
    return way_to(framework, (_("Amendment"), _url(framework) if act else None), *further)


def _done(request: SignedInRequest, framework: Framework, sentence: str) -> HttpResponse:
    messages.success(request, sentence, extra_tags="act")
    return redirect(_url(framework))
