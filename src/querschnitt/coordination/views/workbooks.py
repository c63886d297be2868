"""A department's workbook: downloaded, filled in, uploaded, looked at, taken over or discarded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import Department
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import (
    ApplyWorkbookForm,
    DiscardWorkbookForm,
    UploadWorkbookForm,
)
from querschnitt.coordination.models import DeliveredWorkbook, Round
from querschnitt.coordination.views.found import round_or_404, round_url, way_to_round
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS, WorkbookWriter
from querschnitt.lib.refusal import Obstacle, Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.COLLECTION)
    department = _department_or_404(request, found)
    written = _writer_or_404(request)
    data = queries.workbook_file(found, department, by=request.user, written=written)
    return _file(data, f"ziele-{found.of_framework.key}-{department.key}", written)


@signed_in
@page_or_act
def upload_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.COLLECTION)
    form = UploadWorkbookForm(entered(request), request.FILES or None)

    def act(file: Any) -> DeliveredWorkbook:
        return operations.upload_workbook(
            by=request.user, round=found, data=file.read(), file_name=file.name or ""
        )

    if delivered := attempt(form, act):
        return redirect("coordination:delivered_workbook", delivered.pk)
    obstacle = queries.obstacle_to_uploading(found, request.user)
    context = {
        "form": form,
        "round": found,
        "obstacle": None if form.is_bound else obstacle,
        "cancel_url": round_url(found),
        "breadcrumb": way_to_round(found, (_("Upload a workbook"), None)),
    }
    status = 422 if form.is_bound else 403 if obstacle else 200
    return render(request, "coordination/upload_workbook.html", context, status=status)


@signed_in
@require_safe
def delivered_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    return _preview(request, _workbook_or_404(request, pk))


@signed_in
@page_or_act
def apply_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _workbook_or_404(request, pk)
    form = ApplyWorkbookForm(entered(request))
    form.initial = {"seen_digest": found.basis_digest}
    act = operations.take_over_workbook
    try:
        done = attempt(form, lambda **told: act(by=request.user, workbook=found, **told))
    except Refused as refusal:
        return _renewed(request, found, refusal.obstacle)
    if done:
        messages.success(request, _what_was_done(done), extra_tags="act")
        return redirect("coordination:delivered_workbook", pk)
    page = queries.workbook_page(found, request.user)
    return _act(
        request,
        form,
        found,
        heading=_("Take the workbook over?"),
        lead=_sum(found),
        submit=_("Take the workbook over"),
        obstacle=page.to_apply,
    )


@signed_in
@page_or_act
def discard_workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _workbook_or_404(request, pk)
    form = DiscardWorkbookForm(entered(request))
    if attempt(form, lambda: operations.discard_workbook(by=request.user, workbook=found)):
        messages.success(request, _("The workbook is discarded."), extra_tags="act")
        return redirect(round_url(found.round))
    return _act(
        request,
        form,
        found,
        heading=_("Discard the workbook?"),
        lead=_("Nothing of it is kept. The goals that are there stay as they are."),
        submit=_("Discard the workbook"),
        danger=True,
        obstacle=rules.obstacle_to_discarding(found, request.user),
    )


@signed_in
@require_safe
def refused_rows(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _workbook_or_404(request, pk)
    if not found.refused_rows or found.state != DeliveredWorkbook.State.READY:
        raise Http404
    written = _writer_or_404(request)
    data = queries.refused_file(found, by=request.user, written=written)
    return _file(data, f"zu-korrigieren-{found.department.key}", written)


def _preview(
    request: SignedInRequest, found: DeliveredWorkbook, *, stale: Obstacle | None = None
) -> HttpResponse:
    number = request.GET.get("seite", "1")
    page = queries.workbook_page(
        found,
        request.user,
        outcome=request.GET.get("zeilen", ""),
        number=max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1,
    )
    context = {
        "page": page,
        "workbook": found,
        "stale": stale,
        "previous_url": _address(page, -1) if page.number > 1 else "",
        "next_url": _address(page, 1) if page.has_more else "",
        "apply_fields": [("seen_digest", found.basis_digest)],
        "breadcrumb": way_to_round(found.round, (_name(found), None)),
    }
    return render(
        request, "coordination/delivered_workbook.html", context, status=409 if stale else 200
    )


def _renewed(
    request: SignedInRequest, found: DeliveredWorkbook, obstacle: Obstacle
) -> HttpResponse:
    """Show a fresh preview, since what the person was shown rests on what is no more."""
    operations.renew_workbook(by=request.user, workbook=found)
    return _preview(request, _workbook_or_404(request, found.pk), stale=obstacle)


def _act(
    request: SignedInRequest, form: Any, found: DeliveredWorkbook, **more: Any
) -> HttpResponse:
    own = reverse("coordination:delivered_workbook", args=[found.pk])
    return act_page(
        request,
        form,
        cancel_url=own,
        breadcrumb=way_to_round(found.round, (_name(found), own), (more["submit"], None)),
        **more,
    )


def _workbook_or_404(request: SignedInRequest, pk: int) -> DeliveredWorkbook:
    rows = DeliveredWorkbook.objects.visible_to(request.user).defer("data")
    found: DeliveredWorkbook = get_object_or_404(
        rows.exclude(state=DeliveredWorkbook.State.DISCARDED).select_related(
            "round__framework__term", "department", "uploaded_by", "applied_by", "job"
        ),
        pk=pk,
    )
    return found


def _department_or_404(request: SignedInRequest, found: Round) -> Department:
    """Return whose workbook is asked for: by its key, or else the reader's own department."""
    asked = Department.objects.filter(pk__in=found.contributions.values("department"))
    key = request.GET.get("ressort", "")
    own = {"key": key} if key else {"pk": request.user.department_id}
    department = get_object_or_404(asked, **own)
    if not rules.may_have_workbook(request.user, department=department.pk):
        raise Http404
    return department


def _writer_or_404(request: SignedInRequest) -> WorkbookWriter:
    """Return for which program a workbook is asked for; for Excel where nothing is said."""
    written = WORKBOOK_WRITERS.get(request.GET.get("datei", "xlsx"))
    if written is None:
        raise Http404
    return written


def _file(data: bytes, name: str, written: WorkbookWriter) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}{written.suffix}"'}
    return HttpResponse(data, content_type=written.media_type, headers=headers)


def _address(page: queries.WorkbookPage, step: int) -> str:
    return f"?zeilen={page.chosen}&seite={page.number + step}"


def _name(found: DeliveredWorkbook) -> str:
    return _("Workbook of %(department)s") % {"department": found.department}


def _sum(found: DeliveredWorkbook) -> str:
    counts = {
        "new": found.new_rows,
        "changed": found.changed_rows,
        "carried": found.carried_rows,
        "unchanged": found.unchanged_rows,
    }
    return (
        _(
            "%(new)s new goals, %(changed)s changed, %(carried)s carried over from last term;"
            " %(unchanged)s stay as they are. They become drafts of the department."
        )
        % counts
    )


def _what_was_done(done: DeliveredWorkbook) -> str:
    if done.state == DeliveredWorkbook.State.CONFIRMED:
        return _("The workbook is being taken over. This page shows when it is done.")
    sentence = ngettext(
        "The workbook is taken over: %(count)s row became a draft.",
        "The workbook is taken over: %(count)s rows became drafts.",
        done.rows_to_apply,
    )
    return sentence % {"count": done.rows_to_apply}
