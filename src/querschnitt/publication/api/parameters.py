"""What may be asked for, strictly: each parameter is bounded, and no other is taken."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any

from django.conf import settings
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from querschnitt.framework.models import GoalVersion
from querschnitt.publication.api.cursors import LONGEST
from querschnitt.publication.models import Document

MOST = 100
USUAL = 50
LONGEST_SEARCH = 200

GoalKind = Enum("GoalKind", {kind.upper(): kind for kind in GoalVersion.Kind.values}, type=str)  # type: ignore[misc]
DocumentKind = Enum("DocumentKind", {k.upper(): k for k in Document.Kind.values}, type=str)  # type: ignore[misc]
Language = Enum("Language", {code.upper(): code for code, _name in settings.LANGUAGES}, type=str)  # type: ignore[misc]


class ObjectKind(StrEnum):
    DOCUMENT = "document"
    EDITION = "edition"
    GOAL = "goal"
    DEPARTMENT = "department"
    FIELD = "field"
    MANDATE = "mandate"
    CLAUSE = "clause"


def _only(pattern: str, sentence: str) -> Callable[[Any], Any]:
    """Return a check of how a value is written; else numbers such as "1_0" or "1.0" would do."""
    form = re.compile(pattern)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not form.fullmatch(value):
            raise ValueError(sentence)
        return value

    return check


def _moment(text: str) -> str:
    moment_of(text)
    return text


def moment_of(text: str) -> datetime:
    """Return the moment that a parameter names; of a day its beginning, in UTC.

    :raises ValueError: if it names none
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    if not MOMENT.fullmatch(text):
        raise ValueError("This is neither a day nor a moment with its offset from UTC.")
    found = datetime.fromisoformat(text.upper())
    try:
        return found.astimezone(UTC)
    except OverflowError:
        # At the very ends of the calendar an hour more or less changes nothing.
        return found.replace(tzinfo=UTC)


MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)

Limit = Annotated[
    int,
    Field(ge=1, le=MOST, description=gettext_noop("How many objects a page has; at most 100.")),
    BeforeValidator(_only(r"-?[0-9]{1,20}", "This is not a number.")),
]
Cursor = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]+$",
        max_length=LONGEST,
        description=gettext_noop(
            "Where the page begins, as the page before says; never made by hand."
        ),
    ),
]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=60)]
Since = Annotated[
    str,
    AfterValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "anyOf": [{"format": "date-time"}, {"format": "date"}],
            "examples": ["2024-05-01", "2024-05-01T10:00:00Z"],
        }
    ),
]
Number = Annotated[
    int,
    Field(ge=1, le=10**9),
    BeforeValidator(_only(r"-?[0-9]{1,20}", "This is not a number.")),
]


class Paged(Schema):
    """What every list can be asked."""

    limit: Limit = USUAL
    cursor: Cursor | None = None


class EditionsAsked(Paged):
    document: Annotated[
        Key | None, Field(description=gettext_noop("Only editions of this document."))
    ] = None


class GoalsAsked(Paged):
    document: Annotated[
        Key | None, Field(description=gettext_noop("Only goals of this document."))
    ] = None
    field: Annotated[
        Key | None, Field(description=gettext_noop("Only goals of this field of action."))
    ] = None
    department: Annotated[
        Key | None,
        Field(description=gettext_noop("Only goals that this department leads or takes part in.")),
    ] = None
    kind: Annotated[
        GoalKind | None, Field(description=gettext_noop("Only goals of this kind."))
    ] = None
    q: Annotated[
        str | None,
        Field(
            pattern=r"^[^\x00-\x1f\x7f]+$",
            max_length=LONGEST_SEARCH,
            description=gettext_noop("Only goals with all of these words, whatever their endings."),
        ),
    ] = None
    language: Annotated[
        Language | None,
        Field(description=gettext_noop("The language of the words that are searched for.")),
    ] = None


class ClausesAsked(Paged):
    mandate: Annotated[
        Key | None, Field(description=gettext_noop("Only clauses of this mandate."))
    ] = None
    department: Annotated[
        Key | None, Field(description=gettext_noop("Only clauses that concern this department."))
    ] = None


class ChangesAsked(Paged):
    modified_since: Annotated[
        Since | None,
        Field(
            description=gettext_noop(
                "Only what has changed since then; a day begins at midnight, UTC."
            )
        ),
    ] = None
    kind: Annotated[
        ObjectKind | None, Field(description=gettext_noop("Only objects of this kind."))
    ] = None
    document: Annotated[
        Key | None, Field(description=gettext_noop("Only goals and editions of this document."))
    ] = None
