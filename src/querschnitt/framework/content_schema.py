"""The JSON Schema of public content, made of the very types that the code is checked by."""

from collections.abc import Iterator
from typing import Any

from querschnitt.framework import content
from querschnitt.framework.content import REPORTED_SCHEMA, FrameworkEdition, ReportedGoalsContent
from querschnitt.framework.content_words import PATTERNS, TITLES, WORDS
from querschnitt.lib import typed_schema
from querschnitt.lib.typed_schema import Schema, Told, path_of, schema_of_type

__all__ = ["EDITION_SCHEMA", "REPORTED_SCHEMA", "SCHEMAS", "described", "schema_of"]

EDITION_SCHEMA = "querschnitt/framework-edition/1"
SCHEMAS: dict[str, tuple[Any, str]] = {
    EDITION_SCHEMA: (FrameworkEdition, "The edition of an adopted framework"),
    REPORTED_SCHEMA: (ReportedGoalsContent, "Goals that are known from reports"),
}
"""What is published as JSON, by the name that it gives for its schema."""
TOLD = Told(TITLES, WORDS, PATTERNS)


def schema_of(name: str, *, base_url: str = "") -> Schema:
    """Return the schema of this name, as it is published.

    :param base_url: of the portal, without a slash at its end
    """
    typed, title = SCHEMAS[name]
    # The adopted content names its own form; the file around it names that of the edition.
    before: dict[str, Schema] = {"schema": {"const": name}} if typed is FrameworkEdition else {}
    return schema_of_type(
        typed, TOLD, title=title, address=f"{base_url}{path_of(name)}", before=before
    )


def described() -> Iterator[tuple[str, str]]:
    """Yield every type of the content and each of its fields, as they stand in the code."""
    yield "Text", ""
    yield from typed_schema.described(vars(content))
