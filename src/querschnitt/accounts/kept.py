"""What somebody typed into a form of the desk that could not be accepted, kept to be sent again.

Nothing is stored: the entries travel along in hidden fields of the page that is shown instead.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, unquote, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

LARGEST = 1_000_000
"""So many bytes may travel along, counted as the browser will send them."""

LONGEST_PATH = 2000
NEVER_KEPT = ("password", "csrfmiddlewaretoken", "token", "passwort", "kennwort")


@dataclass(frozen=True)
class Kept:
    """The entries of one form and the address to which they were sent."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    is_too_large: bool = False

    @property
    def as_text(self) -> str:
        """The entries as they travel in one hidden field."""
        return json.dumps(self.fields, ensure_ascii=False, separators=(",", ":"))

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What a person would recognise as their own; not what a page notes for itself."""
        return [
            (name, value)
            for name, value in self.fields
            if value.strip() and not name.startswith("seen")
        ]


def own_desk_path(text: str) -> str | None:
    """Return the address if it is one of a page of this desk, else nothing.

    An address of another host, or one that only looks like ours to some browser, is none.
    """
    if not text.startswith("/desk/") or len(text) > LONGEST_PATH:
        return None
    if not (text.isascii() and text.isprintable()) or " " in text or "\\" in text:
        return None
    path = unquote(urlsplit(text).path)
    if {"..", "."} & {*path.split("/")} or "//" in path or "\\" in path:
        return None
    if not url_has_allowed_host_and_scheme(text, allowed_hosts=None):
        return None
    try:
        resolve(path)
    except Resolver404:
        return None
    return text


def taken_from(request: HttpRequest) -> Kept | None:
    """Keep what a request brought, without passwords; nothing if it came to no page of the desk."""
    path = own_desk_path(request.get_full_path())
    if path is None:
        return None
    fields = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        if _may_be_kept(name)
        for value in values
    )
    return _bounded(Kept(path, fields))


def carried_by(entries: Mapping[str, str]) -> Kept | None:
    """Read back what the sign-in page carried along; whatever is not of our making is nothing."""
    path = own_desk_path(entries.get("kept_path", ""))
    if path is None:
        return None
    try:
        pairs = json.loads(entries.get("kept", "[]"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, list) or not all(_is_pair(pair) for pair in pairs):
        return None
    return _bounded(Kept(path, tuple((name, value) for name, value in pairs if _may_be_kept(name))))


def _bounded(kept: Kept) -> Kept:
    sent = quote_plus(kept.as_text, errors="replace")
    return Kept(kept.path, is_too_large=True) if len(sent) > LARGEST else kept


def _may_be_kept(name: str) -> bool:
    return not any(part in name.lower() for part in NEVER_KEPT)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(_can_be_shown(part) for part in pair)


def _can_be_shown(part: object) -> bool:
    # JSON can name half a character, which no page can hold.
    return isinstance(part, str) and not any("\ud800" <= c <= "\udfff" for c in part)
