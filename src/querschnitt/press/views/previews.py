"""Links by which outsiders read a draft, and what they read."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.press import operations, queries, rules
from querschnitt.press.embargo import in_words
from querschnitt.press.forms import PreviewForm
from querschnitt.press.models import PreviewLink, ReleaseFile
from querschnitt.press.views.files import sent
from querschnitt.press.views.found import done, release_or_404, way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def create_preview_link(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form, act = PreviewForm(entered(request)), operations.create_preview_link

    def made(reader_name: str, days: int) -> Any:
        expires_at = timezone.now() + timedelta(days=days)
        return act(by=request.user, release=row, reader_name=reader_name, expires_at=expires_at)

    context: dict[str, Any] = {"embargo": in_words(row), "release": row}
    context["breadcrumb"] = way_to(row, (_("A link for an outsider"), None))
    if found := attempt(form, made):
        context["link"] = found[0]
        context["url"] = request.build_absolute_uri(reverse("preview", args=[found[1]]))
        # Shown once and kept nowhere: of the token there is only a digest.
        answer = render(request, "press/preview_link.html", context)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return act_page(
        request, form, heading=_("Show the draft to an outsider"), preline=str(row),
        lead=_("Whoever has the link reads this version. It ends with publication or recall."),
        submit=_("Make the link"), cancel_url=reverse("press:release", args=[pk]),
        obstacle=rules.obstacle_to_previewing(request.user, row), template="press/act.html",
        **context,
    )  # fmt: skip


@signed_in
@page_or_act
def recall_preview_link(request: SignedInRequest, pk: int, link: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    links = PreviewLink.objects.select_related("release__department")
    found = get_object_or_404(links, pk=link, release=row)
    form, act = ConfirmForm(entered(request)), operations.recall_preview_link
    if attempt(form, lambda: act(by=request.user, link=found)):
        return done(request, row, _("The link is recalled; it leads nowhere from now on."))
    heading = _("Recall the link of %(reader)s?") % {"reader": found.reader_name}
    return act_page(
        request, form, heading=heading, preline=str(row), submit=_("Recall the link"),
        cancel_url=reverse("press:release", args=[pk]), embargo=in_words(row),
        breadcrumb=way_to(row, (heading, None)), template="press/act.html",
        obstacle=rules.obstacle_to_recalling(request.user, found),
    )  # fmt: skip


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show one version to whoever holds the link, as long as it leads somewhere."""
    link = operations.read_preview(token=token)
    if link is None:
        raise Http404
    release, shown = queries.preview_of(link)
    context = {
        "release": release,
        "shown": shown,
        "link": link,
        "token": token,
        "embargo": in_words(release),
    }
    return _hidden(render(request, "press/preview.html", context))


@never_cache
@require_safe
def preview_file(request: HttpRequest, token: str, sha256: str) -> HttpResponse:
    """Send a picture or an attachment that the version names, below the same link alone."""
    link = operations.read_preview(token=token)
    if link is None:
        raise Http404
    shown = queries.preview_of(link)[1]
    named = {one["file"].sha256 for one in (*shown.images, *shown.attachments)}
    if sha256 not in named:
        raise Http404
    return _hidden(sent(get_object_or_404(ReleaseFile, release=link.release, sha256=sha256)))


def _hidden(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
