"""The ledger of messages: what was sent, what was not, and what people decide about it."""

from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import message_rules as rules
from querschnitt.accounts import operations, queries
from querschnitt.accounts.forms import ConfirmForm, MessageFilterForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.accounts.views.people import part_of_list
from querschnitt.outbox.models import Message

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def messages(request: SignedInRequest) -> HttpResponse:
    _readable_or_404(request)
    form = MessageFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queries.messages(state=wanted.get("state", ""), from_row=wanted.get("row") or 0)
    context = {
        "form": form,
        "page": page,
        "previous_url": part_of_list(request, page.before),
        "next_url": part_of_list(request, page.after),
        "has_mail_server": settings.SMTP is not None,
        "may_settle": request.user.role in rules.KEEPS_MESSAGES,
        "breadcrumb": [(_("People"), reverse("accounts:people")), (_("Messages"), None)],
    }
    return render(request, "accounts/messages.html", context)


@signed_in
@page_or_act
def send_message_again(request: SignedInRequest, pk: int) -> HttpResponse:
    message, form = _message_or_404(request, pk), ConfirmForm(entered(request))
    act = operations.send_message_again
    if attempt(form, lambda: act(by=request.user, message=message)):
        notes.success(request, _("The message is sent again."))
        return redirect("accounts:messages")
    return act_page(
        request,
        form,
        heading=_("Send “%(subject)s” again?") % {"subject": message.subject},
        lead=_("To %(address)s. If it has arrived after all, the person gets it twice.")
        % {"address": message.to},
        submit=_("Send again"),
        cancel_url=reverse("accounts:messages"),
        obstacle=rules.obstacle_to_sending_again(
            request.user, message, has_mail_server=settings.SMTP is not None
        ),
    )


@signed_in
@page_or_act
def settle_message(request: SignedInRequest, pk: int) -> HttpResponse:
    message, form = _message_or_404(request, pk), ConfirmForm(entered(request))
    if attempt(form, lambda: operations.settle_message(by=request.user, message=message)):
        notes.success(request, _("The message is settled."))
        return redirect("accounts:messages")
    return act_page(
        request,
        form,
        heading=_("Settle “%(subject)s” without sending it?") % {"subject": message.subject},
        lead=_("To %(address)s. Choose this if the person knows of it in another way.")
        % {"address": message.to},
        submit=_("Settle"),
        cancel_url=reverse("accounts:messages"),
        obstacle=rules.obstacle_to_settling_message(request.user, message),
    )


def _readable_or_404(request: SignedInRequest) -> None:
    if rules.obstacle_to_reading_messages(request.user):
        raise Http404


def _message_or_404(request: SignedInRequest, pk: int) -> Message:
    _readable_or_404(request)
    return get_object_or_404(Message, pk=pk)
