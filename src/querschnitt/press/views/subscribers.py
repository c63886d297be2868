"""The lists of addresses: accredited press by name, the public by number."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.lib.refusal import Obstacle
from querschnitt.press import operations, queries, rules
from querschnitt.press.embargo import in_words
from querschnitt.press.forms import AccreditedForm, FindSubscriberForm
from querschnitt.press.models import Subscriber
from querschnitt.press.views.found import Crumb, release_or_404, way, way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def subscribers(request: SignedInRequest) -> HttpResponse:
    _only_keepers(request)
    form = FindSubscriberForm(request.GET or None)
    email = form.cleaned_data["email"] if form.is_valid() else ""
    context = {
        "page": queries.subscribers_page(email),
        "form": form,
        "email": email,
        "breadcrumb": _way(),
    }
    return render(request, "press/subscribers.html", context, status=200)


@signed_in
@page_or_act
def add_accredited(request: SignedInRequest) -> HttpResponse:
    _only_keepers(request)
    form, act = AccreditedForm(entered(request)), operations.add_accredited
    if attempt(form, lambda **told: act(by=request.user, **told)):
        messages.success(request, _("The address is on the list."), extra_tags="act")
        return redirect("press:subscribers")
    heading = _("Accredit somebody")
    return act_page(
        request, form, heading=heading, submit=_("Put on the list"),
        cancel_url=reverse("press:subscribers"), breadcrumb=_way((heading, None)),
        obstacle=rules.obstacle_to_keeping_subscribers(request.user), template="press/act.html",
    )  # fmt: skip


@signed_in
@page_or_act
def end_subscription(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    return _clicked(
        request, row, operations.end_subscription, heading=_("End the subscription?"),
        submit=_("End it"), done=_("The subscription has ended."),
        obstacle=rules.obstacle_to_ending(request.user, row),
    )  # fmt: skip


@signed_in
@page_or_act
def forget_subscriber(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _found(request, pk)
    return _clicked(
        request, row, operations.forget_subscriber, heading=_("Delete the address?"),
        submit=_("Delete it"), done=_("The address is deleted."),
        obstacle=rules.obstacle_to_forgetting(request.user, row),
    )  # fmt: skip


def _clicked(
    request: SignedInRequest,
    row: Subscriber,
    act: Callable[..., object],
    *,
    heading: str,
    submit: str,
    done: str,
    obstacle: Obstacle | None,
) -> HttpResponse:
    """Return the page of an act that needs nothing but a click."""
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: act(by=request.user, subscriber=row) or True):
        messages.success(request, done, extra_tags="act")
        return redirect("press:subscribers")
    return act_page(
        request, form, heading=heading, preline=row.email, submit=submit,
        cancel_url=reverse("press:subscribers"), breadcrumb=_way((heading, None)),
        obstacle=obstacle, template="press/act.html",
    )  # fmt: skip


@signed_in
@page_or_act
def send_in_advance(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form, act = ConfirmForm(entered(request)), operations.send_in_advance
    if attempt(form, lambda: f"{act(by=request.user, release=row)}"):
        sentence = _("The messages were handed to the outbox; below it says when each one left.")
        messages.success(request, sentence, extra_tags="act")
        return redirect("press:send_in_advance", pk)
    return act_page(
        request, form, heading=_("Mail to accredited press"), preline=str(row),
        lead=_("All accredited journalists get it at once and in random order. The embargo stands "
               "in the subject and above and below the text."),
        submit=_("Send it in advance, with the embargo"),
        cancel_url=reverse("press:release", args=[pk]),
        breadcrumb=way_to(row, (_("Mail to accredited press"), None)),
        obstacle=rules.obstacle_to_sending_in_advance(request.user, row),
        template="press/send_in_advance.html", log=queries.hand_over_log(row),
        embargo=in_words(row), status=0 if request.method == "POST" else 200,
    )  # fmt: skip


def _found(request: SignedInRequest, pk: int) -> Subscriber:
    _only_keepers(request)
    return get_object_or_404(Subscriber, pk=pk)


def _only_keepers(request: SignedInRequest) -> None:
    if rules.obstacle_to_keeping_subscribers(request.user):
        raise PermissionDenied


def _way(*further: Crumb) -> list[Crumb]:
    return way((_("Subscriptions"), reverse("press:subscribers") if further else None), *further)
