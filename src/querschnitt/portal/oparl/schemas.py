"""Our own JSON Schemas of what we give in the shape of OParl 1.1, stored beside it.

They are narrower than the specification: they name what we give, and allow nothing else but
properties of the vendor, which have a prefix.
"""

from typing import Any, Final

from querschnitt.portal.oparl.names import FOLDER, KINDS, LISTED, VENDOR, type_of, url_of

Schema = dict[str, Any]
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
LIST: Final = "List"
SCHEMAS: Final = (*KINDS, LIST)

TEXT: Final[Schema] = {"type": "string", "minLength": 1}
URL: Final[Schema] = {"type": "string", "format": "uri", "pattern": "^https?://"}
DAY: Final[Schema] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MOMENT: Final[Schema] = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$",
}
FLAG: Final[Schema] = {"type": "boolean"}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
URLS: Final[Schema] = {"type": "array", "items": URL}
DAYS: Final = {"startDate": DAY, "endDate": DAY}


def _whole(kind: str) -> Schema:
    return {"$ref": url_of(schema_path(kind))}


def _wholes(kind: str) -> Schema:
    return {"type": "array", "items": _whole(kind)}


# By type: what must be there beside id, type and the dates, and what may be.
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "System": ("oparlVersion", "body"),
    "Body": ("name", "system", "legislativeTerm", *LISTED.values()),
    "Organization": ("name", "body"),
    "Person": ("name", "body"),
    "Meeting": ("name", "body", "cancelled"),
    "Paper": ("name", "body"),
    "AgendaItem": ("name", "meeting", "order"),
    "Consultation": ("paper", "agendaItem", "meeting"),
    "File": ("accessUrl",),
    "Location": (),
    "LegislativeTerm": ("name", "body"),
    "Membership": ("person", "organization"),
}


def _gathered() -> dict[str, dict[str, Schema]]:
    """Return what objects can have that gather others."""
    return {
        "System": {
            "oparlVersion": {"const": "https://schema.oparl.org/1.1/"},
            "name": TEXT,
            "body": URL,
            "website": URL,
        },
        "Body": {
            "system": URL,
            "name": TEXT,
            "shortName": TEXT,
            "classification": TEXT,
            "license": URL,
            "legislativeTerm": _wholes("LegislativeTerm"),
            **dict.fromkeys(LISTED.values(), URL),
        },
        "Organization": {
            "body": URL,
            "name": TEXT,
            "shortName": TEXT,
            "organizationType": TEXT,
            "classification": TEXT,
            "subOrganizationOf": URL,
            "membership": URLS,
            **DAYS,
        },
        "Person": {"body": URL, "name": TEXT, "membership": _wholes("Membership")},
    }


def _worked_on() -> dict[str, dict[str, Schema]]:
    """Return what meetings, what they are about and its parts can have."""
    return {
        "Meeting": {
            "body": URL,
            "name": TEXT,
            "meetingState": TEXT,
            "cancelled": FLAG,
            "start": MOMENT,
            "location": _whole("Location"),
            "organization": URLS,
            "agendaItem": _wholes("AgendaItem"),
            "keyword": {"type": "array", "items": TEXT},
        },
        "Paper": {
            "body": URL,
            "name": TEXT,
            "paperType": TEXT,
            "date": DAY,
            "relatedPaper": URLS,
            "originatorOrganization": URLS,
            "mainFile": _whole("File"),
            "consultation": _wholes("Consultation"),
        },
    }


_SIMPLE: Final[dict[str, dict[str, Schema]]] = {
    "AgendaItem": {
        "meeting": URL,
        "number": TEXT,
        "order": NUMBER,
        "name": TEXT,
        "public": FLAG,
        "consultation": URL,
        "result": TEXT,
        "resolutionText": TEXT,
    },
    "Consultation": {
        "paper": URL,
        "agendaItem": URL,
        "meeting": URL,
        "organization": URLS,
        "authoritative": FLAG,
        "role": TEXT,
    },
    "File": {"name": TEXT, "accessUrl": URL, "paper": URLS},
    "Location": {"description": TEXT},
    "LegislativeTerm": {"body": URL, "name": TEXT, **DAYS},
    "Membership": {"person": URL, "organization": URL, "role": TEXT, "onBehalfOf": URL, **DAYS},
}


def schema_path(kind: str) -> str:
    """Return where a schema lives."""
    return f"{FOLDER}schema/{kind}.json"


def schema_of(kind: str) -> Schema:
    """Return the schema of a type, or of a page of a list."""
    if kind == LIST:
        return _list()
    present = {
        "id": URL,
        "type": {"const": type_of(kind)},
        "created": MOMENT,
        "modified": MOMENT,
        "web": URL,
        **{**_gathered(), **_worked_on(), **_SIMPLE}[kind],
    }
    return {
        "$schema": DRAFT,
        "$id": url_of(schema_path(kind)),
        "title": kind,
        "oneOf": [
            {
                "type": "object",
                "properties": present,
                "patternProperties": {f"^{VENDOR}[a-zA-Z]+$": {}},
                "required": ["id", "type", "created", "modified", *_NEEDED[kind]],
                "additionalProperties": False,
            },
            _deleted(kind),
        ],
    }


def _deleted(kind: str) -> Schema:
    """Return what is left of an object that has been deleted."""
    left = {
        "id": URL,
        "type": {"const": type_of(kind)},
        "created": MOMENT,
        "modified": MOMENT,
        "deleted": {"const": True},
    }
    return {
        "type": "object",
        "properties": left,
        "required": [*left],
        "additionalProperties": False,
    }


def _list() -> Schema:
    links = dict.fromkeys(("first", "prev", "self", "next", "last"), URL)
    counts = ("totalElements", "elementsPerPage", "currentPage", "totalPages")
    return {
        "$schema": DRAFT,
        "$id": url_of(schema_path(LIST)),
        "title": LIST,
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": {"type": "object", "required": ["id", "type"]}},
            "pagination": {
                "type": "object",
                "properties": dict.fromkeys(counts, NUMBER),
                "additionalProperties": False,
            },
            "links": {"type": "object", "properties": links, "additionalProperties": False},
        },
        "required": ["data", "pagination", "links"],
        "additionalProperties": False,
    }
