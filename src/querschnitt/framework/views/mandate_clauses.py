"""The acts on the clauses of a mandate: several at once, a misprint, a removal."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries, rules
from querschnitt.framework.mandate_forms import (
    PasteClausesForm,
    RemoveClauseForm,
    ReviseClauseForm,
    said_by,
)
from querschnitt.framework.models import Clause, Mandate
from querschnitt.framework.operations import ClauseText
from querschnitt.framework.text_digests import clause_digest
from querschnitt.framework.views.stale import competing, sent_again, stale_page
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def add_clauses(request: SignedInRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Mandate, key=key)
    way = _about(found, _("Paste several clauses"))
    if obstacle := rules.obstacle_to_coordinating(request.user):
        return act_page(request, PasteClausesForm(), submit="", obstacle=obstacle, **way)
    form, clauses = PasteClausesForm(entered(request)), None
    if form.is_valid():
        clauses = form.cleaned_data["text"]
        if form.is_confirmed and (added := attempt(form, _adding(request, found))):
            return _done(request, found, _added(len(added)))
    return _paste_page(request, found, form, clauses, way)


@signed_in
@page_or_act
def revise_clause(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    clause = _clause_or_404(key, number)
    form, act = ReviseClauseForm(entered(request), clause=clause), operations.revise_clause
    way = _about(clause.mandate, _("Correct clause %(number)s") % {"number": number})
    try:
        revised = attempt(form, lambda **told: act(by=request.user, clause=clause, **told))
    except Refused as refusal:
        return _stale(request, clause, form, refusal, way)
    if revised:
        return _done(request, clause.mandate, _("The clause was corrected."))
    return act_page(
        request,
        form,
        lead=_("For misprints only. A clause that no longer stands is removed instead."),
        submit=_("Keep the new text"),
        obstacle=queries.obstacle_to_revising_clauses(clause.mandate, by=request.user),
        **way,
    )


@signed_in
@page_or_act
def remove_clause(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    clause = _clause_or_404(key, number)
    form, act = RemoveClauseForm(entered(request)), operations.remove_clause
    if attempt(form, lambda **told: act(by=request.user, clause=clause, **told)):
        return _done(request, clause.mandate, _("The clause is shown as removed now."))
    return act_page(
        request,
        form,
        lead=_("The clause stays with its reason, and so do the goals that rest on it. No goal can"
               " newly rest on it."),
        submit=_("Remove the clause"),
        danger=True,
        obstacle=rules.obstacle_to_removing_a_clause(request.user, clause),
        **_about(clause.mandate, _("Remove clause %(number)s") % {"number": number}),
    )  # fmt: skip


@signed_in
@page_or_act
def restore_clause(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    clause = _clause_or_404(key, number)
    form, act = ConfirmForm(entered(request)), operations.restore_clause
    if attempt(form, lambda: act(by=request.user, clause=clause)):
        return _done(request, clause.mandate, _("The clause stands again."))
    return act_page(
        request,
        form,
        lead=clause.text,
        submit=_("Restore the clause"),
        obstacle=rules.obstacle_to_restoring_a_clause(request.user, clause),
        **_about(clause.mandate, _("Restore clause %(number)s") % {"number": number}),
    )


def _adding(request: SignedInRequest, found: Mandate) -> Any:
    def act(text: list[ClauseText], previewed: str) -> list[Clause]:
        return operations.add_clauses(by=request.user, mandate=found, clauses=text)

    return act


def _paste_page(
    request: SignedInRequest,
    found: Mandate,
    form: PasteClausesForm,
    clauses: list[ClauseText] | None,
    way: dict[str, Any],
) -> HttpResponse:
    known = {*found.clauses.values_list("text", "reference")}
    is_faulty = bool(form.errors)
    if clauses and not is_faulty:
        # What is sent next was seen taken apart.
        form = PasteClausesForm(sent_again(request, previewed=form.shown))
    context = {
        "form": form,
        "previewed": [(one, (one.text, one.reference) in known) for one in clauses or ()],
        "new": sum((one.text, one.reference) not in known for one in clauses or ()),
        "is_faulty": is_faulty,
        **way,
    }
    return render(request, "framework/add_clauses.html", context, status=422 if is_faulty else 200)


def _stale(
    request: SignedInRequest,
    shown: Clause,
    form: ReviseClauseForm,
    refusal: Refused,
    way: dict[str, Any],
) -> HttpResponse:
    now = Clause.objects.select_related("mandate").get(pk=shown.pk)
    both = competing(form, said_by(now), texts=("text", "reference"))
    if not both:
        return _done(request, now.mandate, _("The clause was corrected."))
    data = sent_again(request, seen_digest=clause_digest(now))
    again = ReviseClauseForm(data, clause=now)
    submit = _("Keep the new text")
    return stale_page(request, again, refusal=refusal, both=both, submit=submit, **way)


def _clause_or_404(key: str, number: int) -> Clause:
    rows = Clause.objects.select_related("mandate").prefetch_related("departments")
    return get_object_or_404(rows, mandate__key=key, number=number)


def _about(found: Mandate, heading: str) -> dict[str, Any]:
    own = reverse("framework:mandate", args=[found.key])
    way: list[tuple[str, str | None]] = [
        (_("Frameworks"), reverse("framework:frameworks")),
        (_("Mandates"), reverse("framework:mandates")),
        (found.title, own),
        (heading, None),
    ]
    return {"heading": heading, "cancel_url": own, "breadcrumb": way}


def _added(count: int) -> str:
    return ngettext(
        "%(count)s clause was added.", "%(count)s clauses were added.", count
    ) % {"count": count}  # fmt: skip


def _done(request: SignedInRequest, found: Mandate, sentence: str) -> HttpResponse:
    messages.success(request, sentence, extra_tags="act")
    return redirect("framework:mandate", found.key)
