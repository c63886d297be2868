"""How long a sign-in holds, and for whom."""

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from querschnitt.accounts.models import User

LANGUAGE = "de"
NOTED_EVERY = 60
"""Seconds between two writes of the time at which a person was last seen."""

BACKEND = "django.contrib.auth.backends.ModelBackend"

Answer = Callable[[HttpRequest], HttpResponse]


def begin(request: HttpRequest, user: User) -> None:
    """Sign a person in, under a new session key, in this browser only."""
    login(request, user, backend=BACKEND)
    now = int(time.time())
    request.session["signed_in_at"] = request.session["seen_at"] = now
    request.session["agent"] = _agent(request)
    request.session["role"] = user.role


def watch_sessions(get_response: Answer) -> Answer:
    """End a sign-in that is too old, idle, or used by another browser; speak German in the desk.

    Pages outside the desk never touch a session, so that they set no cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/desk/"):
            return get_response(request)
        if request.user.is_authenticated:
            _watch(request, request.user)
        with translation.override(LANGUAGE):
            return get_response(request)

    return middleware


def _watch(request: HttpRequest, user: User) -> None:
    session, now = request.session, int(time.time())
    is_over = (
        now - session.get("signed_in_at", 0) >= settings.SESSION_COOKIE_AGE
        or now - session.get("seen_at", 0) >= settings.SESSION_IDLE_SECONDS
        or session.get("agent") != _agent(request)
    )
    if is_over:
        logout(request)
        return
    if session.get("role") != user.role:
        # Whoever saw the old key must not get what the new role may do.
        session.cycle_key()
        session["role"] = user.role
    if now - session["seen_at"] >= NOTED_EVERY:
        session["seen_at"] = now


def _agent(request: HttpRequest) -> str:
    return hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:32]
