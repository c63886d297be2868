"""Whether a value from outside has the form of a ``TypedDict``, with the path of what has not."""

from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

Check = Callable[[Any, str], Iterator[str]]
"""Takes a value and its path, and yields a sentence for each fault."""


def faults(value: Any, form: Any, path: str) -> Iterator[str]:
    """Yield what a value has otherwise than its form, such as a ``TypedDict``, wants it."""
    return _check(form)(value, path)


@cache
def _check(form: Any) -> Check:
    origin = get_origin(form)
    if origin is NotRequired:
        return _check(get_args(form)[0])
    if origin is Literal:
        return _one_of(get_args(form))
    if origin is list:
        return _list_of(_check(get_args(form)[0]))
    if origin is dict:
        return _texts
    if origin in {UnionType, Union}:
        return _or_nothing(next(_check(one) for one in get_args(form) if one is not type(None)))
    if hasattr(form, "__required_keys__"):
        return _object(form)
    return _plain(form)


def _plain(form: type) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        # To Python, a truth value is a number.
        if type(value) is not form:
            names = {str: _("a text"), int: _("a whole number"), bool: _("yes or no")}
            yield _("%(path)s is not %(form)s.") % {"path": path, "form": names[form]}

    return check


def _one_of(choices: tuple[Any, ...]) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if value not in choices:
            told = {"path": path, "choices": ", ".join(map(str, choices))}
            yield _("%(path)s is none of these: %(choices)s.") % told

    return check


def _list_of(inside: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield _("%(path)s is not %(form)s.") % {"path": path, "form": _("a list")}
            return
        for number, one in enumerate(value):
            yield from inside(one, f"{path}[{number}]")

    return check


def _texts(value: Any, path: str) -> Iterator[str]:
    is_texts = isinstance(value, dict) and all(type(one) is str for one in value.values())
    if not is_texts:
        yield _("%(path)s is not %(form)s.") % {"path": path, "form": _("texts by language")}


def _or_nothing(inside: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if value is not None:
            yield from inside(value, path)

    return check


def _object(form: Any) -> Check:
    hints = get_type_hints(form, include_extras=True)
    checks: dict[str, Check] = {}
    required = frozenset(form.__required_keys__)

    def check(value: Any, path: str) -> Iterator[str]:
        if not checks:
            checks.update({name: _check(hint) for name, hint in hints.items()})
        if not isinstance(value, dict):
            yield _("%(path)s is not %(form)s.") % {"path": path, "form": _("an object")}
            return
        for name in sorted(required - value.keys()):
            yield _("%(path)s is missing.") % {"path": f"{path}.{name}"}
        for name, one in value.items():
            if name in checks:
                yield from checks[name](one, f"{path}.{name}")
            else:
                yield _("%(path)s has no place in this form.") % {"path": f"{path}.{name[:60]}"}

    return check
