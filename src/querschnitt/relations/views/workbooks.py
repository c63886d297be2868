"""A register as a workbook: downloaded, changed, uploaded, looked at, taken over or discarded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.documents.workbook_writers import WORKBOOK_WRITERS, WorkbookWriter
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.relations import operations
from querschnitt.relations.forms.workbooks import (
    ApplyEntriesForm,
    DiscardEntriesForm,
    UploadEntriesForm,
)
from querschnitt.relations.models import EntryWorkbook
from querschnitt.relations.queries import workbooks as queries
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.rules import workbooks as rules
from querschnitt.relations.views.found import way_to
from querschnitt.relations.workbook_files import refused_file, register_file
from querschnitt.relations.workbook_preview import page_of
from querschnitt.relations.workbook_reading import checked_workbook

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def register_workbook(request: SignedInRequest, register: Register) -> HttpResponse:
    written = _writer_or_404(request)
    data = register_file(register, by=request.user, written=written)
    return _file(data, register.segment, written)


@signed_in
@page_or_act
def upload_entries(request: SignedInRequest, register: Register) -> HttpResponse:
    obstacle = queries.obstacle_to_uploading_entries(request.user, register)
    form = UploadEntriesForm(entered(request), request.FILES or None)
    if not (obstacle and form.is_bound) and (
        done := attempt(form, lambda file: _uploaded(request, register, file))
    ):
        return redirect("relations:entry_workbook", register, done.pk)
    context = {
        "form": form,
        "register": register,
        "obstacle": obstacle,
        "pending": queries.pending_workbook(request.user, register),
        "cancel_url": _list_url(register),
        "breadcrumb": way_to(register, (_("Workbook"), None)),
    }
    status = 403 if obstacle else 422 if form.is_bound else 200
    return render(request, "relations/upload_entries.html", context, status=status)


@signed_in
@require_safe
def entry_workbook(request: SignedInRequest, register: Register, pk: int) -> HttpResponse:
    return _preview(request, _workbook_or_404(request, register, pk))


@signed_in
@page_or_act
def apply_entries(request: SignedInRequest, register: Register, pk: int) -> HttpResponse:
    found = _workbook_or_404(request, register, pk)
    form = ApplyEntriesForm(entered(request))
    form.initial = {"seen_digest": found.basis_digest}
    act = operations.take_over_workbook
    try:
        done = attempt(form, lambda **told: act(by=request.user, workbook=found, **told))
    except Refused as refusal:
        return _renewed(request, found, refusal.obstacle)
    if done:
        messages.success(request, _what_was_done(done), extra_tags="act")
        return redirect("relations:entry_workbook", register, pk)
    return _act(
        request,
        form,
        found,
        heading=_("Take the workbook over?"),
        lead=_sum(found),
        submit=_("Take the workbook over"),
        obstacle=rules.obstacle_to_applying_workbook(found, request.user),
    )


@signed_in
@page_or_act
def discard_entries(request: SignedInRequest, register: Register, pk: int) -> HttpResponse:
    found = _workbook_or_404(request, register, pk)
    form = DiscardEntriesForm(entered(request))
    if attempt(form, lambda: operations.discard_workbook(by=request.user, workbook=found)):
        messages.success(request, _("The workbook is discarded."), extra_tags="act")
        return redirect(_list_url(REGISTERS[found.register]))
    return _act(
        request,
        form,
        found,
        heading=_("Discard the workbook?"),
        lead=_("Nothing of it is kept. The entries that are there stay as they are."),
        submit=_("Discard the workbook"),
        danger=True,
        obstacle=rules.obstacle_to_discarding_workbook(found, request.user),
    )


@signed_in
@require_safe
def refused_entries(request: SignedInRequest, register: Register, pk: int) -> HttpResponse:
    found = _workbook_or_404(request, register, pk)
    if not found.refused_rows or found.state != EntryWorkbook.State.READY:
        raise Http404
    written = _writer_or_404(request)
    return _file(
        refused_file(found, written=written), f"zu-korrigieren-{register.segment}", written
    )


def _uploaded(request: SignedInRequest, register: Register, file: Any) -> EntryWorkbook:
    data = file.read()
    checked = checked_workbook(data, register, by=request.user)
    return operations.upload_workbook(
        by=request.user, register=register, data=data, file_name=file.name or "", checked=checked
    )


def _preview(
    request: SignedInRequest, found: EntryWorkbook, *, stale: Obstacle | None = None
) -> HttpResponse:
    number = request.GET.get("seite", "1")
    page = page_of(
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
        "breadcrumb": way_to(page.register, (_("Workbook"), None)),
    }
    status = 409 if stale else 200
    return render(request, "relations/entry_workbook.html", context, status=status)


def _renewed(request: SignedInRequest, found: EntryWorkbook, obstacle: Obstacle) -> HttpResponse:
    """Show a fresh preview, since what the person was shown rests on what is no more."""
    data = EntryWorkbook.objects.values_list("data", flat=True).get(pk=found.pk)
    checked = checked_workbook(bytes(data or b""), REGISTERS[found.register], by=request.user)
    if checked.basis_digest != found.basis_digest:
        operations.renew_workbook(by=request.user, workbook=found, checked=checked)
    again = _workbook_or_404(request, REGISTERS[found.register], found.pk)
    return _preview(request, again, stale=obstacle)


def _act(request: SignedInRequest, form: Any, found: EntryWorkbook, **more: Any) -> HttpResponse:
    register = REGISTERS[found.register]
    own = reverse("relations:entry_workbook", args=[register, found.pk])
    way = way_to(register, (_("Workbook"), own), (more["submit"], None))
    return act_page(request, form, cancel_url=own, breadcrumb=way, **more)


def _list_url(register: Register) -> str:
    return reverse("relations:register", args=[register])


def _workbook_or_404(request: SignedInRequest, register: Register, pk: int) -> EntryWorkbook:
    rows = EntryWorkbook.objects.visible_to(request.user).defer("data")
    found: EntryWorkbook = get_object_or_404(
        rows.exclude(state=EntryWorkbook.State.DISCARDED).select_related(
            "uploaded_by", "applied_by", "job"
        ),
        pk=pk,
        register=register.slug,
    )
    return found


def _writer_or_404(request: SignedInRequest) -> WorkbookWriter:
    written = WORKBOOK_WRITERS.get(request.GET.get("datei", "xlsx"))
    if written is None:
        raise Http404
    return written


def _file(data: bytes, name: str, written: WorkbookWriter) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}{written.suffix}"'}
    return HttpResponse(data, content_type=written.media_type, headers=headers)


def _address(page: queries.EntryWorkbookPage, step: int) -> str:
    return f"?zeilen={page.chosen}&seite={page.number + step}"


def _sum(found: EntryWorkbook) -> str:
    counts = {
        "new": found.new_rows,
        "changed": found.changed_rows,
        "unchanged": found.unchanged_rows,
    }
    return _("%(new)s new entries, %(changed)s changed; %(unchanged)s stay as they are.") % counts


def _what_was_done(done: EntryWorkbook) -> str:
    if done.state == EntryWorkbook.State.CONFIRMED:
        return _("The workbook is being taken over. This page shows when it is done.")
    sentence = ngettext(
        "The workbook is taken over: %(count)s entry was written.",
        "The workbook is taken over: %(count)s entries were written.",
        done.rows_to_apply,
    )
    return sentence % {"count": done.rows_to_apply}
