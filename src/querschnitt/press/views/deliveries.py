"""What people decide about deliveries that did not simply arrive."""

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.press import operations, rules
from querschnitt.press.channels import kind_of
from querschnitt.press.forms.deliveries import ConfirmDeliveredForm, SettleForm, TickOffForm
from querschnitt.press.models import Delivery
from querschnitt.press.views.ledger import delivery_or_404

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def confirm_delivered(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery, form = delivery_or_404(request, pk), ConfirmDeliveredForm(entered(request))
    act = operations.confirm_delivered
    if attempt(form, lambda **told: act(by=request.user, delivery=delivery, **told)):
        notes.success(request, _("It is noted that the delivery arrived."))
        return _back(delivery)
    return act_page(
        request,
        form,
        heading=_("Confirm that it arrived: %(delivery)s") % {"delivery": _named(delivery)},
        lead=_("Please look in the network first. Choose this if the post stands there."),
        submit=_("Confirm"),
        cancel_url=_url(delivery),
        obstacle=rules.obstacle_to_confirming_delivery(request.user, delivery),
    )


@signed_in
@page_or_act
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery, form = delivery_or_404(request, pk), SettleForm(entered(request))
    act = operations.settle
    if attempt(form, lambda **told: act(by=request.user, delivery=delivery, **told)):
        notes.success(request, _("The delivery is settled."))
        return _back(delivery)
    return act_page(
        request,
        form,
        heading=_("Settle without sending: %(delivery)s") % {"delivery": _named(delivery)},
        lead=_("Choose this if the post does not stand in the network and shall not any more."),
        submit=_("Settle"),
        cancel_url=_url(delivery),
        obstacle=rules.obstacle_to_settling(request.user, delivery),
    )


@signed_in
@page_or_act
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery, form = delivery_or_404(request, pk), ConfirmForm(entered(request))
    if attempt(form, lambda: operations.send_again(by=request.user, delivery=delivery)):
        notes.success(request, _("The delivery is sent again."))
        return _back(delivery)
    return act_page(
        request,
        form,
        heading=_("Send again: %(delivery)s") % {"delivery": _named(delivery)},
        lead=_("Please look in the network first. If the post stands there after all, "
               "readers see it twice."),
        submit=_("Send again"),
        cancel_url=_url(delivery),
        obstacle=rules.obstacle_to_sending_again(request.user, delivery),
    )  # fmt: skip


@signed_in
@page_or_act
def tick_off(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery, form = delivery_or_404(request, pk), TickOffForm(entered(request))
    kind, act = kind_of(delivery.channel.kind), operations.tick_off
    if attempt(form, lambda **told: act(by=request.user, delivery=delivery, **told)):
        notes.success(request, _("The task is ticked off."))
        return _back(delivery)
    return act_page(
        request,
        form,
        heading=_("Tick off: %(delivery)s") % {"delivery": _named(delivery)},
        lead=_("Choose this if you have done what the steps say."),
        submit=_("Tick off"),
        cancel_url=_url(delivery),
        obstacle=rules.obstacle_to_ticking_off(
            request.user, delivery, is_by_hand=bool(kind and kind.is_by_hand)
        ),
    )


def _named(delivery: Delivery) -> str:
    return f"{delivery.release.reference}, {delivery.channel.name}"


def _url(delivery: Delivery) -> str:
    return reverse("press:delivery", args=[delivery.pk])


def _back(delivery: Delivery) -> HttpResponse:
    return redirect("press:delivery", delivery.pk)
