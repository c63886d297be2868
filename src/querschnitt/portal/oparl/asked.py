"""Lists that are asked with filters, answered from what is stored of them, tombstones included."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from querschnitt.portal.oparl.lists import PAGE, page_of
from querschnitt.portal.oparl.names import LISTS, type_of, url_of, whole_path
from querschnitt.publication.answerers import Question, Reply
from querschnitt.publication.answers import OPEN_TO_PAGES, PROTECTION, is_known
from querschnitt.publication.models import StoredPage
from querschnitt.publication.rendering import CACHE

BEGINS: Final = LISTS
MOMENTS: Final = ("created_since", "created_until", "modified_since", "modified_until")
KNOWN: Final = (*MOMENTS, "omit_internal", "limit", "page")
MOST: Final = 500
LONGEST_NUMBER: Final = 6
JSON: Final = "application/json"
READABLE: Final = re.compile(r"[a-zA-Z0-9/._-]{1,290}")


class Unfit(Exception):
    """A parameter says something that cannot be answered."""


def answer(question: Question) -> Reply | None:
    """Answer a filtered list; None where no list is there, or nothing is asked of it."""
    asked = {
        name: value
        for name, value in parse_qsl(question.parameters[:4_000], keep_blank_values=True)
        if name in KNOWN
    }
    is_list = asked and READABLE.fullmatch(question.path)
    objects = _whole(question.path, question.generation) if is_list else None
    if objects is None:
        return None
    try:
        return _reply(question, _page(objects, url_of(question.path), asked))
    except Unfit as error:
        return _refused(str(error))


@lru_cache(maxsize=64)
def _whole(path: str, generation: int | None) -> tuple[dict[str, Any], ...] | None:
    """Return all that a list has or had; remembered as long as nothing was published."""
    row = StoredPage.objects.filter(path=whole_path(path)).values_list("body", flat=True).first()
    return None if row is None else tuple(json.loads(bytes(row))["data"])


def _page(
    objects: tuple[dict[str, Any], ...], url: str, asked: Mapping[str, str]
) -> dict[str, Any]:
    is_wanted = _filter(asked)
    found = [one for one in objects if is_wanted(one)]
    if _is_true(asked.get("omit_internal", "")):
        found = [_without_internal(one) for one in found]
    size = _number(asked, "limit", PAGE, most=MOST)
    number = _number(asked, "page", 1)
    if number > max(1, -(-len(found) // size)):
        raise Unfit("There is no such page.")
    kept = {name: value for name, value in asked.items() if name != "page"}

    def at(page: int) -> str:
        told = {**kept, "page": str(page)} if page > 1 else kept
        return f"{url}?{urlencode(told)}" if told else url

    return page_of(found, number, size, at)


def _filter(asked: Mapping[str, str]) -> Callable[[dict[str, Any]], bool]:
    bounds = {name: _moment(name, asked[name]) for name in MOMENTS if name in asked}
    shows_deleted = "modified_since" in bounds

    def is_wanted(one: dict[str, Any]) -> bool:
        if one.get("deleted") and not shows_deleted:
            return False
        for name, bound in bounds.items():
            what, _underline, side = name.partition("_")
            moment = datetime.fromisoformat(one[what])
            if moment < bound if side == "since" else moment > bound:
                return False
        return True

    return is_wanted


def _moment(name: str, said: str) -> datetime:
    # A plus that was not written as %2B has become a space.
    try:
        moment = datetime.fromisoformat(said.strip().replace(" ", "+"))
    except ValueError as error:
        raise Unfit(f"{name} is no date-time.") from error
    if moment.tzinfo is None:
        raise Unfit(f"{name} needs a time zone.")
    return moment


def _number(asked: Mapping[str, str], name: str, default: int, *, most: int = 10**6) -> int:
    said = asked.get(name, str(default))
    if not (said.isdecimal() and said.isascii() and len(said) <= LONGEST_NUMBER and int(said)):
        raise Unfit(f"{name} is no number from 1 on.")
    return min(int(said), most)


def _is_true(said: str) -> bool:
    return said.lower() in {"true", "1"}


def _without_internal(one: dict[str, Any]) -> dict[str, Any]:
    """Leave out lists of whole objects, which have lists of their own."""
    return {name: value for name, value in one.items() if not _holds_objects(value)}


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(v, dict) and "id" in v for v in value)


def _reply(question: Question, said: dict[str, Any]) -> Reply:
    body = f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = [("ETag", tag), ("Cache-Control", CACHE["open"]), *OPEN_TO_PAGES]
    if is_known(question.known, tag):
        return Reply(304, headers, b"")
    return Reply(200, [*_about(body), *headers, *PROTECTION], body)


def _refused(sentence: str) -> Reply:
    told = {"type": type_of("Error"), "message": sentence}
    body = f"{json.dumps(told)}\n".encode()
    headers = [("Cache-Control", "no-store"), *OPEN_TO_PAGES]
    return Reply(400, [*_about(body), *headers, *PROTECTION], body)


def _about(body: bytes) -> list[tuple[str, str]]:
    return [("Content-Type", JSON), ("Content-Length", str(len(body)))]
