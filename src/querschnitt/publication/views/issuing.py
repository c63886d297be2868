"""Making editions: of an adopted version, of reported goals, with a misprint put right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.coordination.models import FrameworkVersion
from querschnitt.framework.views.found import framework_or_404
from querschnitt.framework.wording_difference import difference
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.publication import operations, queries
from querschnitt.publication.forms import (
    ChooseTextForm,
    CorrectForm,
    PublishForm,
    PublishRelationsForm,
)
from querschnitt.publication.models import Edition
from querschnitt.publication.relations_preview import relations_preview
from querschnitt.publication.views.found import way_to_editions

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(FrameworkVersion.objects.select_related("framework"), pk=pk)
    form, act = PublishForm(entered(request)), operations.publish
    form.initial = {"change_note": queries.note_on_amendment(version)}
    form.fields["change_note"].required = bool(form.initial["change_note"])
    made = attempt(form, lambda **told: act(by=request.user, framework_version=version, **told))
    if made:
        return _made(request, made, "act")
    return act_page(
        request,
        form,
        heading=_("Publish %(version)s") % {"version": version},
        lead=_("The adopted text becomes an edition that never changes. Who signed, remarks and"
               " reservations stay inside."),
        submit=_("Publish"),
        cancel_url=reverse("publication:editions"),
        breadcrumb=way_to_editions(_("Publish")),
        obstacle=queries.obstacle_to_publishing(version, request.user),
    )  # fmt: skip


@signed_in
@page_or_act
def publish_reported_goals(request: SignedInRequest, key: str) -> HttpResponse:
    framework = framework_or_404(key)
    form, act = PublishForm(entered(request)), operations.publish_reported_goals
    made = attempt(form, lambda **told: act(by=request.user, framework=framework, **told))
    if made:
        return _made(request, made, "act")
    return act_page(
        request,
        form,
        heading=_("Publish goals that are known from elsewhere"),
        preline=str(framework),
        lead=_("They become a document of their own beside the framework, with their sources."),
        submit=_("Publish"),
        cancel_url=reverse("publication:editions"),
        breadcrumb=way_to_editions(_("Publish goals that are known from elsewhere")),
        obstacle=queries.obstacle_to_publishing_reported_goals(framework, request.user),
    )


@signed_in
@page_or_act
def publish_relations(request: SignedInRequest) -> HttpResponse:
    form, act = PublishRelationsForm(entered(request)), operations.publish_relations
    try:
        made = attempt(form, lambda **told: act(by=request.user, **told))
    except Refused as refusal:
        return _relations_page(request, form, stale=refusal.obstacle)
    if made:
        return _made(request, made, "act")
    return _relations_page(request, form)


def _relations_page(
    request: SignedInRequest, form: PublishRelationsForm, *, stale: Obstacle | None = None
) -> HttpResponse:
    """Show what publishing would change now; what was typed stays."""
    preview = relations_preview(request.user)
    form.initial["seen"] = preview.digest
    if stale:
        data = request.POST.copy()
        data["seen"] = preview.digest
        form = PublishRelationsForm(data)
    return act_page(
        request,
        form,
        template="publication/publish_relations.html",
        heading=_("Publish relations"),
        lead=_("All entries that have been released become an edition that never changes. Only"
               " the newest edition can be read in public."),
        submit=_("Publish"),
        cancel_url=reverse("publication:editions"),
        breadcrumb=way_to_editions(_("Publish relations")),
        obstacle=preview.obstacle,
        status=409 if stale else 0,
        preview=preview,
        stale=stale,
    )  # fmt: skip


@signed_in
@page_or_act
def correct_editorially(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _correctable_or_404(request, pk)
    if request.method != "POST":
        return _choose_page(request, found)
    form, act = CorrectForm(request.POST), operations.correct_editorially
    try:
        made = attempt(
            form, lambda **told: act(by=request.user, framework_version=found.version, **told)
        )
    except Refused as refusal:
        return _stale_page(request, form, refusal)
    if made:
        return _made(request, made, "correct")
    reference, part = request.POST.get("goal_reference", ""), request.POST.get("part", "")
    return _page(request, found, form, shown=found.text(reference, part), status=422)


def _choose_page(request: SignedInRequest, found: queries.Correctable) -> HttpResponse:
    """Ask which text it is; once it is chosen, show it and ask how it should read."""
    chosen = ChooseTextForm(request.GET or None, goals=found.goals)
    if found.obstacle or not chosen.is_valid():
        return _page(request, found, chosen=chosen, status=403 if found.obstacle else 200)
    wanted = chosen.cleaned_data
    shown = found.text(wanted["goal_reference"], wanted["part"])
    if not shown:
        chosen.add_error("part", _("This goal has no such text."))
        return _page(request, found, chosen=chosen, status=422)
    initial = {**chosen.cleaned_data, "before": shown, "after": shown}
    return _page(request, found, CorrectForm(initial=initial), shown=shown)


def _stale_page(request: SignedInRequest, form: CorrectForm, refusal: Refused) -> HttpResponse:
    """Show how the text reads now beside what was typed; the form keeps all of it."""
    pk = request.resolver_match.kwargs["pk"] if request.resolver_match else 0
    now = _correctable_or_404(request, pk)
    told = form.cleaned_data
    shown = now.text(told["goal_reference"], told["part"])
    data = request.POST.copy()
    data["before"] = shown
    return _page(
        request,
        now,
        CorrectForm(data),
        shown=shown,
        stale=refusal.obstacle,
        difference=difference(shown, told["after"]),
        status=409,
    )


def _page(
    request: SignedInRequest,
    found: queries.Correctable,
    form: CorrectForm | None = None,
    *,
    status: int = 200,
    stale: Obstacle | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "version": found.version,
        "obstacle": None if form else found.obstacle,
        "stale": stale,
        "choose_url": reverse("publication:correct_editorially", args=[found.version.pk]),
        "breadcrumb": way_to_editions(_("Correct a misprint")),
        **more,
    }
    return render(request, "publication/correct.html", context, status=status)


def _made(request: SignedInRequest, made: Edition, form_id: str) -> HttpResponse:
    sentence = _("Edition %(number)s is made.") % {"number": made.number}
    messages.success(request, sentence, extra_tags=form_id)
    return redirect("publication:edition", made.pk)


def _correctable_or_404(request: SignedInRequest, pk: int) -> queries.Correctable:
    found = queries.correctable(pk, request.user)
    if found is None:
        raise Http404
    return found
