"""Whether things leave the house: held or not, and how the worker's clock goes."""

from django.conf import settings
from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.press import operations, queries, rules
from querschnitt.press.forms import ReasonForm
from querschnitt.press.forms.deliveries import WasSentForm
from querschnitt.press.models import RestoredSending
from querschnitt.press.views.found import way
from querschnitt.press.views.ledger import readable_or_404

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    readable_or_404(request)
    hold, restored = queries.hold(), queries.restored_sendings()
    undecided = sum(1 for one in restored if not one.decision)
    context = {
        "hold": hold,
        "is_worker_there": queries.is_worker_there(hold, at=timezone.now()),
        "skew": f"{hold.clock_skew / 1000:+.3f}".replace(".", ","),
        "time_servers": settings.TIME_SERVERS,
        "gauges": queries.gauges(),
        "changes": queries.hold_changes(),
        "restored": restored,
        "undecided": undecided,
        "hold_obstacle": rules.obstacle_to_holding(request.user, hold),
        "release_obstacle": rules.obstacle_to_releasing_hold(
            request.user, hold, undecided=undecided
        ),
        "may_decide": request.user.role in rules.HOLDS,
        "breadcrumb": way(
            (_("Deliveries to channels"), reverse("press:deliveries")), (_("Outbox"), None)
        ),
    }
    return render(request, "press/outbox.html", context)


@signed_in
@page_or_act
def hold_all(request: SignedInRequest) -> HttpResponse:
    readable_or_404(request)
    form = ReasonForm(entered(request))
    if attempt(form, lambda **told: operations.hold_all(by=request.user, **told)):
        notes.success(request, _("Everything is held. Nothing leaves until somebody lets it go."))
        return redirect("press:outbox")
    return act_page(
        request,
        form,
        heading=_("Hold everything?"),
        lead=_("No release is published by itself and nothing is sent to any channel until "
               "somebody lets it go on. What is being sent at this moment is finished."),
        submit=_("Hold everything"),
        cancel_url=reverse("press:outbox"),
        obstacle=rules.obstacle_to_holding(request.user, queries.hold()),
    )  # fmt: skip


@signed_in
@page_or_act
def release_hold(request: SignedInRequest) -> HttpResponse:
    readable_or_404(request)
    form = ReasonForm(entered(request))
    if attempt(form, lambda **told: operations.release_hold(by=request.user, **told)):
        notes.success(request, _("It goes on."))
        return redirect("press:outbox")
    return act_page(
        request,
        form,
        heading=_("Let everything go on?"),
        lead=_("What was held meanwhile is published and sent now."),
        submit=_("Let it go on"),
        cancel_url=reverse("press:outbox"),
        obstacle=rules.obstacle_to_releasing_hold(
            request.user, queries.hold(), undecided=queries.undecided_restored()
        ),
    )


@signed_in
@page_or_act
def decide_restored(request: SignedInRequest, pk: int) -> HttpResponse:
    readable_or_404(request)
    sending = get_object_or_404(RestoredSending, pk=pk)
    form = WasSentForm(entered(request))
    act = operations.decide_restored
    if attempt(form, lambda **told: act(by=request.user, sending=sending, **told)):
        notes.success(request, _("It is noted."))
        return redirect("press:outbox")
    return act_page(
        request,
        form,
        heading=_("Did this arrive? %(sending)s") % {"sending": sending},
        lead=_("The data directory says that it was begun; the restored database does not know "
               "it. Please look in the channel."),
        submit=_("Note it"),
        cancel_url=reverse("press:outbox"),
        obstacle=rules.obstacle_to_deciding_restored(request.user, sending),
    )  # fmt: skip


@signed_in
@page_or_act
def confirm_all_restored(request: SignedInRequest) -> HttpResponse:
    readable_or_404(request)
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: operations.confirm_all_restored(by=request.user)):
        notes.success(request, _("All of them count as sent now."))
        return redirect("press:outbox")
    return act_page(
        request,
        form,
        heading=_("Did all of them arrive?"),
        lead=_("Choose this if you have looked. None of them is sent again then."),
        submit=_("All of them arrived"),
        cancel_url=reverse("press:outbox"),
        obstacle=rules.obstacle_to_confirming_all_restored(
            request.user, undecided=queries.undecided_restored()
        ),
    )
