"""Pages with which people come in, go out and set their password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from querschnitt.accounts import kept, operations, queries, rules, sessions, signing_in
from querschnitt.accounts.forms import (
    ChangePasswordForm,
    ForgottenForm,
    NewPasswordForm,
    SignInForm,
)
from querschnitt.accounts.gate import send_again_page, sign_in_page
from querschnitt.accounts.http import SignedInRequest, attempt, open_to_everyone, signed_in
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Refused

HOME = "/desk/"


@open_to_everyone
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    next_path = kept.own_desk_path(data.get("next", "")) or ""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(next_path or HOME)
        return sign_in_page(request, SignInForm(), next_path=next_path)
    entries, form = kept.carried_by(request.POST), SignInForm(request.POST)
    address = request.META.get("REMOTE_ADDR", "")
    user = attempt(form, lambda **entered: signing_in.authenticate(**entered, address=address))
    if user is None:
        return sign_in_page(request, form, entries=entries, next_path=next_path, status=422)
    sessions.begin(request, user)
    return send_again_page(request, entries) if entries else redirect(next_path or HOME)


@open_to_everyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return render(request, "accounts/signed_out.html")


@open_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Answer the same whether or not there is such an account; a worker finds out."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    address = request.META.get("REMOTE_ADDR", "")
    has_mail_server = settings.SMTP is not None
    asked = has_mail_server and attempt(
        form, lambda email: signing_in.ask_for_link(email=email, address=address)
    )
    context = {"form": form, "has_mail_server": has_mail_server, "is_asked": asked}
    status = 422 if has_mail_server and form.is_bound and not asked else 200
    return render(request, "accounts/password_forgotten.html", context, status=status)


# Whoever knows the address needs nobody else's browser to use it, and the policy below makes
# browsers send an origin of "null", which the usual check would refuse.
@csrf_exempt
@open_to_everyone
@sensitive_post_parameters("new_password", "new_password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    link = queries.personal_link(token)
    obstacle = rules.obstacle_to_using_link(link, now=timezone.now())
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "link": link, "obstacle": obstacle}
    if obstacle:
        response = render(request, "accounts/link_ended.html", context, status=404)
    elif attempt(form, lambda **told: _set_password(token, **told)):
        response = render(request, "accounts/password_set.html", context)
    else:
        status = 422 if form.is_bound else 200
        response = render(request, "accounts/set_password.html", context, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _set_password(token: str, *, new_password: str, new_password_again: str) -> User:
    return operations.set_password(token=token, password=new_password)


@signed_in
@sensitive_post_parameters("current_password", "new_password", "new_password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: SignedInRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    user = attempt(form, lambda **entered: _change_password(request, **entered))
    if user is not None:
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password was changed. All other sessions have ended."))
        return redirect("accounts:own_account")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/own_account.html", {"form": form}, status=status)


def _change_password(
    request: SignedInRequest, *, current_password: str, new_password: str, **_: str
) -> User:
    """Count wrong guesses here as at the door, so that an unwatched screen is no way around."""
    try:
        signing_in.authenticate(
            email=request.user.email,
            password=current_password,
            address=request.META.get("REMOTE_ADDR", ""),
        )
    except Refused as refusal:
        if refusal.obstacle.code != "accounts.wrong-credentials":
            raise
    return operations.change_own_password(
        by=request.user, current=current_password, new=new_password
    )
