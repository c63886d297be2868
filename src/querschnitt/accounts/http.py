"""What the views of every app need to answer a person who has signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from querschnitt.accounts.gate import sign_in_first
from querschnitt.accounts.models import User
from querschnitt.lib.refusal import Refused

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V", bound=Callable[..., HttpResponse])


class SignedInRequest(HttpRequest):
    """A request that has passed ``signed_in``."""

    user: User


def signed_in(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a view answer only people who have signed in; others are asked to, and lose nothing."""

    @wraps(view)
    def only_signed_in(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        return view(cast("SignedInRequest", request), *args, **kwargs)

    # What mypy sees of a wrapped view is a class of its own, not a function.
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", only_signed_in)


def open_to_everyone(view: V) -> V:
    """Exempt a view under ``/desk/`` from the rule that everything there needs a sign-in."""
    view.is_open_to_everyone = True  # type: ignore[attr-defined]
    return view


def attempt(form: Form, act: Callable[..., R]) -> R | None:
    """Perform an act with what a form says; a refusal becomes an error of the form.

    A refusal because the page was stale is raised on, since it needs an answer of its own.
    """
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except Refused as refusal:
        if refusal.obstacle.code.endswith(".stale"):
            raise
        code, sentence = refusal.obstacle
        form.add_error(None, ValidationError(sentence, code=code))
        return None
