"""The edition as data: all languages, all facts, readable for people too.

What the file holds is described by a published JSON Schema, which it names.
"""

import msgspec

from querschnitt.framework.content_schema import EDITION_SCHEMA, REPORTED_SCHEMA
from querschnitt.lib.typed_schema import path_of
from querschnitt.publication.content import is_framework
from querschnitt.publication.formats.base import Format, Manuscript

SCHEMA = EDITION_SCHEMA
SCHEMA_ADDRESS = "$schema"
"""What names the schema's address, beside the content and no part of it."""


def render(manuscript: Manuscript) -> bytes:
    """Return the whole content; that of a framework wraps what was adopted, and says so."""
    content = manuscript.content
    is_of_framework = is_framework(content)
    path = path_of(EDITION_SCHEMA if is_of_framework else REPORTED_SCHEMA)
    head = {SCHEMA_ADDRESS: f"{manuscript.base_url}{path}"}
    if is_of_framework:
        head["schema"] = SCHEMA
    whole = msgspec.json.encode({**head, **content})
    return msgspec.json.format(whole, indent=2) + b"\n"


JSON = Format(
    slug="json",
    label="JSON",
    media_type="application/json",
    suffix=".json",
    is_in_one_language=False,
    render=render,
)
