"""Pages on which people say when they are away, and who stands in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from querschnitt.accounts import absence, operations
from querschnitt.accounts.forms import AbsenceForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import User
from querschnitt.accounts.views.acts import act_page, entered
from querschnitt.accounts.views.people import person_or_404

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@page_or_act
def note_own_absence(request: SignedInRequest) -> HttpResponse:
    return _absence_page(request, request.user, reverse("accounts:own_account"))


@signed_in
@page_or_act
def note_absence(request: SignedInRequest, pk: int) -> HttpResponse:
    user = person_or_404(request, pk)
    return _absence_page(request, user, reverse("accounts:person", args=[pk]))


def _absence_page(request: SignedInRequest, user: User, way_back: str) -> HttpResponse:
    form = AbsenceForm(
        entered(request),
        user=user,
        initial={
            "absent_from": user.absent_from,
            "absent_until": user.absent_until,
            "substitute": user.substitute_id or "",
        },
    )
    act = operations.note_absence
    if attempt(form, lambda **told: act(by=request.user, user=user, **told)):
        messages.success(request, _("The absence is entered."))
        return redirect(way_back)
    return _form_page(request, form, user, way_back)


def _form_page(
    request: SignedInRequest, form: AbsenceForm, user: User, way_back: str
) -> HttpResponse:
    return act_page(
        request,
        form,
        heading=_("When %(name)s is away") % {"name": user.name},
        lead=_(
            "Reminders for the department go to the substitute as long as nobody who may approve"
            " is there. The substitute gets no further rights. Leave everything empty to end the"
            " absence."
        ),
        submit=_("Enter the absence"),
        cancel_url=way_back,
        obstacle=absence.obstacle_to_noting_absence(request.user, user),
    )
