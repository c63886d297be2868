"""The JSON Schema of public content, made of the very types that the code is checked by.

What a field means stands here; that it exists, and what may stand in it, comes from ``content``.
"""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from querschnitt.framework import content
from querschnitt.framework.content import (
    REPORTED_SCHEMA,
    FrameworkEdition,
    ReportedGoalsContent,
    Text,
)
from querschnitt.framework.content_words import PATTERNS, TITLES, WORDS

__all__ = ["EDITION_SCHEMA", "REPORTED_SCHEMA", "SCHEMAS", "described", "path_of", "schema_of"]

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "/schemas/"
EDITION_SCHEMA = "querschnitt/framework-edition/1"
SCHEMAS: dict[str, tuple[Any, str]] = {
    EDITION_SCHEMA: (FrameworkEdition, "The edition of an adopted framework"),
    REPORTED_SCHEMA: (ReportedGoalsContent, "Goals that are known from reports"),
}
"""What is published as JSON, by the name that it gives for its schema."""
_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_PLAIN = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def path_of(name: str) -> str:
    """Return the address at which a schema is published, which never changes."""
    _house, kind, version = name.split("/")
    return f"{FOLDER}{kind}-{version}.json"


def schema_of(name: str, *, base_url: str = "") -> Schema:
    """Return the schema of this name, as it is published.

    :param base_url: of the portal, without a slash at its end
    """
    typed, title = SCHEMAS[name]
    whole = _object(typed)
    if typed is FrameworkEdition:
        # The adopted content names its own form; the file around it names that of the edition.
        whole["properties"] = {"schema": {"const": name}, **whole["properties"]}
        whole["required"] = ["schema", *whole["required"]]
    whole["properties"] = {
        "$schema": {
            "title": "Schema",
            "description": "The address of this schema.",
            "type": "string",
            "format": "uri-reference",
        },
        **whole["properties"],
    }
    return {
        "$schema": DIALECT,
        "$id": f"{base_url}{path_of(name)}",
        **whole,
        "title": title,
        "$defs": {one.__name__: _object(one) for one in _named(typed)} | {"Text": _text()},
    }


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


def _object(typed: Any) -> Schema:
    name = typed.__name__
    hints = get_type_hints(typed, include_extras=True)
    return {
        "title": TITLES[name],
        "description": WORDS[name][""],
        "type": "object",
        "properties": {
            key: {**_told(name, key), **_value(hint, name, key)} for key, hint in hints.items()
        },
        "required": [key for key, hint in hints.items() if get_origin(hint) is not NotRequired],
        "additionalProperties": False,
    }


def _told(name: str, key: str) -> Schema:
    return {
        "title": key.replace("_", " ").capitalize(),
        "description": WORDS[name][key],
    }


def _value(hint: Any, name: str, key: str) -> Schema:
    if get_origin(hint) is NotRequired:
        (hint,) = get_args(hint)
    if get_origin(hint) in {Union, UnionType}:
        return {"anyOf": [_value(one, name, key) for one in get_args(hint)]}
    if get_origin(hint) is Literal:
        said = list(get_args(hint))
        return {"const": said[0]} if len(said) == 1 else {"enum": said}
    if hint == Text:
        return {"$ref": "#/$defs/Text"}
    if get_origin(hint) is list:
        (inner,) = get_args(hint)
        return {"type": "array", "items": _value(inner, name, key)}
    if is_typeddict(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    narrowed = PATTERNS.get((name, key), {}) if hint in {str, int} else {}
    return {"type": _PLAIN[hint], **narrowed}


def _text() -> Schema:
    return {
        "title": TITLES["Text"],
        "description": WORDS["Text"][""],
        "type": "object",
        "propertyNames": {"pattern": _LANGUAGE},
        "additionalProperties": {"type": "string"},
    }


def described() -> Iterator[tuple[str, str]]:
    """Yield every type of the content and each of its fields, as they stand in the code."""
    yield "Text", ""
    for value in vars(content).values():
        if is_typeddict(value):
            yield value.__name__, ""
            yield from ((value.__name__, key) for key in get_type_hints(value))
