"""Editions: which there are, one of them, lifting its embargo, withdrawing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.publication import operations, queries
from querschnitt.publication.forms import WithdrawForm
from querschnitt.publication.views.found import way_to_edition, way_to_editions

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def editions(request: SignedInRequest) -> HttpResponse:
    context = {"page": queries.editions_page(), "breadcrumb": [(_("Publishing"), None)]}
    return render(request, "publication/editions.html", context)


@signed_in
@require_safe
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _edition_or_404(request, pk)
    context = {
        "page": page,
        "edition": page.line.edition,
        "breadcrumb": way_to_editions(str(page.line.edition)),
    }
    return render(request, "publication/edition.html", context)


@signed_in
@page_or_act
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _edition_or_404(request, pk)
    form, shown = ConfirmForm(entered(request)), page.line.edition
    if attempt(form, lambda: operations.release(by=request.user, edition=shown)):
        messages.success(request, _("The edition is public."), extra_tags="act")
        return redirect("publication:edition", pk)
    awaited = _("It waits for: %(event)s.") % {"event": page.awaiting} if page.awaiting else ""
    lead = _("Everybody can read it at once. What has been public cannot be made unread.")
    return act_page(
        request,
        form,
        heading=_("Release this edition now?"),
        preline=str(shown),
        lead=f"{awaited} {lead}".strip(),
        submit=_("Release the edition"),
        cancel_url=reverse("publication:edition", args=[pk]),
        breadcrumb=way_to_edition(shown, _("Release")),
        obstacle=page.to_release,
    )


@signed_in
@page_or_act
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _edition_or_404(request, pk)
    form, shown = WithdrawForm(entered(request)), page.line.edition
    if attempt(form, lambda **told: operations.withdraw(by=request.user, edition=shown, **told)):
        messages.success(request, _("The edition is withdrawn."), extra_tags="act")
        return redirect("publication:edition", pk)
    return act_page(
        request,
        form,
        heading=_("Withdraw this edition?"),
        preline=str(shown),
        lead=_("Its addresses then say that it is gone, and why. It stays on record and in the open"
               " data as deleted. This cannot be undone."),
        submit=_("Withdraw the edition"),
        danger=True,
        cancel_url=reverse("publication:edition", args=[pk]),
        breadcrumb=way_to_edition(shown, _("Withdraw")),
        obstacle=page.to_withdraw,
    )  # fmt: skip


@signed_in
@page_or_act
def write_files_again(request: SignedInRequest, pk: int) -> HttpResponse:
    page = _edition_or_404(request, pk)
    form, shown = ConfirmForm(entered(request)), page.line.edition
    if attempt(form, lambda: operations.write_files_again(by=request.user, edition=shown)):
        messages.success(request, _("The files are written again."), extra_tags="act")
        return redirect("publication:edition", pk)
    return act_page(
        request,
        form,
        heading=_("Write the files again?"),
        preline=str(shown),
        lead=_("The worker tries all files again that could not be written. What is public stays"
               " as it is meanwhile."),
        submit=_("Write the files again"),
        cancel_url=reverse("publication:edition", args=[pk]),
        breadcrumb=way_to_edition(shown, _("Files")),
        obstacle=page.files.to_write_again,
    )  # fmt: skip


def _edition_or_404(request: SignedInRequest, pk: int) -> queries.EditionPage:
    page = queries.edition_page(pk, request.user)
    if page is None:
        raise Http404
    return page
