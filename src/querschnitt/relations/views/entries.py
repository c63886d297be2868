"""The page of an entry, and entering and revising one; alike for every register."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import journal
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import User
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework.views.stale import sent_again
from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations, queries, rules, sections
from querschnitt.relations.forms import EntryForm, form_for, initial_of
from querschnitt.relations.models import Entry
from querschnitt.relations.models.entries import Registered
from querschnitt.relations.registers import Register
from querschnitt.relations.said import Said
from querschnitt.relations.views.found import (
    done,
    entry_or_404,
    entry_url,
    way_to,
    way_to_entry,
)

page_or_act = require_http_methods(["GET", "HEAD", "POST"])
FORM = "relations/entry_form.html"


@signed_in
@require_safe
def entry(request: SignedInRequest, register: Register, key: str) -> HttpResponse:
    found = entry_or_404(request, register, key)
    context = {
        "page": queries.entry_page(found, request.user),
        "sections": sections.sections_of(found, request.user),
        "acts": _acts(found, request.user),
        "breadcrumb": way_to_entry(found),
    }
    return render(request, "relations/entry.html", context)


@signed_in
@page_or_act
def add_entry(request: SignedInRequest, register: Register) -> HttpResponse:
    by, list_url = request.user, reverse("relations:register", args=[register])
    form = _typed(request, form_for(register, by=by, data=entered(request)), by=by)
    added = attempt(form, lambda **_told: _added_once(by, register, form.said()))
    if added:
        return done(request, added, _("“%(title)s” was entered.") % {"title": added.title})
    return act_page(
        request,
        form,
        template=FORM,
        suggested=queries.suggestions(form.suggestions(), by),
        heading=_("New entry: %(register)s") % {"register": register.one},
        lead=register.about,
        submit=_("Enter"),
        cancel_url=list_url,
        breadcrumb=way_to(register, (_("New entry"), None)),
        obstacle=rules.obstacle_to_entering(by),
    )


@signed_in
@page_or_act
def revise_entry(request: SignedInRequest, register: Register, key: str) -> HttpResponse:
    found, by = entry_or_404(request, register, key), request.user
    initial = initial_of(register, queries.said_of(found))
    form = form_for(register, by=by, seen=found.number, data=entered(request), initial=initial)
    form = _typed(request, form, by=by, seen=found.number)
    try:
        revised = attempt(
            form,
            lambda seen, **_told: operations.revise_entry(
                by=by, entry=found, said=form.said(), seen=seen
            ),
        )
    except Refused as refusal:
        return _stale(request, found, form, refusal)
    if revised:
        return done(request, revised, _("The entry was revised."))
    obstacle = rules.obstacle_to_revising(by, found)
    return act_page(request, form, obstacle=obstacle, **_revising(found, form, by))


# One act: of two sendings at the same moment the second one finds what the first has made.
@journal.act
def _added_once(by: User, register: Register, said: Said) -> Entry:
    """Enter something; the same words sent a second time lead to what the first time has made."""
    before = queries.same_entry(register.slug, by=by, said=said)
    return before or operations.add_entry(by=by, register=register.slug, said=said)


def _typed(
    request: SignedInRequest, form: EntryForm, *, by: User, seen: int | None = None
) -> EntryForm:
    """Return the form with further blank rows and all that was typed, if these are asked for."""
    more = str(request.POST.get("more", ""))
    if more not in form.fields:
        return form
    typed = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form.fields.items()
    }
    return form_for(form.register, by=by, seen=seen, more=more, initial=typed)


def _stale(
    request: SignedInRequest, now: Registered, form: EntryForm, refusal: Refused
) -> HttpResponse:
    """Show what others changed meanwhile, unless it is the person's own text a second time."""
    differing = queries.difference_to(now, form.said())
    if not differing:
        return done(request, now, _("The entry was revised."))
    again = form_for(
        form.register,
        by=request.user,
        seen=now.number,
        data=sent_again(request, seen=now.number),
        initial=initial_of(form.register, queries.said_of(now)),
    )
    more = {
        **_revising(now, again, request.user),
        "form": again,
        "stale": refusal.obstacle,
        "meanwhile": queries.changed_since(now, form.cleaned_data["seen"], request.user),
        "differing": differing,
    }
    return render(request, FORM, more, status=409)


def _revising(found: Registered, form: EntryForm, by: User) -> dict[str, Any]:
    return {
        "template": FORM,
        "suggested": queries.suggestions(form.suggestions(), by),
        "heading": _("Revise “%(title)s”") % {"title": found.title},
        "submit": _("Keep"),
        "cancel_url": entry_url(found),
        "breadcrumb": way_to_entry(found, (_("Revise"), None)),
    }


def _acts(found: Registered, by: User) -> list[sections.Way]:
    """Return what can be done with an entry, each with why it is not possible."""
    where = [found.register, found.key]
    chosen = f"?entry={found.pk}"

    def url(name: str, query: str = "") -> str:
        place = where[:1] if query else where
        return reverse(f"relations:{name}", args=place) + query

    acts = [sections.Way(_("Revise"), url("revise_entry"), rules.obstacle_to_revising(by, found))]
    if found.is_released:
        obstacle = rules.obstacle_to_holding_back(by, found)
        acts.append(sections.Way(_("Hold back"), url("hold_back_entries", chosen), obstacle))
    else:
        obstacle = rules.obstacle_to_releasing(by, found)
        acts.append(sections.Way(_("Release"), url("release_entries", chosen), obstacle))
    acts.append(_leaving_or_returning(found, by, url("remove_entry"), url("restore_entry")))
    return [*acts, *sections.ways_of_entry(found, by)]


def _leaving_or_returning(
    found: Registered, by: User, remove_url: str, restore_url: str
) -> sections.Way:
    if found.is_removed:
        return sections.Way(_("Restore"), restore_url, rules.obstacle_to_restoring(by, found))
    obstacle = rules.obstacle_to_removing(by, found, reason="–", is_needed=False)
    return sections.Way(_("Remove"), remove_url, obstacle)
