"""Who answers a public address that is asked with parameters, such as a filtered list.

An interface, with which apps above register at start-up. An answerer is called outside Django's
middleware and sees what is public alone: no person, no session, no cookie.
"""

from collections.abc import Callable
from typing import NamedTuple


class Question(NamedTuple):
    """What a visitor asks; ``generation`` is how often the public site has changed so far."""

    parameters: str
    accepted: str = ""
    """The codings that the visitor accepts, as in Accept-Encoding."""
    known: str = ""
    """The tags of what the visitor has already, as in If-None-Match."""
    generation: int | None = None
    path: str = ""


class Reply(NamedTuple):
    """The answer to a question, with all its headers."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


Answerer = Callable[[Question], Reply | None]
"""Answers, or returns None where the page that is stored is the answer."""

_answerers: dict[str, Answerer] = {}
_below: dict[str, Answerer] = {}


def register(path: str, answerer: Answerer) -> None:
    """Let this answerer answer an address from now on, where it is asked with parameters."""
    _answerers[path] = answerer


def registered() -> dict[str, Answerer]:
    """Return all answerers by their addresses."""
    return _answerers


def register_below(beginning: str, answerer: Answerer) -> None:
    """Let this answerer answer every address that begins so, where it is asked with parameters."""
    _below[beginning] = answerer


def answerer_of(path: str) -> Answerer | None:
    """Return who answers an address that is asked with parameters, if anybody does."""
    if path in _answerers:
        return _answerers[path]
    return next((one for beginning, one in _below.items() if path.startswith(beginning)), None)
