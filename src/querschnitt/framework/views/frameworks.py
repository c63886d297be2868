"""Pages about a framework: its chapters and goals, its matrix, its own texts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import journal
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework import operations, queries, rules
from querschnitt.framework.forms import ChapterForm, IntroductionForm
from querschnitt.framework.foundation_forms import PrepareFrameworkForm
from querschnitt.framework.models import Chapter, Framework
from querschnitt.framework.text_digests import chapter_digest, introduction_digest
from querschnitt.framework.views.found import framework_or_404, way_to
from querschnitt.framework.views.stale import competing, sent_again, stale_page
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def frameworks(request: SignedInRequest) -> HttpResponse:
    context = {
        "lines": queries.frameworks(seen_by=request.user),
        "obstacle": rules.obstacle_to_coordinating(request.user),
        "breadcrumb": [(_("Frameworks"), None)],
    }
    return render(request, "framework/frameworks.html", context)


@signed_in
@require_safe
def framework(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    context = {
        "framework": found,
        "page": queries.framework_page(found, seen_by=request.user),
        "obstacles": queries.obstacles_on(found, by=request.user),
        "amendment": queries.amendment_notice(found, seen_by=request.user),
        "breadcrumb": way_to(found),
    }
    return render(request, "framework/framework.html", context)


@signed_in
@require_safe
def matrix(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    context = {
        "framework": found,
        "page": queries.matrix(found, seen_by=request.user),
        "breadcrumb": way_to(found, (_("Matrix"), None)),
    }
    return render(request, "framework/matrix.html", context)


@signed_in
@page_or_act
def prepare_framework(request: SignedInRequest) -> HttpResponse:
    known = {name: request.GET[name] for name in ("term", "predecessor") if name in request.GET}
    form = PrepareFrameworkForm(entered(request), initial=known)
    prepared = attempt(form, lambda **told: operations.prepare_framework(by=request.user, **told))
    if prepared:
        messages.success(request, _("The framework was prepared."), extra_tags="act")
        return redirect("framework:framework", prepared.key)
    overview = reverse("framework:frameworks")
    return act_page(
        request,
        form,
        heading=_("Prepare a framework"),
        submit=_("Prepare the framework"),
        cancel_url=overview,
        breadcrumb=[(_("Frameworks"), overview), (_("Prepare a framework"), None)],
        obstacle=rules.obstacle_to_coordinating(request.user),
    )


@signed_in
@page_or_act
def revise_introduction(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    form, act = IntroductionForm(entered(request), framework=found), operations.revise_introduction
    try:
        revised = attempt(form, lambda **told: act(by=request.user, framework=found, **told))
    except Refused as refusal:
        return _stale_introduction(request, found, form, refusal)
    if revised:
        return _done(request, found, _("The introduction was revised."))
    return act_page(
        request,
        form,
        **_revising(found, _("Revise the introduction")),
        obstacle=queries.obstacles_on(found, by=request.user).changing,
    )


@signed_in
@page_or_act
def add_chapter(request: SignedInRequest, key: str) -> HttpResponse:
    found = framework_or_404(key)
    form = ChapterForm(entered(request))
    if attempt(form, lambda **told: _add_once(request, found, told)):
        return _done(request, found, _("The chapter was added."))
    return act_page(
        request,
        form,
        heading=_("Add a chapter"),
        submit=_("Add the chapter"),
        cancel_url=reverse("framework:framework", args=[key]),
        breadcrumb=way_to(found, (_("Add a chapter"), None)),
        obstacle=queries.obstacles_on(found, by=request.user).changing,
    )


@signed_in
@page_or_act
def revise_chapter(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    found = framework_or_404(key)
    chapter = get_object_or_404(Chapter.objects.standing(), framework=found, number=number)
    form, act = ChapterForm(entered(request), chapter=chapter), operations.revise_chapter
    try:
        revised = attempt(form, lambda **told: act(by=request.user, chapter=chapter, **told))
    except Refused as refusal:
        return _stale_chapter(request, found, chapter, form, refusal)
    if revised:
        return _done(request, found, _("The chapter was revised."))
    return act_page(
        request,
        form,
        **_revising(found, _("Revise chapter %(number)s") % {"number": number}),
        obstacle=queries.obstacles_on(found, by=request.user).changing,
    )


# One act: of two sendings at the same moment the second one finds what the first has made.
@journal.act
def _add_once(request: SignedInRequest, found: Framework, told: dict[str, str]) -> Chapter:
    """Add a chapter; the same one sent a second time is the one that is there already."""
    before = found.chapters.filter(**told).first()
    return before or operations.add_chapter(by=request.user, framework=found, **told)


def _stale_introduction(
    request: SignedInRequest, now: Framework, form: IntroductionForm, refusal: Refused
) -> HttpResponse:
    texts = {"introduction": now.introduction}
    both = competing(form, texts, texts=texts)
    if not both:
        return _done(request, now, _("The introduction was revised."))
    data = sent_again(request, seen_digest=introduction_digest(now))
    again = IntroductionForm(data, framework=now)
    way = _revising(now, _("Revise the introduction"))
    return stale_page(request, again, refusal=refusal, both=both, **way)


def _stale_chapter(
    request: SignedInRequest,
    found: Framework,
    now: Chapter,
    form: ChapterForm,
    refusal: Refused,
) -> HttpResponse:
    texts = {"title": now.title, "text": now.text}
    both = competing(form, texts, texts=texts)
    if not both:
        return _done(request, found, _("The chapter was revised."))
    again = ChapterForm(sent_again(request, seen_digest=chapter_digest(now)), chapter=now)
    way = _revising(found, _("Revise chapter %(number)s") % {"number": now.number})
    return stale_page(request, again, refusal=refusal, both=both, **way)


def _revising(found: Framework, heading: str) -> dict[str, Any]:
    return {
        "heading": heading,
        "submit": _("Keep the new text"),
        "cancel_url": reverse("framework:framework", args=[found.key]),
        "breadcrumb": way_to(found, (heading, None)),
    }


def _done(request: SignedInRequest, found: Framework, sentence: str) -> HttpResponse:
    messages.success(request, sentence, extra_tags="act")
    return redirect("framework:framework", found.key)
