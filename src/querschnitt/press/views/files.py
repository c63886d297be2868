"""Pictures and attachments of a release: kept, described, and sent to whoever may read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts.forms import ConfirmForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.documents.unreadable import Unreadable
from querschnitt.framework.views.stale import sent_again
from querschnitt.lib.refusal import Refused
from querschnitt.press import operations, queries, rules
from querschnitt.press.embargo import in_words
from querschnitt.press.forms import DescribeFilesForm, FileForm
from querschnitt.press.models import Release, ReleaseFile
from querschnitt.press.saying import said_of
from querschnitt.press.views.found import done, release_or_404, waiting_or_404, way_to

page_or_act = require_http_methods(["GET", "HEAD", "POST"])
INLINE = frozenset({"image/png", "image/jpeg"})


@signed_in
@page_or_act
def files(request: SignedInRequest, pk: int) -> HttpResponse:
    row = waiting_or_404(pk, request.user)
    form = _describing(row, entered(request))
    act = operations.write_correction if row.published_at else operations.revise_release
    try:
        if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
            return done(request, row, _("The new version is kept."))
    except Refused as refusal:
        row.refresh_from_db()
        form = _describing(row, sent_again(request, seen=row.version))
        code, sentence = refusal.obstacle
        form.add_error(None, ValidationError(sentence, code=code))
        return _files_page(request, row, form, status=409)
    # Whoever may not describe them may read all the same what there is.
    return _files_page(request, row, form, status=0 if form.is_bound else 200)


def _describing(row: Release, data: Any) -> DescribeFilesForm:
    kept = row.files.defer("data").order_by("pk")
    return DescribeFilesForm(
        data,
        files=kept,
        said=said_of(row),
        is_correction=bool(row.published_at),
        initial={"seen": row.version},
    )


def _files_page(
    request: SignedInRequest, row: Release, form: DescribeFilesForm, **more: Any
) -> HttpResponse:
    by = request.user
    if row.published_at:
        obstacle = rules.obstacle_to_writing_correction(by, row)
    else:
        obstacle = rules.obstacle_to_revising(by, row)
    return act_page(
        request,
        form,
        heading=_("Pictures and attachments"),
        preline=str(row),
        submit=_("Keep the correction") if row.published_at else _("Keep the descriptions"),
        cancel_url=reverse("press:release", args=[row.pk]),
        breadcrumb=way_to(row, (_("Pictures and attachments"), None)),
        obstacle=obstacle,
        template="press/files.html",
        release=row,
        embargo=in_words(row),
        to_add=rules.obstacle_to_keeping_files(by, row),
        **more,
    )


@signed_in
@page_or_act
def add_file(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    form = FileForm(entered(request), request.FILES or None)
    if attempt(form, lambda **told: _added(request, row, form, **told)):
        sentence = _("The file is kept. Please describe it below.")
        done(request, row, sentence)
        return redirect("press:files", pk)
    heading = _("Add a picture or an attachment")
    return act_page(
        request,
        form,
        heading=heading,
        preline=str(row),
        submit=_("Add the file"),
        multipart=True,
        cancel_url=reverse("press:files", args=[pk]),
        breadcrumb=way_to(row, (heading, None)),
        obstacle=rules.obstacle_to_keeping_files(request.user, row),
        template="press/act.html",
        embargo=in_words(row),
    )


def _added(
    request: SignedInRequest, row: Release, form: FileForm, *, kind: str, file: Any
) -> ReleaseFile | None:
    act = operations.add_file
    try:
        return act(by=request.user, release=row, kind=kind, name=file.name, data=file.read())
    except Unreadable as error:
        form.add_error("file", str(error))
        return None


@signed_in
@page_or_act
def remove_file(request: SignedInRequest, pk: int, file: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    found = get_object_or_404(row.files.defer("data"), pk=file)
    form, act = ConfirmForm(entered(request)), operations.remove_file

    def removed() -> bool:
        act(by=request.user, release=row, file=found)
        return True

    if attempt(form, removed):
        done(request, row, _("The file is removed."))
        return redirect("press:files", pk)
    heading = _("Remove “%(name)s”?") % {"name": found.name}
    return act_page(
        request, form, heading=heading, preline=str(row), submit=_("Remove"), danger=True,
        cancel_url=reverse("press:files", args=[pk]), breadcrumb=way_to(row, (heading, None)),
        obstacle=rules.obstacle_to_keeping_files(request.user, row), template="press/act.html",
        embargo=in_words(row),
    )  # fmt: skip


@signed_in
@require_safe
def file(request: SignedInRequest, pk: int, sha256: str) -> HttpResponse:
    row = release_or_404(pk, request.user)
    reads_all = queries.reads_what_waits(row, request.user)
    if not (reads_all or queries.names_in_public(row, sha256)):
        raise Http404
    return sent(get_object_or_404(row.files, sha256=sha256))


def sent(found: ReleaseFile) -> HttpResponse:
    """Return a file so that it can run nothing, and nothing keeps it."""
    how = "inline" if found.media_type in INLINE else "attachment"
    answer = HttpResponse(bytes(found.data), content_type=found.media_type)
    answer.headers["Content-Disposition"] = f'{how}; filename="datei-{found.pk}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
