"""Pages about people and their accounts."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from querschnitt.accounts import absence, operations, queries, rules
from querschnitt.accounts.forms import ChangeRoleForm, ConfirmForm, InviteForm, PeopleFilterForm
from querschnitt.accounts.http import SignedInRequest, attempt, signed_in
from querschnitt.accounts.models import User
from querschnitt.accounts.views.acts import act_page, entered

page_or_act = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    _readable_or_404(request)
    form = PeopleFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queries.people(
        department=wanted.get("department"),
        role=wanted.get("role", ""),
        is_active={"active": True, "inactive": False}.get(wanted.get("state", "")),
        from_row=wanted.get("row") or 0,
    )
    context = {
        "form": form,
        "page": page,
        "previous_url": part_of_list(request, page.before),
        "next_url": part_of_list(request, page.after),
        "obstacle": rules.obstacle_to_keeping_people(request.user),
    }
    return render(request, "accounts/people.html", context)


@signed_in
@page_or_act
def invite(request: SignedInRequest) -> HttpResponse:
    _readable_or_404(request)
    form = InviteForm(entered(request))
    invited = attempt(form, lambda **told: operations.invite(by=request.user, **told))
    if invited:
        return _link_page(request, *invited)
    return act_page(
        request,
        form,
        heading=_("Invite a person"),
        submit=_("Invite and show the personal link"),
        cancel_url=reverse("accounts:people"),
        obstacle=rules.obstacle_to_keeping_people(request.user),
    )


@signed_in
@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    user, by = person_or_404(request, pk), request.user
    others = operations.people.other_administrators(user)
    context = {
        "person": user,
        "obstacles": {
            "role": rules.obstacle_to_touching(by, user),
            "deactivate": rules.obstacle_to_deactivating(by, user, other_administrators=others),
            "reactivate": rules.obstacle_to_reactivating(by, user),
            "link": rules.obstacle_to_issuing_link(by, user),
            "absence": absence.obstacle_to_noting_absence(by, user),
        },
    }
    return render(request, "accounts/person.html", context)


@signed_in
@page_or_act
def change_role(request: SignedInRequest, pk: int) -> HttpResponse:
    user, by = person_or_404(request, pk), request.user
    form = ChangeRoleForm(
        entered(request), initial={"role": user.role, "department": user.department_id}
    )
    if attempt(form, lambda **told: operations.change_role(by=by, user=user, **told)):
        messages.success(request, _("The role was changed; it holds from the next click on."))
        return redirect("accounts:person", pk)
    return act_page(
        request,
        form,
        heading=_("Change the role of %(name)s") % {"name": user.name},
        submit=_("Change the role"),
        cancel_url=reverse("accounts:person", args=[pk]),
        obstacle=rules.obstacle_to_touching(by, user),
    )


@signed_in
@page_or_act
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    user, by = person_or_404(request, pk), request.user
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: operations.deactivate(by=by, user=user)):
        messages.success(request, _("The account is deactivated."))
        return redirect("accounts:person", pk)
    others = operations.people.other_administrators(user)
    return act_page(
        request,
        form,
        heading=_("Deactivate the account of %(name)s?") % {"name": user.name},
        lead=_("The person is signed out everywhere and cannot sign in any more. What they did "
               "stays in the journal under their name."),
        submit=_("Deactivate the account"),
        danger=True,
        cancel_url=reverse("accounts:person", args=[pk]),
        obstacle=rules.obstacle_to_deactivating(by, user, other_administrators=others),
    )  # fmt: skip


@signed_in
@page_or_act
def reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    user, by = person_or_404(request, pk), request.user
    form = ConfirmForm(entered(request))
    if attempt(form, lambda: operations.reactivate(by=by, user=user)):
        messages.success(
            request, _("The account is active again. Issue a personal link, so that the person "
                       "can set a password.")
        )  # fmt: skip
        return redirect("accounts:person", pk)
    return act_page(
        request,
        form,
        heading=_("Reactivate the account of %(name)s?") % {"name": user.name},
        lead=_("The person needs a new personal link, since the old password is no longer valid."),
        submit=_("Reactivate the account"),
        cancel_url=reverse("accounts:person", args=[pk]),
        obstacle=rules.obstacle_to_reactivating(by, user),
    )


@signed_in
@page_or_act
def issue_reset_link(request: SignedInRequest, pk: int) -> HttpResponse:
    user, by = person_or_404(request, pk), request.user
    form = ConfirmForm(entered(request))
    token = attempt(form, lambda: operations.issue_reset_link(by=by, user=user))
    if token:
        return _link_page(request, user, token)
    return act_page(
        request,
        form,
        heading=_("Issue a personal link for %(name)s?") % {"name": user.name},
        lead=_("With it the person sets a new password. Links issued earlier end at once; the "
               "person's sessions end when the link is used."),
        submit=_("Issue and show the link"),
        cancel_url=reverse("accounts:person", args=[pk]),
        obstacle=rules.obstacle_to_issuing_link(by, user),
    )  # fmt: skip


def _link_page(request: SignedInRequest, user: User, token: str) -> HttpResponse:
    """Show a personal link, this once: it is kept nowhere."""
    path = reverse("accounts:set_password", args=[token])
    context = {
        "person": user,
        "personal_link": f"{settings.BASE_URL}{path}",
        "link": queries.personal_link(token),
        "was_mailed": settings.SMTP is not None and not user.is_demonstration,
    }
    return render(request, "accounts/link_issued.html", context)


def _readable_or_404(request: SignedInRequest) -> None:
    if rules.obstacle_to_reading_people(request.user):
        raise Http404


def person_or_404(request: SignedInRequest, pk: int) -> User:
    """Return a person, if the reader may see the list of people."""
    _readable_or_404(request)
    return get_object_or_404(User.objects.select_related("department", "substitute"), pk=pk)


def part_of_list(request: SignedInRequest, row: int | None) -> str:
    """Return the address of another part of the list, under the same filter."""
    if row is None:
        return ""
    query = request.GET.copy()
    query["row"] = str(row)
    return f"?{query.urlencode()}"
