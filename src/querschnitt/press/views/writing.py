"""Writing a release and correcting it; nothing that somebody typed is lost."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts import journal
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import Department, User
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.framework.views.stale import sent_again
from querschnitt.lib.refusal import Obstacle, Refused
from querschnitt.press import operations, queries, rules, templates_of_releases
from querschnitt.press.differences import differences
from querschnitt.press.embargo import in_words
from querschnitt.press.forms import CorrectionForm, ReleaseForm, initial_of
from querschnitt.press.forms.releases import HOLDERS
from querschnitt.press.models import Release
from querschnitt.press.said import ReleaseSaid
from querschnitt.press.saying import said_of
from querschnitt.press.views.found import done, release_or_404, way, way_to
from querschnitt.relations.queries import suggestions

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def write_draft(request: SignedInRequest, template: str) -> HttpResponse:
    if template not in Release.Template.values:
        raise Http404
    adoption = _adoption(request)
    form = _typed(request, ReleaseForm, initial=_beginning(request, template, adoption))
    entry = adoption.entry if adoption else None

    def written(seen: int, **told: Any) -> Release:
        return _written_once(by=request.user, template=template, answers_adoption=entry, **told)

    if made := attempt(form, written):
        sentence = _("The draft is kept. Pictures, an embargo and the rest follow from here.")
        return done(request, made, sentence)
    return _page(
        request,
        form,
        heading=_("Write a press release"),
        preline=Release.Template(template).label if template else "",
        lead=_("Gaps that you fill in stand in square brackets."),
        submit=_("Keep the draft"),
        cancel_url=reverse("press:hub"),
        breadcrumb=way((_("Write a press release"), None)),
        obstacle=obstacle_to_beginning(request),
    )


@signed_in
@page_or_act
def revise_release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    said = said_of(row)
    form = _typed(request, ReleaseForm, said=said, initial=initial_of(row, said))
    act = operations.revise_release
    try:
        if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
            return done(request, row, _("The new version is kept."))
    except Refused as refusal:
        return _stale(request, row, form, refusal.obstacle)
    return _revising(request, row, form, rules.obstacle_to_revising(request.user, row))


@signed_in
@page_or_act
def write_correction(request: SignedInRequest, pk: int) -> HttpResponse:
    row = release_or_404(pk, request.user)
    said = said_of(row)
    form = _typed(request, CorrectionForm, said=said, initial=initial_of(row, said))
    act = operations.write_correction
    try:
        if attempt(form, lambda **told: act(by=request.user, release=row, **told)):
            return done(request, row, _("The correction is kept. Somebody else releases it."))
    except Refused as refusal:
        return _stale(request, row, form, refusal.obstacle)
    obstacle = rules.obstacle_to_writing_correction(request.user, row)
    return _revising(request, row, form, obstacle)


# One act: of two sendings at the same moment the second one finds what the first has made.
@journal.act
def _written_once(*, by: User, said: ReleaseSaid, **told: Any) -> Release:
    """Begin a release; the same words sent a second time lead to what the first time has made."""
    return queries.same_draft(by, said) or operations.write_draft(by=by, said=said, **told)


def obstacle_to_beginning(request: SignedInRequest) -> Obstacle | None:
    """Say why somebody can begin no release at all."""
    return rules.obstacle_to_writing(request.user, request.user.department or Department(pk=0))


def _typed(request: SignedInRequest, kind: type[ReleaseForm], **more: Any) -> ReleaseForm:
    """Return the form as it was sent; unsent, with all that was typed, if it asks for rows."""
    form = kind(entered(request), by=request.user, **more)
    wanted = request.POST.get("more", "")
    if wanted not in form.fields:
        return form
    typed = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form.fields.items()
    }
    more["initial"] = {**more.get("initial", {}), **typed}
    return kind(by=request.user, more=wanted, **more)


def _page(request: SignedInRequest, form: ReleaseForm, **more: Any) -> HttpResponse:
    holders = queries.office_holders(timezone.localdate().isoformat())
    names = [*dict.fromkeys(one.person_name for one in holders)]
    return act_page(
        request,
        form,
        template="press/write.html",
        suggested=[*suggestions(form.suggestions(), request.user), (HOLDERS, names)],
        **more,
    )


def _revising(
    request: SignedInRequest,
    row: Release,
    form: ReleaseForm,
    obstacle: Obstacle | None,
    **more: Any,
) -> HttpResponse:
    is_correction = isinstance(form, CorrectionForm)
    heading = _("Correct the release") if is_correction else _("Revise the release")
    return _page(
        request,
        form,
        heading=heading,
        preline=str(row),
        submit=_("Keep the correction") if is_correction else _("Keep the new version"),
        cancel_url=reverse("press:release", args=[row.pk]),
        breadcrumb=way_to(row, (heading, None)),
        obstacle=obstacle,
        embargo=in_words(row),
        release=row,
        **more,
    )


def _stale(
    request: SignedInRequest, row: Release, form: ReleaseForm, obstacle: Obstacle
) -> HttpResponse:
    """Show what differs; what was typed stays in the form and may be sent again."""
    row.refresh_from_db()
    said = said_of(row)
    differing = differences(said, form.cleaned_data["said"])
    if not differing and not isinstance(form, CorrectionForm):
        return done(request, row, _("The new version is kept."))
    # A further try says that its author has now seen the newest version.
    again = type(form)(
        sent_again(request, seen=row.version),
        by=request.user,
        said=said,
        initial=initial_of(row, said),
    )
    return _revising(request, row, again, None, stale=obstacle, differing=differing, status=409)


def _beginning(
    request: SignedInRequest, template: str, adoption: queries.Adoption | None
) -> dict[str, Any]:
    """Return what the form shows at first, from a template and perhaps from an adoption."""
    own = request.user.department
    department = own or Department.objects.current().in_order().first()
    today = timezone.localdate().isoformat()
    return templates_of_releases.initial(
        template, department=department, today=today, adoption=adoption
    )


def _adoption(request: SignedInRequest) -> queries.Adoption | None:
    """Return the adoption that the release is to announce, if the address names one."""
    entry = request.GET.get("beschluss", "")
    adoptions = queries.unannounced_adoptions() if entry else []
    return next((one for one in adoptions if str(one.entry) == entry), None)
