"""Organisations that may be one: found, compared side by side, merged, told apart, separated."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.relations import operations
from querschnitt.relations.forms.cells import Cells
from querschnitt.relations.forms.merging import FIRST, MergeForm, SeparateForm, TellApartForm
from querschnitt.relations.models import Merger, Organisation
from querschnitt.relations.operations.merging import rivals_of
from querschnitt.relations.queries import duplicates as queries
from querschnitt.relations.queries.organisations import roles_of
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.rules import merging as merging_rules
from querschnitt.relations.rules import obstacle_when_stale
from querschnitt.relations.saying import rows_of, said_of_many
from querschnitt.relations.views.found import way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])
REGISTER = REGISTERS["organisations"]


@signed_in
@require_safe
def duplicates(request: SignedInRequest) -> HttpResponse:
    page = queries.duplicates_page(_number(request))
    context = {
        "page": page,
        "previous_url": f"?seite={page.number - 1}" if page.number > 1 else "",
        "next_url": f"?seite={page.number + 1}" if page.has_more else "",
        "breadcrumb": way_to(REGISTER, (_("Duplicates"), None)),
    }
    return render(request, "relations/duplicates.html", context)


@signed_in
@page_or_act
def merge_organisations(request: SignedInRequest, first: int, second: int) -> HttpResponse:
    pair = _pair_or_404(first, second)
    cells = Cells(REGISTER)
    told = said_of_many(pair)
    form = MergeForm(entered(request), cells=cells, pair=(told[0], told[1]), initial=_seen(pair))
    if form.is_bound and (stale := _outdated(form, pair)):
        return _compared(request, _shown_anew(form, pair), pair, stale=stale)
    try:
        merger = attempt(form, lambda **chosen: _merged(request, form, pair, **chosen))
    except Refused as refusal:
        return _compared(request, _shown_anew(form, pair), pair, stale=refusal.obstacle)
    if merger:
        sentence = _("Merged into “%(survivor)s”.") % {"survivor": merger.survivor.title}
        messages.success(request, sentence, extra_tags="act")
        return redirect("relations:entry", REGISTER, merger.survivor.key)
    return _compared(request, form, pair)


@signed_in
@page_or_act
def tell_apart(request: SignedInRequest, first: int, second: int) -> HttpResponse:
    one, other = _pair_or_404(first, second)
    form = TellApartForm(entered(request))
    act = operations.tell_apart
    if attempt(form, lambda: act(by=request.user, first=one.entry, second=other.entry)):
        messages.success(request, _("They are not suggested any more."), extra_tags="act")
        return redirect("relations:duplicates")
    return act_page(
        request,
        form,
        heading=_("Are these two different ones?"),
        lead=_("“%(first)s” and “%(second)s” are then no longer suggested as one.")
        % {"first": one.title, "second": other.title},
        submit=_("These are two different ones"),
        cancel_url=reverse("relations:merge_organisations", args=[first, second]),
        obstacle=merging_rules.obstacle_to_telling_apart(request.user, one, other),
        breadcrumb=_way((_("Two different ones"), None)),
    )


@signed_in
@page_or_act
def take_back_distinction(request: SignedInRequest, first: int, second: int) -> HttpResponse:
    one, other = _pair_or_404(first, second)
    if not queries.is_told_apart(one, other):
        raise Http404
    form = TellApartForm(entered(request))
    if attempt(form, lambda: _taken_back(request, one, other)):
        messages.success(request, _("They may be suggested again."), extra_tags="act")
        return redirect("relations:duplicates")
    return act_page(
        request,
        form,
        heading=_("Suggest them as one again?"),
        lead=f"{one.title} / {other.title}",
        submit=_("Suggest them again"),
        cancel_url=reverse("relations:duplicates"),
        obstacle=merging_rules.obstacle_to_telling_apart(request.user, one, other),
        breadcrumb=_way((_("Suggest them again"), None)),
    )


@signed_in
@page_or_act
def separate_organisations(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Merger.objects.select_related("survivor__department", "merged__department")
    merger = get_object_or_404(rows, pk=pk)
    form = SeparateForm(entered(request))
    act = operations.separate_organisations
    if done := attempt(form, lambda: act(by=request.user, merger=merger)):
        messages.success(request, _what_was_separated(done.left), extra_tags="act")
        return redirect("relations:entry", REGISTER, merger.merged.key)
    own = reverse("relations:entry", args=[REGISTER, merger.survivor.key])
    return act_page(
        request,
        form,
        heading=_("Separate them again?"),
        lead=_(
            "“%(merged)s” becomes an organisation of its own again. What moved to “%(survivor)s”"
            " goes back as far as nobody has changed it since."
        )
        % {"merged": merger.merged.title, "survivor": merger.survivor.title},
        submit=_("Separate them"),
        cancel_url=own,
        obstacle=merging_rules.obstacle_to_separating(request.user, merger),
        breadcrumb=_way((merger.survivor.title, own), (_("Separate them"), None)),
    )


def _merged(
    request: SignedInRequest,
    form: MergeForm,
    pair: tuple[Organisation, Organisation],
    *,
    survivor: str,
    seen_first: int,
    seen_second: int,
    **_values: str,
) -> Merger:
    seen = (seen_first, seen_second)
    stays, goes = pair if survivor == FIRST else (pair[1], pair[0])
    return operations.merge_organisations(
        by=request.user,
        survivor=stays.entry,
        merged=goes.entry,
        said=form.said(),
        seen=seen if survivor == FIRST else (seen[1], seen[0]),
    )


def _compared(
    request: SignedInRequest,
    form: MergeForm,
    pair: tuple[Organisation, Organisation],
    *,
    stale: Obstacle | None = None,
) -> HttpResponse:
    first, second = pair
    rivals = rivals_of(first, second)
    obstacle = merging_rules.obstacle_to_merging(request.user, first, second, rivals=rivals)
    roles = roles_of(pair)
    context = {
        "form": form,
        "first": first,
        "second": second,
        "roles": (roles.get(first.pk, []), roles.get(second.pk, [])),
        "obstacle": obstacle,
        "stale": stale,
        "is_told_apart": queries.is_told_apart(first, second),
        "to_tell_apart": merging_rules.obstacle_to_telling_apart(request.user, first, second),
        "breadcrumb": _way((_("Compare"), None)),
    }
    status = 409 if stale else 422 if form.is_bound else 403 if obstacle else 200
    return render(request, "relations/merge_organisations.html", context, status=status)


def _outdated(form: MergeForm, pair: tuple[Organisation, Organisation]) -> Obstacle | None:
    """Return why what was sent rests on what is no more; other fields may differ now."""
    for name, entry in zip(("seen_first", "seen_second"), pair, strict=True):
        seen = str(form.data.get(name, ""))
        if seen.isdecimal() and (obstacle := obstacle_when_stale(entry, int(seen[:9]))):
            return obstacle
    return None


def _shown_anew(form: MergeForm, pair: tuple[Organisation, Organisation]) -> MergeForm:
    """Return the form with what was chosen, and with the wordings that stand there now."""
    untold = {name: form[name].initial for name in form.fields if name not in form.data}
    form.data = {**untold, **{name: form.data[name] for name in form.data}, **_seen(pair)}
    return form


def _taken_back(request: SignedInRequest, one: Organisation, other: Organisation) -> bool:
    operations.take_back_distinction(by=request.user, first=one.entry, second=other.entry)
    return True


def _pair_or_404(first: int, second: int) -> tuple[Organisation, Organisation]:
    rows = rows_of(REGISTER).filter(removed_at=None).in_bulk([first, second])
    if first == second or len(rows) < 2:
        raise Http404
    found: Any = (rows[first], rows[second])
    return found[0], found[1]


def _seen(pair: tuple[Organisation, Organisation]) -> dict[str, Any]:
    return {"seen_first": pair[0].number, "seen_second": pair[1].number}


def _number(request: SignedInRequest) -> int:
    number = request.GET.get("seite", "1")
    return max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1


def _way(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return way_to(REGISTER, (_("Duplicates"), reverse("relations:duplicates")), *more)


def _what_was_separated(left: list[str]) -> str:
    if not left:
        return _("They are separated. All that moved is back where it was.")
    sentence = _(
        "They are separated. What has been changed since stays as it is; please look at: %(titles)s"
    )
    return sentence % {"titles": ", ".join(left[:10])}
