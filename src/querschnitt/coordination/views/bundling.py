"""Goals that say the same: what the search suggests, and what is noted about a pair."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination import operations, queries, rules
from querschnitt.coordination.forms import NoteForm, SuggestionFilterForm
from querschnitt.coordination.views.found import Way
from querschnitt.framework import operations as framework_operations
from querschnitt.framework import rules as framework_rules
from querschnitt.framework.models import Framework, Goal
from querschnitt.framework.views.found import framework_or_404, way_to
from querschnitt.lib.refusal import Obstacle

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def suggestions(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_to_bundle_or_404(request, key)
    form = SuggestionFilterForm(request.GET, framework=framework)
    told = form.cleaned_data if form.is_valid() else {}
    narrowed = queries.Narrowed(
        department=told.get("ressort"),
        field=told.get("feld"),
        at_least=int(told.get("ab") or 0),
        where=told.get("wo", ""),
    )
    page = queries.suggestion_page(
        framework, seen_by=request.user, narrowed=narrowed, number=told.get("seite") or 1
    )
    context = {
        "page": page,
        "form": form,
        "coordinating": framework_rules.obstacle_to_coordinating(request.user),
        "previous_url": _part(request, page.number - 1) if page.number > 1 else "",
        "next_url": _part(request, page.number + 1) if page.last < page.count else "",
        "breadcrumb": way_to_suggestions(framework),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "coordination/suggestions.html", context, status=status)


@signed_in
@page_or_act
def seek_suggestions(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_to_bundle_or_404(request, key)
    form = ConfirmForm(entered(request))
    act = operations.seek_suggestions
    if attempt(form, lambda: act(by=request.user, framework=framework)):
        messages.success(request, _("The search has begun."), extra_tags="act")
        return redirect(suggestions_url(framework))
    return act_page(
        request,
        form,
        heading=_("Search for similar goals now?"),
        lead=_("All goals of the framework are compared with each other and with those of earlier "
               "terms. That takes a few seconds; the page shows how far it is."),
        submit=_("Search now"),
        cancel_url=suggestions_url(framework),
        breadcrumb=way_to_suggestions(framework, (_("Search for similar goals"), None)),
        obstacle=queries.search_state(framework, by=request.user).seeking,
    )  # fmt: skip


@signed_in
@require_safe
def dismissed(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_to_bundle_or_404(request, key)
    context = {
        "framework": framework,
        "pairs": queries.dismissed(framework),
        "coordinating": framework_rules.obstacle_to_coordinating(request.user),
        "breadcrumb": way_to_suggestions(framework, (_("Dismissed pairs"), None)),
    }
    return render(request, "coordination/dismissed.html", context)


@signed_in
@page_or_act
def relate_goals(request: SignedInRequest, key: str, one: int, other: int) -> HttpResponse:
    return _pair_page(
        request,
        key,
        (one, other),
        framework_operations.relate_goals,
        heading=_("Link %(one)s and %(other)s as related?"),
        lead=_("Both goals stay as they are. Their pages point to each other."),
        submit=_("Link as related"),
        done=_("The goals are linked as related."),
    )


@signed_in
@page_or_act
def unrelate_goals(request: SignedInRequest, key: str, one: int, other: int) -> HttpResponse:
    return _pair_page(
        request,
        key,
        (one, other),
        framework_operations.unrelate_goals,
        form_class=ConfirmForm,
        heading=_("Remove the link between %(one)s and %(other)s?"),
        lead=_("If the two are alike, they are suggested again."),
        submit=_("Remove the link"),
        done=_("The link was removed."),
        may_be_linked=True,
    )


@signed_in
@page_or_act
def dismiss_likeness(request: SignedInRequest, key: str, one: int, other: int) -> HttpResponse:
    return _pair_page(
        request,
        key,
        (one, other),
        framework_operations.dismiss_likeness,
        heading=_("%(one)s and %(other)s do not say the same?"),
        lead=_("The two are not suggested again. You can take this back at the dismissed pairs."),
        submit=_("Dismiss for good"),
        done=_("The pair was dismissed."),
    )


@signed_in
@page_or_act
def reconsider_likeness(request: SignedInRequest, key: str, one: int, other: int) -> HttpResponse:
    return _pair_page(
        request,
        key,
        (one, other),
        framework_operations.reconsider_likeness,
        form_class=ConfirmForm,
        heading=_("Suggest %(one)s and %(other)s again?"),
        lead=_("The pair stands among the suggestions again, as long as the two are alike."),
        submit=_("Suggest again"),
        done=_("The pair is suggested again."),
        may_be_linked=True,
    )


@signed_in
@page_or_act
def note_living_on(request: SignedInRequest, key: str, one: int, other: int) -> HttpResponse:
    """Note that the goal of the earlier term, ``other``, lives on in the framework's own."""

    def live_on(*, by: Any, one: Goal, other: Goal, note: str) -> Any:
        link = framework_operations.link_carried_over
        return link(by=by, source=other, target=one, note=note)

    return _pair_page(
        request,
        key,
        (one, other),
        live_on,
        heading=_("Does %(other)s live on in %(one)s?"),
        lead=_("Nothing changes in either goal: their pages show the line through the terms."),
        submit=_("Note that it lives on"),
        done=_("It is noted that the goal lives on."),
    )


def framework_to_bundle_or_404(request: SignedInRequest, key: str) -> Framework:
    """Return a framework to whom may read all its drafts, which suggestions quote."""
    if not rules.may_read_suggestions(request.user):
        raise Http404
    return framework_or_404(key)


def suggestions_url(framework: Framework) -> str:
    """Return the address of a framework's suggestions."""
    return reverse("coordination:suggestions", args=[framework.key])


def way_to_suggestions(framework: Framework, *further: tuple[str, str | None]) -> Way:
    """Return the breadcrumb down to a framework's suggestions and further on."""
    own = (_("Similar goals"), suggestions_url(framework) if further else None)
    return way_to(framework, own, *further)


def _pair_page(
    request: SignedInRequest,
    key: str,
    pair: tuple[int, int],
    act: Callable[..., Any],
    *,
    done: str,
    form_class: type[NoteForm] | type[ConfirmForm] = NoteForm,
    **more: Any,
) -> HttpResponse:
    """Show two goals side by side with the question what is noted about them."""
    framework = framework_to_bundle_or_404(request, key)
    shown = queries.pair_of(framework, *pair)
    if shown is None:
        raise Http404
    one, other = shown.one.goal, shown.other.goal
    form = form_class(entered(request))
    if attempt(form, lambda **told: act(by=request.user, one=one, other=other, **told) or True):
        messages.success(request, done, extra_tags="act")
        return redirect(suggestions_url(framework))
    return act_page(request, form, **_about(request, framework, shown, **more))


def _about(
    request: SignedInRequest,
    framework: Framework,
    shown: queries.PairShown,
    *,
    heading: str,
    may_be_linked: bool = False,
    **more: Any,
) -> dict[str, Any]:
    names = {"one": shown.one.goal.reference, "other": shown.other.goal.reference}
    return {
        "heading": heading % names,
        "pair": shown,
        "framework": framework,
        "cancel_url": suggestions_url(framework),
        "breadcrumb": way_to_suggestions(framework, (" – ".join(names.values()), None)),
        "obstacle": _obstacle(request, shown, may_be_linked=may_be_linked),
        "template": "coordination/pair.html",
        **more,
    }


def _obstacle(
    request: SignedInRequest, shown: queries.PairShown, *, may_be_linked: bool
) -> Obstacle | None:
    link = None if may_be_linked else shown.link
    one, other = shown.one.version, shown.other.version
    return framework_rules.obstacle_to_relating(request.user, one, other, link=link)


def _part(request: SignedInRequest, number: int) -> str:
    """Return the address of another page of the list, under the same filter."""
    query = request.GET.copy()
    query["seite"] = str(number)
    return f"?{query.urlencode()}"
