"""The published schema and the types of the code say the same, field by field."""

from typing import NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from jsonschema import Draft202012Validator

from querschnitt.framework import content
from querschnitt.framework.content import Text
from querschnitt.framework.content_schema import SCHEMAS, described, schema_of
from querschnitt.framework.content_words import PATTERNS, TITLES, WORDS
from querschnitt.framework.models import GoalVersion, Mandate
from querschnitt.lib.typed_schema import path_of

TYPES = {name: value for name, value in vars(content).items() if is_typeddict(value)}
PLAIN = {str: "string", int: "integer", bool: "boolean"}


@pytest.fixture(params=SCHEMAS)
def schema(request):
    return schema_of(request.param, base_url="https://example.org")


def objects_of(schema):
    """Every object that a schema describes, by the name of its type."""
    whole = next(one.__name__ for one, title in SCHEMAS.values() if title == schema["title"])
    return {whole: schema, **schema["$defs"]}


def says(described, hint):
    """Whether what is said of a value is what the type says; narrowing it further is allowed."""
    arguments = get_args(hint)
    if get_origin(hint) is NotRequired:
        return says(described, arguments[0])
    if hint == Text:
        return described["$ref"] == "#/$defs/Text"
    if is_typeddict(hint):
        return described["$ref"] == f"#/$defs/{hint.__name__}"
    if get_origin(hint) is list:
        return described["type"] == "array" and says(described["items"], arguments[0])
    if type(None) in arguments:
        one, none = described["anyOf"]
        return none == {"type": "null"} and says(one, arguments[0])
    if arguments:
        return described.get("enum", [described.get("const")]) == list(arguments)
    return described["type"] == PLAIN[hint]


def test_it_is_a_schema_of_the_dialect_that_it_names(schema):
    Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_names_the_address_at_which_it_is_published(schema):
    paths = {path_of(name) for name in SCHEMAS}

    assert schema["$id"].removeprefix("https://example.org") in paths
    assert paths == {"/schemas/framework-edition-1.json", "/schemas/reported-goals-1.json"}


def test_types_and_schema_agree_field_by_field(schema):
    for name, described_object in objects_of(schema).items():
        if name == "Text":
            continue
        hints = get_type_hints(TYPES[name], include_extras=True)
        told = dict(described_object["properties"])
        beside = (
            {"$schema", "schema"} if name in {one.__name__ for one, _t in SCHEMAS.values()} else {}
        )
        assert {*told} - {*beside} == {*hints} - {*beside}, name
        for field, hint in hints.items():
            assert says(told[field], hint), f"{name}.{field}"
            is_needed = get_origin(hint) is not NotRequired
            assert (field in described_object["required"]) is is_needed, f"{name}.{field}"
        assert described_object["additionalProperties"] is False


def test_a_schema_that_lags_behind_the_types_is_noticed():
    assert not says({"type": "string"}, int)
    assert not says({"type": "array", "items": {"type": "integer"}}, list[str])
    assert not says({"$ref": "#/$defs/Text"}, content.GoalContent)


def test_every_field_is_described_and_nothing_else():
    told = {(name, field) for name, fields in WORDS.items() for field in fields}

    assert told == {*described()}
    assert {*TITLES} == {"Text", *TYPES}
    assert {*PATTERNS} <= told


def test_choices_are_those_of_the_tables():
    assert PATTERNS["GoalContent", "kind"]["enum"] == GoalVersion.Kind.values
    assert PATTERNS["GoalContent", "basis"]["enum"] == GoalVersion.Basis.values
    assert {*PATTERNS["MandateContent", "kind"]["enum"]} == {*Mandate.Kind.values}
