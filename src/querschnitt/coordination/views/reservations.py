"""Reservations: how one stands, and how it is carried on until it ends."""

from collections.abc import Callable
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
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import (
    EscalateForm,
    RaiseReservationForm,
    SettleForm,
    WithdrawReservationForm,
)
from querschnitt.coordination.models import Reservation, Round
from querschnitt.coordination.queries import ReservationLine
from querschnitt.coordination.views.found import (
    reservation_or_404,
    reservation_url,
    round_or_404,
    way_to_reservation,
    way_to_round,
)
from querschnitt.lib.refusal import Obstacle, Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    round = row.cosignature.round
    context = {
        "reservation": line,
        "round": round,
        "breadcrumb": way_to_reservation(round, line),
    }
    return render(request, "coordination/reservation.html", context)


@signed_in
@page_or_act
def settle_reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    return _word_settlement(
        request,
        row,
        line,
        operations.settle_reservation,
        form_id="settle",
        heading=_("Settle the reservation"),
        submit=_("Record what was agreed"),
        obstacle=line.to_settle,
        own_words=line.settlement,
    )


@signed_in
@page_or_act
def confirm_settlement(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    return _word_settlement(
        request,
        row,
        line,
        operations.confirm_settlement,
        form_id="confirm",
        heading=_("Confirm how the reservation was settled"),
        submit=_("Record our words"),
        obstacle=line.to_confirm,
        own_words=line.department_settlement,
    )


@signed_in
@page_or_act
def withdraw_reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    form, act = WithdrawReservationForm(entered(request)), operations.withdraw_reservation
    if attempt(form, lambda **told: act(by=request.user, reservation=row, **told)):
        messages.success(request, _("The reservation is withdrawn."), extra_tags="withdraw")
        return redirect(reservation_url(row.pk))
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


@signed_in
@page_or_act
def escalate_reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    row, line = reservation_or_404(request, pk)
    levels = rules.levels_left(list(row.steps.all()))
    form = EscalateForm(entered(request), levels=() if request.method == "POST" else levels)
    act = operations.escalate_reservation
    if attempt(form, lambda **told: act(by=request.user, reservation=row, **told)):
        messages.success(request, _("The attempt is noted."), extra_tags="escalate")
        return redirect(reservation_url(row.pk))
    return _page(
        request,
        form,
        row,
        line,
        form_id="escalate",
        heading=_("Note an attempt to come to terms"),
        submit=_("Note the attempt"),
        obstacle=line.to_escalate,
    )


@signed_in
@page_or_act
def raise_reservation(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.CO_SIGNATURE)
    page = queries.signing_page(found, request.user)
    form = RaiseReservationForm(entered(request), points=page.points)
    act = operations.raise_reservation
    if attempt(form, lambda **told: act(by=request.user, round=found, **told)):
        messages.success(request, _("The reservation is raised."), extra_tags="raise")
        return redirect("coordination:round", found.pk)
    heading = _("Raise a further reservation")
    return act_page(
        request,
        form,
        heading=heading,
        preline=str(found),
        submit=_("Raise the reservation"),
        cancel_url=reverse("coordination:round", args=[found.pk]),
        breadcrumb=way_to_round(found, (heading, None)),
        obstacle=page.overview.to_raise,
    )


def _word_settlement(
    request: SignedInRequest,
    row: Reservation,
    line: ReservationLine,
    act: Callable[..., Reservation],
    *,
    own_words: str,
    **more: Any,
) -> HttpResponse:
    form, stale = SettleForm(entered(request)), None
    try:
        settled = attempt(form, lambda **told: act(by=request.user, reservation=row, **told))
    except Refused as refusal:
        settled, stale = None, refusal.obstacle
        form = SettleForm({**request.POST.dict(), "seen_digest": line.settlement_digest})
    if settled:
        messages.success(request, _done(settled), extra_tags=more["form_id"])
        return redirect(reservation_url(row.pk))
    if not form.is_bound:
        told = {"settlement": own_words, "seen_digest": line.settlement_digest}
        form = SettleForm(initial=told)
    return _page(request, form, row, line, stale=stale, **more)


def _done(settled: Reservation) -> str:
    if settled.is_open:
        return _("The words are recorded. The reservation ends once both sides have written.")
    return _("The reservation is settled.")


def _page(
    request: SignedInRequest,
    form: Form,
    row: Reservation,
    line: ReservationLine,
    *,
    heading: str,
    obstacle: Obstacle | None,
    stale: Obstacle | None = None,
    **more: Any,
) -> HttpResponse:
    round, refused = row.cosignature.round, None if form.is_bound else obstacle
    context = {
        "form": form,
        "reservation": line,
        "round": round,
        "heading": heading,
        "obstacle": refused,
        "stale": stale,
        "cancel_url": reservation_url(row.pk),
        "breadcrumb": way_to_reservation(round, line, (heading, None)),
        **more,
    }
    status = 409 if stale else 422 if form.is_bound else 403 if refused else 200
    return render(request, "coordination/end_reservation.html", context, status=status)
