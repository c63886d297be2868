"""How reservations end: settled by those who coordinate, or withdrawn by who raised them."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import entered
from querschnitt.coordination import operations
from querschnitt.coordination.forms import SettleForm, WithdrawReservationForm
from querschnitt.coordination.models import Reservation
from querschnitt.coordination.queries import ReservationLine
from querschnitt.coordination.views.found import reservation_or_404, way_to_round
from querschnitt.lib.refusal import Obstacle

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def settle_reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    form, act = SettleForm(entered(request)), operations.settle_reservation
    if attempt(form, lambda **told: act(by=request.user, reservation=row, **told)):
        messages.success(request, _("The reservation is settled."), extra_tags="settle")
        return redirect("coordination:round", line.round_id)
    return _page(
        request,
        form,
        row,
        line,
        form_id="settle",
        heading=_("Settle the reservation"),
        submit=_("Record what was agreed"),
        obstacle=line.to_settle,
    )


@signed_in
@page_or_act
def withdraw_reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    form, act = WithdrawReservationForm(entered(request)), operations.withdraw_reservation
    if attempt(form, lambda **told: act(by=request.user, reservation=row, **told)):
        messages.success(request, _("The reservation is withdrawn."), extra_tags="withdraw")
        return redirect("coordination:round", line.round_id)
    return _page(
        request,
        form,
        row,
        line,
        form_id="withdraw",
        heading=_("Withdraw the reservation?"),
        submit=_("Withdraw the reservation"),
        obstacle=line.to_withdraw,
    )


def _page(
    request: SignedInRequest,
    form: Form,
    row: Reservation,
    line: ReservationLine,
    *,
    heading: str,
    obstacle: Obstacle | None,
    **more: Any,
) -> HttpResponse:
    round = row.cosignature.round
    refused = None if form.is_bound else obstacle
    context = {
        "form": form,
        "reservation": line,
        "round": round,
        "heading": heading,
        "obstacle": refused,
        "cancel_url": reverse("coordination:round", args=[line.round_id]),
        "breadcrumb": way_to_round(round, (heading, None)),
        **more,
    }
    status = 422 if form.is_bound else 403 if refused else 200
    return render(request, "coordination/end_reservation.html", context, status=status)
