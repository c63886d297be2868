"""The addresses below ``/api/``; the door looks them up, not Django."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.generic import RedirectView
from ninja.errors import ValidationError

from querschnitt.publication.api.description import parameters_of, send_description
from querschnitt.publication.api.paths import BASE, api
from querschnitt.publication.api.problems import Unanswerable, problem, refused
from querschnitt.publication.api.trying import try_operation

View = Callable[..., HttpResponse]


def _strictly(view: View, name: str | None) -> View:
    """Return a view that refuses parameters it does not know, or that are given twice."""

    @wraps(view)
    def strict(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        asked = list(request.GET.lists())
        known = parameters_of(name or "")
        errors = [
            (one, "There is no such parameter.") for one, _values in asked if one not in known
        ]
        errors += [(one, "This is given twice.") for one, values in asked if len(values) > 1]
        return refused(errors) if errors else view(request, *args, **named)

    return strict


def _not_as_described(_request: HttpRequest, error: Any) -> HttpResponse:
    return refused([(str(told["loc"][-1]), str(told["msg"])) for told in error.errors])


def _unanswerable(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status, error.detail)


api.add_exception_handler(ValidationError, _not_as_described)
api.add_exception_handler(Unanswerable, _unanswerable)

to_the_overview = RedirectView.as_view(url=BASE)
urlpatterns = [
    path("api/", to_the_overview),
    path("api/v1", to_the_overview),
    path(f"{BASE[1:]}openapi.json", _strictly(send_description, "openapi")),
    path(f"{BASE[1:]}try", try_operation),
    *(
        path(f"{BASE[1:]}{one.pattern}", _strictly(one.callback, one.name), name=one.name)
        for one in api.urls[0]
        # Without the page of ninja's own that would stand at the root.
        if isinstance(one, URLPattern) and one.name != "api-root"
    ),
]
