"""The pages on which somebody decides about a release: sends it on, releases it, takes it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework.views.stale import sent_again
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.press import operations, queries, rules
from querschnitt.press.embargo import in_words
from querschnitt.press.forms import ApproveForm, CorrectForm, EmbargoForm, ReasonForm
from querschnitt.press.forms.acts import initial_embargo
from querschnitt.press.models import Release
from querschnitt.press.saying import said_of, version_now, writers_of
from querschnitt.press.views.found import done, release_or_404, way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class Click:
    """An act that needs nothing but a click: how it reads, and what is said afterwards."""

    act: Callable[..., Release]
    heading: str
    submit: str
    done: str
    lead: str = ""
    danger: bool = False


@signed_in
@page_or_act
def submit_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.submit_release,
        heading=_("Submit for release?"),
        lead=_("Somebody else reads it and releases it. Until then it can come back."),
        submit=_("Submit for release"),
        done=_("The release is submitted."),
    )
    obstacle = rules.obstacle_to_submitting(request.user, row, said_of(row))
    return _clicked(request, row, click, obstacle)


@signed_in
@page_or_act
def return_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form, act = ReasonForm(entered(request)), operations.return_release
    if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
        return done(request, row, _("The release went back to who wrote it."))
    return _page(
        request, row, form, heading=_("Send the release back?"), submit=_("Send it back"),
        lead=_("It becomes a draft again. Who wrote it reads the reason."),
        obstacle=rules.obstacle_to_returning(request.user, row),
    )  # fmt: skip


@signed_in
@page_or_act
def approve_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form, act = _to_approve(request, row, entered(request)), operations.approve_release
    try:
        released = attempt(form, lambda **told: act(by=request.user, release=row, **told))
    except Refused as refusal:
        again = sent_again(request, seen=version_now(row).digest)
        form = _to_approve(request, row, again)
        return _approving(request, row, form, stale=refusal.obstacle, status=409)
    if released:
        return done(request, row, _released(released))
    return _approving(request, row, form)


def _to_approve(request: SignedInRequest, row: Release, data: Any) -> ApproveForm:
    initial = {**initial_embargo(row), "seen": version_now(row).digest}
    return ApproveForm(data, initial=initial, is_own=request.user.pk in writers_of(row))


def _approving(
    request: SignedInRequest, row: Release, form: ApproveForm, **more: Any
) -> HttpResponse:
    return _page(
        request, row, form, heading=_("Release it?"), submit=_("Release"),
        lead=_("Without an embargo it is public at once: on the portal and in its channels."),
        obstacle=rules.obstacle_to_approving(request.user, row), shown=queries.shown_now(row),
        **more,
    )  # fmt: skip


def _released(release: Release) -> str:
    if release.published_at:
        told = {"number": release.reference}
        return _("The release is public, with the number %(number)s.") % told
    return _("The release is released and waits for its moment.")


@signed_in
@page_or_act
def confirm_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.confirm_release,
        heading=_("Confirm the release afterwards?"),
        lead=_("One person wrote and released it. With this, a second one stands behind it."),
        submit=_("Confirm"),
        done=_("The release is confirmed."),
    )
    return _clicked(request, row, click, rules.obstacle_to_confirming(request.user, row))


@signed_in
@page_or_act
def reschedule(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form = EmbargoForm(entered(request), initial=initial_embargo(row))
    act = operations.reschedule
    if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
        return done(request, row, _("The embargo is changed."))
    return _page(
        request, row, form, heading=_("Set or change the embargo"), submit=_("Keep the embargo"),
        lead=_("A release that has been released and waits for nothing more is public at once."),
        obstacle=rules.obstacle_to_rescheduling(request.user, row),
    )  # fmt: skip


@signed_in
@page_or_act
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.take_back,
        heading=_("Take it back before its moment?"),
        lead=_("It becomes a draft again and is not published until somebody releases it anew."),
        submit=_("Take it back"),
        done=_("The release is a draft again."),
    )
    return _clicked(request, row, click, rules.obstacle_to_taking_back(request.user, row))


@signed_in
@page_or_act
def lift_embargo(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.lift_embargo,
        heading=_("Has the event happened?"),
        lead=_("The embargo ends. What has been released is public at once."),
        submit=_("The event has happened: lift the embargo"),
        done=_("The embargo is lifted."),
    )
    return _clicked(request, row, click, rules.obstacle_to_lifting(request.user, row))


@signed_in
@page_or_act
def publish_now(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.publish_now,
        heading=_("Publish now?"),
        lead=_("Its moment has come; the worker would do it within seconds."),
        submit=_("Publish now"),
        done=_("The release is public."),
    )
    return _clicked(request, row, click, queries.obstacle_to_publishing_now(row, request.user))


@signed_in
@page_or_act
def drop_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.drop_release,
        heading=_("Drop the draft?"),
        lead=_("It is given up and stays among the dropped ones, where it can be read."),
        submit=_("Drop the draft"),
        done=_("The draft is dropped."),
        danger=True,
    )
    return _clicked(request, row, click, rules.obstacle_to_dropping(request.user, row))


@signed_in
@page_or_act
def correct_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form, act = _to_correct(request, row, entered(request)), operations.correct_release
    try:
        if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
            return done(request, row, _("The correction is public."))
    except Refused as refusal:
        again = sent_again(request, seen=version_now(row).digest)
        form = _to_correct(request, row, again)
        return _correcting(request, row, form, stale=refusal.obstacle, status=409)
    return _correcting(request, row, form)


def _to_correct(request: SignedInRequest, row: Release, data: Any) -> CorrectForm:
    initial = {"seen": version_now(row).digest}
    return CorrectForm(data, initial=initial, is_own=request.user.pk in writers_of(row))


def _correcting(
    request: SignedInRequest, row: Release, form: CorrectForm, **more: Any
) -> HttpResponse:
    return _page(
        request, row, form, heading=_("Release the correction?"),
        submit=_("Release the correction"),
        lead=_("It is public at once, with its note; channels are told in the way they can be."),
        obstacle=rules.obstacle_to_correcting(request.user, row), shown=queries.shown_now(row),
        **more,
    )  # fmt: skip


@signed_in
@page_or_act
def drop_correction(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    click = Click(
        act=operations.drop_correction,
        heading=_("Drop the correction?"),
        lead=_("What is public stays as it is."),
        submit=_("Drop the correction"),
        done=_("The correction is dropped."),
        danger=True,
    )
    return _clicked(request, row, click, rules.obstacle_to_dropping_correction(request.user, row))


@signed_in
@page_or_act
def withdraw_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form, act = ReasonForm(entered(request)), operations.withdraw_release
    if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
        return done(request, row, _("The release is withdrawn."))
    return _page(
        request, row, form, heading=_("Withdraw the release?"), submit=_("Withdraw it"),
        lead=_("Its address then says that it is gone, and why. Channels delete it if they can."),
        obstacle=rules.obstacle_to_withdrawing(request.user, row), danger=True,
    )  # fmt: skip


def _page(
    request: SignedInRequest,
    row: Release,
    form: Form,
    *,
    heading: str,
    submit: str,
    obstacle: Obstacle | None,
    **more: Any,
) -> HttpResponse:
    return act_page(
        request,
        form,
        heading=heading,
        preline=str(row),
        submit=submit,
        cancel_url=reverse("press:release", args=[row.pk]),
        breadcrumb=way_to(row, (heading, None)),
        obstacle=obstacle,
        template="press/act.html",
        embargo=in_words(row),
        release=row,
        **more,
    )


def _clicked(
    request: SignedInRequest, row: Release, click: Click, obstacle: Obstacle | None
) -> HttpResponse:
    """Do an act that needs nothing but a click, or show what it means and why it may not be."""
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: click.act(by=request.user, release=row)):
        return done(request, row, click.done)
    return _page(
        request,
        row,
        form,
        heading=click.heading,
        lead=click.lead,
        submit=click.submit,
        danger=click.danger,
        obstacle=obstacle,
    )
