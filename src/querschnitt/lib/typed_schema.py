"""JSON Schemas made of typed dictionaries, so that schema and code cannot say different things.

What a field means is told beside the types; that it exists, and what may stand in it, is theirs.
"""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "/schemas/"
Text = dict[str, str]
"""One text in each of its languages."""
_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_PLAIN = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


class Told(NamedTuple):
    """What people are told of types and their fields, by the names of the types."""

    titles: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    """What each field means; what the type itself means stands at the empty name."""
    patterns: Mapping[tuple[str, str], Schema]
    """What is known of the values of a field beyond its type."""


def path_of(name: str) -> str:
    """Return the address at which a schema is published, which never changes.

    :param name: of the schema: house, kind and version, with slashes between them
    """
    _house, kind, version = name.split("/")
    return f"{FOLDER}{kind}-{version}.json"


def schema_of_type(
    typed: Any, told: Told, *, title: str, address: str, before: Mapping[str, Schema] | None = None
) -> Schema:
    """Return the schema of a file that holds one such dictionary.

    :param typed: a typed dictionary; all that it refers to is told as well
    :param address: at which the schema is published
    :param before: required properties of the file that stand before those of the type
    """
    whole = _object(typed, told)
    return {
        "$schema": DIALECT,
        "$id": address,
        **whole,
        "title": title,
        "properties": {
            "$schema": {
                "title": "Schema",
                "description": "The address of this schema.",
                "type": "string",
                "format": "uri-reference",
            },
            **(before or {}),
            **whole["properties"],
        },
        "required": [*(before or {}), *whole["required"]],
        "$defs": {
            **{one.__name__: _object(one, told) for one in _named(typed)},
            "Text": _text(told),
        },
    }


def described(types: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every typed dictionary of a module and each of its fields, as the code has them.

    :param types: the names of the module
    """
    for value in types.values():
        if is_typeddict(value):
            yield value.__name__, ""
            yield from ((value.__name__, key) for key in get_type_hints(value))


def _named(typed: Any) -> Iterator[Any]:
    """Yield every type that another refers to, each once."""
    seen: dict[str, Any] = {}
    todo = [typed]
    while todo:
        for hint in get_type_hints(todo.pop()).values():
            for one in _typed_in(hint):
                if one.__name__ not in seen:
                    seen[one.__name__] = one
                    todo.append(one)
    yield from (seen[name] for name in sorted(seen))


def _typed_in(hint: Any) -> Iterator[Any]:
    if is_typeddict(hint):
        yield hint
    for argument in get_args(hint):
        yield from _typed_in(argument)


def _object(typed: Any, told: Told) -> Schema:
    name = typed.__name__
    hints = get_type_hints(typed, include_extras=True)
    return {
        "title": told.titles[name],
        "description": told.words[name][""],
        "type": "object",
        "properties": {
            key: {
                "title": key.replace("_", " ").capitalize(),
                "description": told.words[name][key],
                **_value(hint, told.patterns.get((name, key), {})),
            }
            for key, hint in hints.items()
        },
        "required": [key for key, hint in hints.items() if get_origin(hint) is not NotRequired],
        "additionalProperties": False,
    }


def _value(hint: Any, narrowed: Schema) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _value(arguments[0], narrowed)
    if origin in {Union, UnionType}:
        return {"anyOf": [_value(one, narrowed) for one in arguments]}
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": [*arguments]}
    if hint == Text:
        return {"$ref": "#/$defs/Text"}
    if origin is list:
        return {"type": "array", "items": _value(arguments[0], narrowed)}
    if origin is dict:
        # By language: nothing else is kept in this way.
        return {
            "type": "object",
            "propertyNames": {"pattern": _LANGUAGE},
            "additionalProperties": _value(arguments[1], narrowed),
        }
    if is_typeddict(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _PLAIN[hint], **(narrowed if hint in {str, int} else {})}


def _text(told: Told) -> Schema:
    return {
        "title": told.titles["Text"],
        "description": told.words["Text"][""],
        "type": "object",
        "propertyNames": {"pattern": _LANGUAGE},
        "additionalProperties": {"type": "string"},
    }
