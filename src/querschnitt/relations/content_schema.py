"""The JSON Schema of the published registers, made of the registers themselves.

What an entry says beside the columns of its register (agendas, votes, chronicles) is described by
who adds it; here it is allowed, so that further things can come without another schema.
"""

from typing import Any

from django.db import models
from django.utils.translation import override

from querschnitt.lib.typed_schema import DIALECT, path_of
from querschnitt.relations.content import SCHEMA
from querschnitt.relations.fields import Column, LinesField, RowsField
from querschnitt.relations.registers import REGISTERS, Register

Schema = dict[str, Any]

TITLE = "The registers of relations"
_PARTIAL = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_PARTIAL_OR_EMPTY = "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"
_REFERENCE = "^[a-z]+/[a-z0-9_-]+$"
_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def schema_of_relations(*, base_url: str = "") -> Schema:
    """Return the schema of an edition of relations, as it is published.

    :param base_url: of the portal, without a slash at its end
    """
    # Labels are those of the program's own language, whatever a reader has chosen.
    with override(None):
        registers = {slug: _values(register) for slug, register in REGISTERS.items()}
        roles = {slug: _roles(register) for slug, register in REGISTERS.items()}
    return {
        "$schema": DIALECT,
        "$id": f"{base_url}{path_of(SCHEMA)}",
        "title": TITLE,
        "description": "All entries that the public reads, in the order of the registers.",
        **_object(
            {
                "$schema": _string("The address of this schema.", format="uri-reference"),
                "schema": {"const": SCHEMA, "description": "The form of this file."},
                "languages": _list(_string("A language tag.", pattern=_LANGUAGE),
                                   "The languages of the texts, the leading one first."),
                "departments": _list({"$ref": "#/$defs/Department"},
                                     "The departments that answer for entries."),
                "entries": _list({"$ref": "#/$defs/Entry"}, "The entries."),
                "moved": {
                    "description": "Entries of earlier editions, and into which they were merged.",
                    "type": "object",
                    "propertyNames": {"pattern": _REFERENCE},
                    "additionalProperties": _string("An entry of this edition.",
                                                    pattern=_REFERENCE),
                },
            },
            optional=("$schema",),
        ),
        "$defs": {
            "Text": {
                "description": "A text by language.",
                "type": "object",
                "propertyNames": {"pattern": _LANGUAGE},
                "additionalProperties": {"type": "string"},
            },
            "Department": _department(),
            "Entry": _entry(),
            "Link": _link(),
            "Goal": _goal(),
            "Provenance": _provenance(),
            **{f"values-{slug}": schema for slug, schema in registers.items()},
            **{f"links-{slug}": schema for slug, schema in roles.items()},
        },
    }  # fmt: skip


def _entry() -> Schema:
    text = {"$ref": "#/$defs/Text"}
    whole = _object(
        {
            "register": {"enum": list(REGISTERS), "description": "What kind of entry it is."},
            "key": _string("Tells it from all others of its register, for good."),
            "title": text,
            "summary": text,
            "department": _string("The key of the department that answers for it, or empty."),
            "values": {"type": "object", "description": "What its register asks for; what is not"
                       " known is left out."},
            "texts": {"type": "object", "additionalProperties": text,
                      "description": "Values that are given in further languages."},
            "links": {"type": "object", "description": "Other entries that it names, by role."},
            "goals": _list({"$ref": "#/$defs/Goal"}, "The goals that it serves."),
            "provenance": {"$ref": "#/$defs/Provenance"},
        }
    )  # fmt: skip
    return {**whole, "allOf": [_when(slug) for slug in REGISTERS]}


def _when(slug: str) -> Schema:
    return {
        "if": {"properties": {"register": {"const": slug}}},
        "then": {
            "properties": {
                "values": {"$ref": f"#/$defs/values-{slug}"},
                "links": {"$ref": f"#/$defs/links-{slug}"},
            }
        },
    }


def _values(register: Register) -> Schema:
    return {
        "title": str(register.one),
        "description": str(register.about),
        "type": "object",
        "properties": {
            name: {"title": register.label(name), **_value(field)}
            for name, field in register.public_fields.items()
        },
    }


def _value(field: "models.Field[Any, Any]") -> Schema:
    if isinstance(field, RowsField):
        columns = [column for column in field.columns if not column.is_internal]
        return {
            "type": "array",
            "items": _object({column.name: _column(column) for column in columns},
                             optional=tuple(c.name for c in columns if not c.is_required)),
        }  # fmt: skip
    if isinstance(field, LinesField):
        return {"type": "array", "items": {"type": "string"}}
    if field.is_relation:
        return {"type": "string", "pattern": _REFERENCE}
    if field.choices:
        return {"enum": [value for value, _label in field.flatchoices]}
    if isinstance(field, models.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, models.IntegerField):
        return {"type": "integer"}
    if type(field).__name__ == "PartialDateField":
        return {"type": "string", "pattern": _PARTIAL}
    if isinstance(field, models.DateField):
        return {"type": "string", "format": "date"}
    return {"type": "string"}


def _column(column: Column) -> Schema:
    kinds: dict[str, Schema] = {
        "date": {"type": "string", "pattern": _PARTIAL_OR_EMPTY},
        "amount": {"type": ["integer", "string"]},
    }
    return {"title": str(column.label), **kinds.get(column.kind, {"type": "string"})}


def _roles(register: Register) -> Schema:
    link = {"$ref": "#/$defs/Link"}
    return _object(
        {
            role.name: {"title": str(role.label), "type": "array", "items": link}
            for role in register.roles
        },
        optional=tuple(role.name for role in register.roles),
    )


def _link() -> Schema:
    return _object(
        {
            "entry": _string("Register and key with a slash.", pattern=_REFERENCE),
            "since": _string("Since when, as far as it is known.", pattern=_PARTIAL_OR_EMPTY),
            "until": _string("Until when, as far as it is known.", pattern=_PARTIAL_OR_EMPTY),
            "note": _string("What else is to be said of it."),
        }
    )


def _goal() -> Schema:
    return _object(
        {
            "framework": _string("The key of a framework."),
            "reference": _string("The reference of a goal in it.", minLength=1),
        }
    )


def _department() -> Schema:
    return _object(
        {
            "key": _string("Tells it from all others, for good."),
            "abbreviation": _string("What it is called for short."),
            "name": {"$ref": "#/$defs/Text"},
        }
    )


def _provenance() -> Schema:
    return _object(
        {
            "source": _string("Where it is known from."),
            "confidence": {"enum": ["", "high", "medium", "low"],
                           "description": "How sure it is."},
            "remark": _string("What is contradictory or open."),
        }
    )  # fmt: skip


def _object(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _string(description: str, **narrowed: Any) -> Schema:
    return {"type": "string", "description": description, **narrowed}
