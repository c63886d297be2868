"""The design of the government's documents: what counts, changing it, going back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import house_style_rules as rules
from querschnitt.accounts import operations, queries
from querschnitt.accounts.forms import HouseStyleForm, SeenForm, WordTemplateForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import HouseStyleVersion
from querschnitt.accounts.sample_document import sample_document as sample
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.accounts.views.files import file_of
from querschnitt.documents.writers import WRITERS
from querschnitt.lib.contrast import contrast
from querschnitt.lib.refusal import Refused

page_or_act = require_http_methods(["GET", "HEAD", "POST"])
WORD = WRITERS["docx"].media_type
LONGEST_KEY = 15


@signed_in
@require_safe
def house_style(request: SignedInRequest) -> HttpResponse:
    versions = queries.house_style_versions()
    style = queries.house_style()
    context = {
        "style": style,
        "contrast": rules.ratio(contrast(style.colour)),
        "current": versions[0] if versions else None,
        "earlier": versions[1:],
        "to_keep": rules.obstacle_to_keeping_house_style(request.user),
        "to_remove": rules.obstacle_to_removing_template(
            request.user, versions[0] if versions else None
        ),
        "breadcrumb": [(_("Design of documents"), None)],
    }
    return render(request, "accounts/house_style.html", context)


@signed_in
@page_or_act
def set_house_style(request: SignedInRequest) -> HttpResponse:
    form = HouseStyleForm(entered(request), request.FILES or None, initial=_shown())
    if "preview" in request.POST and (shown := _preview(request, form)):
        return shown
    return _act(
        request,
        form,
        operations.set_house_style,
        done=_("The design is changed."),
        heading=_("Change the design"),
        submit=_("Change the design"),
        template="accounts/set_house_style.html",
        multipart=True,
    )


@signed_in
@page_or_act
def replace_word_template(request: SignedInRequest) -> HttpResponse:
    return _act(
        request,
        WordTemplateForm(entered(request), request.FILES or None, initial=_shown()),
        operations.replace_word_template,
        done=_("The Word template is replaced."),
        heading=_("Replace the Word template"),
        lead=_("Word files are then made from this template. It is tried with several documents"
               " before it is taken."),
        submit=_("Check and take over"),
        template="accounts/replace_word_template.html",
        multipart=True,
    )  # fmt: skip


@signed_in
@page_or_act
def remove_word_template(request: SignedInRequest) -> HttpResponse:
    current = queries.current_house_style()
    return _act(
        request,
        SeenForm(entered(request), initial=_shown()),
        operations.remove_word_template,
        done=_("The Word template is removed."),
        heading=_("Remove the Word template?"),
        lead=_("Word files then look as the other formats do. The template stays in the list of"
               " earlier designs and can be restored."),
        submit=_("Remove the Word template"),
        obstacle=rules.obstacle_to_removing_template(request.user, current),
    )  # fmt: skip


@signed_in
@page_or_act
def restore_house_style(request: SignedInRequest, pk: int) -> HttpResponse:
    version, current = _version_or_404(pk), queries.current_house_style()
    return _act(
        request,
        SeenForm(entered(request), initial=_shown()),
        partial(operations.restore_house_style, version=version),
        done=_("The earlier design counts again."),
        heading=_("Restore version %(number)s of the design?") % {"number": version.pk},
        lead=_("It counts again, with its emblem and its Word template."),
        submit=_("Restore this design"),
        obstacle=rules.obstacle_to_restoring_house_style(request.user, current, version),
    )


@signed_in
@require_safe
def sample_document(request: SignedInRequest, ending: str) -> HttpResponse:
    version = _wanted(request)
    style = version.style if version else queries.house_style()
    return file_of(sample(), "musterdokument", ending, style=style)


@signed_in
@require_safe
def emblem(request: SignedInRequest) -> HttpResponse:
    version = _wanted(request) or queries.current_house_style()
    if version is None or not version.has_emblem:
        raise Http404
    return HttpResponse(version.style.emblem, content_type="image/png")


@signed_in
@require_safe
def word_template(request: SignedInRequest) -> HttpResponse:
    version = _wanted(request) or queries.current_house_style()
    if version is None or not version.has_word_template:
        raise Http404
    return _word(version.style.word_template, "wordvorlage.docx")


@signed_in
@require_safe
def default_word_template(request: SignedInRequest) -> HttpResponse:
    from querschnitt.documents.word_template import default_template

    return _word(default_template(queries.house_style()), "standardvorlage.docx")


def _word(data: bytes, name: str) -> HttpResponse:
    how = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=WORD, headers=how)


def _wanted(request: SignedInRequest) -> HouseStyleVersion | None:
    """Return the version that is asked for; nothing if none is."""
    asked = request.GET.get("fassung", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_KEY):
        raise Http404
    return _version_or_404(int(asked))


def _version_or_404(pk: int) -> HouseStyleVersion:
    if len(str(pk)) > LONGEST_KEY:
        raise Http404
    return get_object_or_404(HouseStyleVersion, pk=pk)


def _shown() -> dict[str, Any]:
    """Return what the forms begin with: the design that counts."""
    current = queries.current_house_style()
    if current is None:
        return {"seen": 0}
    names = ("name", "emblem_text", "colour", "typeface")
    return {"seen": current.pk, **{name: getattr(current, name) for name in names}}


def _act(
    request: SignedInRequest,
    form: SeenForm,
    act: Callable[..., HouseStyleVersion],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    """Perform an act on the design, or show its page; where the page was stale, what counts now."""
    try:
        if attempt(form, lambda **told: act(by=request.user, **told)):
            return _done(request, done)
    except Refused as refusal:
        form = _seen_again(request, form)
        page |= {"stale": refusal.obstacle, "differing": _counting(), "status": 409}
    own = reverse("accounts:house_style")
    return act_page(
        request,
        form,
        **{"obstacle": rules.obstacle_to_keeping_house_style(request.user), **page},
        cancel_url=own,
        note=_("A file that you had chosen must be chosen again.") if request.FILES else "",
        breadcrumb=[(_("Design of documents"), own), (page["heading"], None)],
    )


def _done(request: SignedInRequest, said: str) -> HttpResponse:
    soon = _("The documents and the pages of the portal are rewritten within minutes.")
    messages.success(request, f"{said} {soon}", extra_tags="act")
    return redirect("accounts:house_style")


def _seen_again(request: SignedInRequest, form: SeenForm) -> SeenForm:
    """Return the form as it was sent, but for the design that its sender now has seen."""
    sent = request.POST.copy()
    sent["seen"] = str(_shown()["seen"])
    return type(form)(sent, request.FILES or None)


def _counting() -> list[tuple[str, str]]:
    """Return the design that counts, in words."""
    version = queries.current_house_style()
    if version is None:
        return []
    return [
        (_("Name of the publisher"), version.name or "–"),
        (_("What the emblem shows"), version.emblem_text or "–"),
        (_("Colour of headings and lines"), version.colour),
        (_("Typeface"), version.typeface),
        (_("Word template"), version.word_template_name or "–"),
        (_("Changed by"), version.set_by.name),
    ]


def _preview(request: SignedInRequest, form: HouseStyleForm) -> HttpResponse | None:
    """Return the sample document as the entries would make it; nothing where they are wrong."""
    by, act = request.user, operations.house_style_of
    style = attempt(form, lambda seen, **told: act(by=by, **told))
    if style is None:
        return None
    return file_of(sample(), "vorschau", "pdf", style=style, is_shown=True)
