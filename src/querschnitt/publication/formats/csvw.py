"""What the CSV file of an edition means, for programs: CSV on the Web, a file beside the table.

Its address is that of the table with ``-metadata.json`` at the end, where programs look for it.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.framework.content_schema import EDITION_SCHEMA, REPORTED_SCHEMA
from querschnitt.lib.typed_schema import path_of
from querschnitt.publication.content import is_framework, languages_of, said, text_in
from querschnitt.publication.formats.base import Format, Manuscript
from querschnitt.publication.formats.csv_table import BETWEEN, COLUMNS, CSV, Column
from querschnitt.publication.names import names_of

CONTEXT = "http://www.w3.org/ns/csvw"
_PARTIAL = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_FORMATS = {"period_start": _PARTIAL, "period_end": _PARTIAL}
_NAMED = {"field": "field", "lead": "department", "involved": "department", "clauses": "clause"}


def render(manuscript: Manuscript) -> bytes:
    """Return the description of the table that is written in the same language."""
    with override(manuscript.language):
        described = _described(manuscript)
    return f"{json.dumps(described, ensure_ascii=False, indent=2)}\n".encode()


def _described(manuscript: Manuscript) -> dict[str, Any]:
    content, language = manuscript.content, manuscript.language
    first = next(iter(languages_of(content)), "")
    suffix = CSV.suffix if language == first else f".{language}{CSV.suffix}"
    name = f"{manuscript.document or 'edition'}-{manuscript.number}"
    patterns = names_of(manuscript).patterns()
    source = f"{name}.json"
    schema = path_of(EDITION_SCHEMA if is_framework(content) else REPORTED_SCHEMA)
    return {
        "@context": [CONTEXT, {"@language": language or "und"}],
        # Beside this file, wherever both are taken.
        "url": f"{name}{suffix}",
        "dc:title": text_in(said(content)["title"], language, first),
        "dc:language": language,
        **({"dc:issued": manuscript.published_on} if manuscript.published_on else {}),
        "dc:source": {"@id": source},
        "dc:conformsTo": {"@id": f"{manuscript.base_url}{schema}"},
        "rdfs:comment": _(
            "An apostrophe before = + - @ or a tab at the beginning of a text, or behind a"
            " semicolon or line end within it, is no part of the text: it keeps spreadsheets from"
            " computing."
        ),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "aboutUrl": f"{patterns['goal']}{{reference}}",
            "primaryKey": "reference",
            "columns": [_column(column, patterns) for column in COLUMNS],
        },
    }


def _column(column: Column, patterns: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        # The header of the file comes first; behind it what people call the column.
        "titles": [column.name, _(column.label)],
        "datatype": column.kind,
    }
    if column.name in _FORMATS:
        told["datatype"] = {"base": "string", "format": _FORMATS[column.name]}
    if column.name == "reference":
        told["required"] = True
    if not column.is_text:
        told["lang"] = "und"
    if column.is_several:
        told["separator"] = BETWEEN
    if pattern := patterns.get(_NAMED.get(column.name, "")):
        told["valueUrl"] = f"{pattern}{{{column.name}}}"
    return told


CSVW = Format(
    slug="csv-metadata",
    label="CSV-Beschreibung (CSVW)",
    media_type="application/csvm+json",
    suffix=".csv-metadata.json",
    is_in_one_language=True,
    render=render,
)
