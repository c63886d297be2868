"""The gate of the desk: who has not signed in does so first, and loses nothing by it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_refusal

from querschnitt.accounts import kept
from querschnitt.accounts.forms import SignInForm

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

Answer = Callable[[HttpRequest], HttpResponse]


class SignInFirst:
    """Refuses every page under ``/desk/`` to strangers unless its view says otherwise."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any
    ) -> HttpResponse | None:
        """Answer in place of the view, if need be."""
        if not request.path.startswith("/desk/") or getattr(view, "is_open_to_everyone", False):
            return None
        return None if request.user.is_authenticated else sign_in_first(request)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Return the sign-in page, which leads back here; entries of a form travel along."""
    if request.method in SAFE_METHODS:
        way_back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:sign_in')}?{way_back}")
    return sign_in_page(request, SignInForm(), entries=kept.taken_from(request), status=401)


def sign_in_page(
    request: HttpRequest,
    form: SignInForm,
    *,
    entries: kept.Kept | None = None,
    next_path: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the sign-in page with whatever has to survive the sign-in."""
    context = {"form": form, "kept": entries, "next_path": next_path}
    return render(request, "accounts/sign_in.html", context, status=status)


def send_again_page(request: HttpRequest, entries: kept.Kept, *, status: int = 200) -> HttpResponse:
    """Return the page that shows what was kept and sends it again to its address."""
    return render(request, "accounts/send_again.html", {"kept": entries}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Offer to send a form again whose token is out of date; refuse what others made us send."""
    if not (request.path.startswith("/desk/") and comes_from_us(request)):
        return plain_refusal(request, reason=reason)
    if request.path == reverse("accounts:sign_in"):
        entries = kept.carried_by(request.POST)
        next_path = kept.own_desk_path(request.POST.get("next", "")) or ""
    else:
        entries, next_path = kept.taken_from(request), ""
    if not request.user.is_authenticated:
        return sign_in_page(
            request, SignInForm(), entries=entries, next_path=next_path, status=401
        )  # fmt: skip
    if entries:
        return send_again_page(request, entries, status=403)
    return redirect(next_path or "/desk/")


def comes_from_us(request: HttpRequest) -> bool:
    """Say whether the browser vouches that a page of this very host sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == ours
    try:
        referrer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return False
    return f"{referrer.scheme}://{referrer.netloc}" == ours
