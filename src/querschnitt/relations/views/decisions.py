"""Releasing entries and holding them back, one or several at once; removing and restoring one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import journal_phrases
from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import JournalEntry, User
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.lib.refusal import Obstacle
from querschnitt.relations import operations, queries, rules
from querschnitt.relations.forms import EntriesForm, RemoveEntryForm
from querschnitt.relations.models import Entry
from querschnitt.relations.registers import Register
from querschnitt.relations.views.found import (
    done,
    entry_or_404,
    entry_url,
    way_to,
    way_to_entry,
)

page_or_act = require_http_methods(["GET", "HEAD", "POST"])
_LONGEST_ROW = 7


@dataclass(frozen=True)
class Decision:
    """What is decided on entries: how it reads, which act it is, and what may stand in its way."""

    heading: str
    lead: str
    submit: str
    act: Callable[..., list[Entry]]
    obstacle: Callable[[User, Entry], Obstacle | None]


@signed_in
@page_or_act
def release_entries(request: SignedInRequest, register: Register) -> HttpResponse:
    return _decide(
        request,
        register,
        Decision(
            heading=_("Release for the public"),
            lead=_("What is released becomes public with the next edition of the relations."),
            submit=_("Release"),
            act=operations.release_entries,
            obstacle=rules.obstacle_to_releasing,
        ),
    )


@signed_in
@page_or_act
def hold_back_entries(request: SignedInRequest, register: Register) -> HttpResponse:
    return _decide(
        request,
        register,
        Decision(
            heading=_("Hold back from the public"),
            lead=_("What is public already stays so until the next edition of the relations."),
            submit=_("Hold back"),
            act=operations.hold_back_entries,
            obstacle=rules.obstacle_to_holding_back,
        ),
    )


def _decide(request: SignedInRequest, register: Register, decision: Decision) -> HttpResponse:
    list_url = reverse("relations:register", args=[register])
    asked = EntriesForm(request.GET, register=register)
    form = EntriesForm(entered(request), register=register, initial={"entry": _chosen(asked)})
    if request.method != "POST" and not asked.is_valid():
        messages.warning(request, _("Please choose at least one entry."))
        return redirect(list_url)
    decided = attempt(form, lambda entry: decision.act(by=request.user, entries=entry))
    if decided is not None:
        return _decided(request, register, [*form.cleaned_data["entry"]], decided)
    chosen = [*asked.cleaned_data["entry"]] if asked.is_valid() else []
    at_stake = [(one, decision.obstacle(request.user, one)) for one in chosen]
    return act_page(
        request,
        form,
        template="relations/decide.html",
        heading=decision.heading,
        lead=decision.lead,
        submit=decision.submit,
        at_stake=at_stake,
        cancel_url=entry_url(chosen[0]) if len(chosen) == 1 else list_url,
        breadcrumb=way_to(register, (decision.heading, None)),
        obstacle=_in_the_way(at_stake),
    )


@signed_in
@page_or_act
def remove_entry(request: SignedInRequest, register: Register, key: str) -> HttpResponse:
    found, by = entry_or_404(request, register, key), request.user
    form = RemoveEntryForm(entered(request))
    act = operations.remove_entry
    if attempt(form, lambda reason: act(by=by, entry=found, reason=reason)):
        messages.success(request, _("The entry was removed; it can be restored."))
        return redirect("relations:register", register)
    return act_page(
        request,
        form,
        heading=_("Remove “%(title)s”?") % {"title": found.title},
        lead=_("It disappears from all lists, and from the public with the next edition. Its "
               "wordings are kept, and it can be restored."),
        submit=_("Remove the entry"),
        danger=True,
        cancel_url=entry_url(found),
        breadcrumb=way_to_entry(found, (_("Remove"), None)),
        obstacle=rules.obstacle_to_removing(by, found, reason="–", is_needed=False),
    )  # fmt: skip


@signed_in
@page_or_act
def restore_entry(request: SignedInRequest, register: Register, key: str) -> HttpResponse:
    found, by = entry_or_404(request, register, key), request.user
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: operations.restore_entry(by=by, entry=found)):
        return done(request, found, _("The entry is there again."))
    return act_page(
        request,
        form,
        heading=_("Restore “%(title)s”?") % {"title": found.title},
        lead=found.removal_reason,
        submit=_("Restore the entry"),
        cancel_url=entry_url(found),
        breadcrumb=way_to_entry(found, (_("Restore"), None)),
        obstacle=rules.obstacle_to_restoring(by, found),
    )


@signed_in
@require_safe
def entry_history(request: SignedInRequest, register: Register, key: str) -> HttpResponse:
    found = entry_or_404(request, register, key)
    row = request.GET.get("row", "")
    start = int(row) if row.isascii() and row.isdecimal() and len(row) < _LONGEST_ROW else 0
    history = queries.history_of(found, request.user, from_row=start)
    context = {
        "entry": found,
        "history": history,
        "acts": [_act_shown(act) for act in history.acts],
        "previous_url": _row(history.before),
        "next_url": _row(history.after),
        "breadcrumb": way_to_entry(found, (_("History"), None)),
    }
    return render(request, "relations/history.html", context)


def _row(row: int | None) -> str:
    return "" if row is None else f"?row={row}"


def _act_shown(act: JournalEntry) -> dict[str, Any]:
    return {
        "at": act.recorded_at,
        "who": act.department.abbreviation if act.department else "",
        "what": journal_phrases.sentence(act),
    }


def _chosen(asked: EntriesForm) -> list[int]:
    return [one.pk for one in asked.cleaned_data["entry"]] if asked.is_valid() else []


def _in_the_way(at_stake: list[tuple[Entry, Obstacle | None]]) -> Obstacle | None:
    """Return why a decision cannot be taken; of several, some may have been decided so already."""
    settled = {"relations.released-already", "relations.not-released"} if len(at_stake) > 1 else ()
    obstacles = (obstacle for _entry, obstacle in at_stake)
    return next((one for one in obstacles if one and one.code not in settled), None)


def _decided(
    request: SignedInRequest, register: Register, chosen: list[Entry], decided: list[Entry]
) -> HttpResponse:
    told = ngettext("%(count)s entry was changed.", "%(count)s entries were changed.", len(decided))
    sentence = told % {"count": len(decided)}
    if len(chosen) == 1:
        return done(request, chosen[0], sentence)
    messages.success(request, sentence, extra_tags="act")
    return redirect("relations:register", register)
