"""Where a page of a list ends, in a form that nobody needs to understand."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable

LARGEST = 2**62
LONGEST = 120


class Misread(Exception):
    """Raised for a cursor that none of our answers gave, or not to this question."""


def cursor_of(question: Iterable[str], *places: int) -> str:
    """Return a cursor that goes on behind these places of a list."""
    text = "|".join([_mark(question), *map(str, places)])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def places_in(cursor: str, question: Iterable[str], *, count: int) -> tuple[int, ...]:
    """Return the places where a cursor goes on.

    :param question: the list and its filters, which must be those that the cursor came from
    :raises Misread: if it is no such cursor
    """
    if len(cursor) > LONGEST:
        raise Misread
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        mark, *places = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").split("|")
    except (UnicodeError, Error) as error:
        raise Misread from error
    if mark != _mark(question) or len(places) != count:
        raise Misread
    if not all(place.isascii() and place.isdecimal() and len(place) < 20 for place in places):
        raise Misread
    found = tuple(map(int, places))
    if max(found) > LARGEST:
        raise Misread
    return found


def _mark(question: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(question).encode()).hexdigest()[:8]
