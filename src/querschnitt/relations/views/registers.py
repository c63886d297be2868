"""The first page of relations, the list of a register, and the search in all of them."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.relations import queries, rules, sections
from querschnitt.relations.forms import ListForm, SearchForm
from querschnitt.relations.registers import REGISTERS, Register
from querschnitt.relations.views.found import way_to

SOON = timedelta(days=60)
PASSED = timedelta(days=30)
"""So long is shown what was due and is not seen to."""
MOST_DUE = 15
MOST_FOUND = 100


@signed_in
@require_safe
def hub(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    families = queries.families()
    context = {
        "families": families,
        "is_empty": not any(line.entries for _name, lines in families for line in lines),
        "held_back": [line for _name, lines in families for line in lines if line.held_back],
        "today": today,
        "due": sections.due_soon(request.user, today - PASSED, today + SOON)[:MOST_DUE],
        "changes": queries.last_changes(),
        "ways": sections.ways_of_hub(request.user),
        "search": SearchForm(),
    }
    return render(request, "relations/hub.html", context)


@signed_in
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = [*queries.entries_matching(text)[: MOST_FOUND + 1]] if text else []
    context = {
        "form": form,
        "text": text,
        "found": [(REGISTERS[entry.register], entry) for entry in found[:MOST_FOUND]],
        "has_more": len(found) > MOST_FOUND,
    }
    status = 200 if form.is_valid() else 422
    return render(request, "relations/search.html", context, status=status)


@signed_in
@require_safe
def register(request: SignedInRequest, register: Register) -> HttpResponse:
    form = ListForm(request.GET, register=register, seen_by=request.user)
    part = queries.list_of(register, form.wanted(), request.user)
    context = {
        "register": register,
        "form": form,
        "part": part,
        "columns": _columns(request, register),
        "previous_url": _part_of_list(request, part.before),
        "next_url": _part_of_list(request, part.after),
        "may_decide": request.user.is_coordinator or request.user.is_approver,
        "adding": rules.obstacle_to_entering(request.user),
        "ways": sections.ways_of_register(register, request.user),
        "sections": sections.sections_of_list(register, request.user),
        "breadcrumb": way_to(register),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "relations/register.html", context, status=status)


def _columns(request: SignedInRequest, register: Register) -> list[dict[str, Any]]:
    """Return the columns of a list, each with the way to order by it or the other way round."""
    names = ["title", *register.listed, "department"]
    labels = {name: register.label(name) for name in register.listed}
    present = request.GET.get("sort", "")
    columns = []
    for name in names:
        query = request.GET.copy()
        query.pop("row", None)
        query["sort"] = f"-{name}" if present == name else name
        direction = {name: "ascending", f"-{name}": "descending"}.get(present, "")
        columns.append(
            {"name": name, "label": labels.get(name), "url": f"?{query.urlencode()}",
             "sorted": direction}
        )  # fmt: skip
    return columns


def _part_of_list(request: SignedInRequest, row: int | None) -> str:
    if row is None:
        return ""
    query = request.GET.copy()
    query["row"] = str(row)
    return f"?{query.urlencode()}"
