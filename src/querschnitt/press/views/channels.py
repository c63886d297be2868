"""Which channels there are, with which accounts, and whether they are on."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.lib.refusal import Obstacle
from querschnitt.press import channels as kinds
from querschnitt.press import operations, queries, rules
from querschnitt.press.channel_accounts import missing_in, secrets_set
from querschnitt.press.channels.base import Accepted, ChannelKind
from querschnitt.press.forms import ChannelForm
from querschnitt.press.models import Channel
from querschnitt.press.views.found import Crumb, way

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def channels(request: SignedInRequest) -> HttpResponse:
    _only_readers(request)
    context = {
        "lines": queries.channel_lines(request.user),
        "kinds": [one for one in kinds.registered().values() if one.slug not in rules.ALWAYS_ON],
        "to_add": rules.obstacle_to_setting_channels(request.user),
        "breadcrumb": _way(),
    }
    return render(request, "press/channels.html", context)


@signed_in
@page_or_act
def add_channel(request: SignedInRequest, kind: str) -> HttpResponse:
    found = kinds.kind_of(kind)
    if found is None:
        raise Http404
    _only_readers(request)
    form, act = ChannelForm(entered(request), kind=found), operations.add_channel
    if attempt(form, lambda **told: act(by=request.user, kind=kind, **told)):
        sentence = _("The channel is entered. It is off until you switch it on.")
        messages.success(request, sentence, extra_tags="act")
        return redirect("press:channels")
    heading = _("Add a channel: %(kind)s") % {"kind": found.label}
    return act_page(
        request, form, heading=heading, lead=found.about, submit=_("Add the channel"),
        cancel_url=reverse("press:channels"), breadcrumb=_way((heading, None)),
        obstacle=rules.obstacle_to_setting_channels(request.user), template="press/act.html",
    )  # fmt: skip


@signed_in
@page_or_act
def revise_channel(request: SignedInRequest, key: str) -> HttpResponse:
    row, kind = _found(request, key)
    initial = {
        "name": row.name,
        "language": row.language,
        "department": row.department.key if row.department else "",
    }
    known = secrets_set(row)
    form = ChannelForm(entered(request), kind=kind, channel=row, known=known, initial=initial)
    act = operations.revise_channel
    if attempt(form, lambda **told: act(by=request.user, channel=row, **told)):
        messages.success(request, _("The channel is changed."), extra_tags="act")
        return redirect("press:channels")
    return act_page(
        request, form, heading=_("Change the channel"), preline=row.name, lead=kind.about,
        submit=_("Keep the changes"), cancel_url=reverse("press:channels"),
        breadcrumb=_way((row.name, None)),
        obstacle=rules.obstacle_to_setting_channels(request.user), template="press/act.html",
    )  # fmt: skip


@signed_in
@page_or_act
def switch_on(request: SignedInRequest, key: str) -> HttpResponse:
    row, kind = _found(request, key)
    missing = missing_in(row)
    return _clicked(
        request, row, operations.switch_on, heading=_("Switch the channel on?"),
        lead=_("From the next release on it is told."), submit=_("Switch on"),
        done=_("The channel is on."),
        obstacle=rules.obstacle_to_switching_on(request.user, row, kind, missing=missing),
    )  # fmt: skip


@signed_in
@page_or_act
def switch_off(request: SignedInRequest, key: str) -> HttpResponse:
    row, _kind = _found(request, key)
    return _clicked(
        request, row, operations.switch_off, heading=_("Switch the channel off?"),
        lead=_("What waits for it is not sent while it is off."), submit=_("Switch off"),
        done=_("The channel is off."),
        obstacle=rules.obstacle_to_switching_off(request.user, row),
    )  # fmt: skip


@signed_in
@page_or_act
def check_channel(request: SignedInRequest, key: str) -> HttpResponse:
    row, _kind = _found(request, key)
    form = ConfirmForm(entered(request))
    if outcome := attempt(form, lambda: operations.check_channel(by=request.user, channel=row)):
        if isinstance(outcome, Accepted):
            sentence = _("The account can be used. Nothing was posted.")
            messages.success(request, sentence, extra_tags="act")
        else:
            messages.error(request, outcome.reason, extra_tags="act")
        return redirect("press:channels")
    return act_page(
        request, form, heading=_("Check the account?"), preline=row.name,
        lead=_("The network is asked whether the account can be used. Nothing is posted."),
        submit=_("Check the account"), cancel_url=reverse("press:channels"),
        breadcrumb=_way((row.name, None)),
        obstacle=rules.obstacle_to_setting_channels(request.user), template="press/act.html",
    )  # fmt: skip


def _clicked(
    request: SignedInRequest,
    row: Channel,
    act: Callable[..., Channel],
    *,
    heading: str,
    lead: str,
    submit: str,
    done: str,
    obstacle: Obstacle | None,
) -> HttpResponse:
    """Return the page of an act that needs nothing but a click."""
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: act(by=request.user, channel=row)):
        messages.success(request, done, extra_tags="act")
        return redirect("press:channels")
    return act_page(
        request, form, heading=heading, preline=row.name, lead=lead, submit=submit,
        cancel_url=reverse("press:channels"), breadcrumb=_way((row.name, None)),
        obstacle=obstacle, template="press/act.html",
    )  # fmt: skip


def _found(request: SignedInRequest, key: str) -> tuple[Channel, ChannelKind]:
    _only_readers(request)
    row = get_object_or_404(Channel.objects.select_related("department"), key=key)
    kind = kinds.kind_of(row.kind)
    if kind is None:
        raise Http404
    return row, kind


def _only_readers(request: SignedInRequest) -> None:
    if rules.obstacle_to_reading_channels(request.user):
        raise PermissionDenied


def _way(*further: Crumb) -> list[Crumb]:
    return way((_("Channels"), reverse("press:channels") if further else None), *further)
