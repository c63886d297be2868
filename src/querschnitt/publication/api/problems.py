"""What the interface says when it cannot answer: problem details, as RFC 9457 has them."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"


class Unanswerable(Exception):
    """Raised inside an operation for a question that has no answer."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def problem(status: int, detail: str, *, errors: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """Return an answer that says in a sentence what is wrong.

    :param errors: which parameters are wrong, each with a sentence
    """
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        told["errors"] = [{"parameter": name, "detail": text} for name, text in errors]
    body = json.dumps(told, ensure_ascii=False).encode()
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE)


def refused(errors: Sequence[tuple[str, str]]) -> HttpResponse:
    """Return the answer to parameters that are not as they should be."""
    names = ", ".join(dict.fromkeys(name for name, _text in errors))
    return problem(422, f"These parameters cannot be used: {names}.", errors=errors)
