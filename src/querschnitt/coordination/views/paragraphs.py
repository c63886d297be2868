"""A text pasted or uploaded: its paragraphs are offered as goals, and those chosen drafted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from querschnitt.accounts.http import SignedInRequest, signed_in
from querschnitt.coordination import operations, queries
from querschnitt.coordination.forms.paragraphs import OfferedGoals, TextForm
from querschnitt.coordination.models import Round
from querschnitt.coordination.paragraphs import Offered, paragraphs_of
from querschnitt.coordination.views.found import round_or_404, round_url, way_to_round
from querschnitt.documents.reading import Unreadable, read_word
from querschnitt.framework.goal_text import GoalText
from querschnitt.framework.models import FieldOfAction, GoalVersion
from querschnitt.lib.refusal import Refused

PREFIX = "ziele"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_from_paragraphs(request: SignedInRequest, pk: int) -> HttpResponse:
    found = round_or_404(request, pk, kind=Round.Kind.COLLECTION)
    if request.method == "POST" and f"{PREFIX}-TOTAL_FORMS" in request.POST:
        return _chosen(request, found)
    is_sent = request.method == "POST"
    form = TextForm(request.POST, request.FILES) if is_sent else TextForm()
    obstacle = queries.obstacle_to_drafting_from_paragraphs(found, request.user)
    if is_sent and obstacle:
        form.add_error(None, obstacle.sentence)
    elif is_sent and (offered := _offered(request, form, found)) is not None:
        return _offer(request, found, offered)
    context = {"form": form, "obstacle": None if is_sent else obstacle, **_around(found)}
    status = 422 if is_sent else 403 if obstacle else 200
    return render(request, "coordination/paste_text.html", context, status=status)


def _around(found: Round) -> dict[str, Any]:
    return {
        "round": found,
        "cancel_url": round_url(found),
        "breadcrumb": way_to_round(found, (_("Goals from a text"), None)),
    }


def _offered(request: SignedInRequest, form: TextForm, found: Round) -> list[Offered] | None:
    """Return what the text offers; None where there is something to put right first."""
    if not form.is_valid():
        return None
    file, text = form.cleaned_data["file"], form.cleaned_data["text"]
    try:
        read = [(one.text, one.level) for one in read_word(file.read())] if file else []
    except Unreadable as error:
        form.add_error("file", error.sentence)
        return None
    offered = queries.offered_goals(found, read + paragraphs_of(text), by=request.user)
    if not offered:
        form.add_error(None, _("The text holds no paragraph."))
        return None
    return offered


def _fields() -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in FieldOfAction.objects.all()]


def _offer(request: SignedInRequest, found: Round, offered: list[Offered]) -> HttpResponse:
    kind = GoalVersion.Kind.DEPARTMENT_SPECIFIC
    fields = _fields()
    same = {"kind": kind, "field": fields[0][0] if fields else ""}
    initial = [
        {"take": one.is_ticked, "title": one.title, "wording": one.wording, **same}
        for one in offered
    ]
    forms = OfferedGoals(initial=initial, prefix=PREFIX, form_kwargs={"fields": fields})
    known = {place for place, one in enumerate(offered) if one.is_known}
    return _page(request, found, forms, known=known)


def _page(
    request: SignedInRequest, found: Round, forms: Any, *, known: set[int], error: str = ""
) -> HttpResponse:
    rows = [(form, place in known) for place, form in enumerate(forms)]
    context = {"forms": forms, "rows": rows, "error": error, **_around(found)}
    status = 422 if forms.is_bound else 200
    return render(request, "coordination/offered_goals.html", context, status=status)


def _chosen(request: SignedInRequest, found: Round) -> HttpResponse:
    forms = OfferedGoals(request.POST, prefix=PREFIX, form_kwargs={"fields": _fields()})
    if not forms.is_valid():
        return _page(request, found, forms, known=set(), error=_("Please check the entries."))
    by_key = {one.key: one for one in FieldOfAction.objects.all()}
    goals = [
        GoalText(**{name: told[name] for name in ("kind", "title", "wording")},
                 field=by_key[told["field"]])
        for told in forms.cleaned_data if told.get("take")
    ]  # fmt: skip
    try:
        drafted = operations.draft_from_paragraphs(by=request.user, round=found, goals=goals)
    except Refused as refusal:
        return _page(request, found, forms, known=set(), error=refusal.obstacle.sentence)
    told = ngettext("%(count)s goal is drafted.", "%(count)s goals are drafted.", len(drafted))
    messages.success(request, told % {"count": len(drafted)}, extra_tags="act")
    return redirect(round_url(found))
