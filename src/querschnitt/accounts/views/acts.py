"""What the pages of acts have in common: a form, or the sentence why the act is not possible."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from querschnitt.lib.refusal import Obstacle


def act_page(
    request: HttpRequest,
    form: Form,
    *,
    heading: str,
    submit: str,
    cancel_url: str,
    obstacle: Obstacle | None,
    status: int = 0,
    template: str = "accounts/act.html",
    **more: Any,
) -> HttpResponse:
    """Return the page of an act; 422 where a form was refused, 403 where nobody may fill it in."""
    status = status or (422 if form.is_bound else 403 if obstacle else 200)
    context = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "cancel_url": cancel_url,
        "obstacle": None if form.is_bound else obstacle,
        **more,
    }
    return render(request, template, context, status=status)


def entered(request: HttpRequest) -> Any:
    """Return what a form was sent with, or nothing if the page is only looked at."""
    return request.POST if request.method == "POST" else None
