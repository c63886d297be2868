"""The JSON Schemas of the published data, at addresses that the data name and that never change."""

import json
from collections.abc import Iterator

from django.conf import settings

from querschnitt.framework.content_schema import SCHEMAS, path_of, schema_of
from querschnitt.publication.rendering import Rendered, rendered_page

MEDIA_TYPE = "application/schema+json"


def pages() -> Iterator[Rendered]:
    """Yield each schema as a file."""
    for name in SCHEMAS:
        schema = schema_of(name, base_url=settings.BASE_URL)
        body = f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
        yield rendered_page(path_of(name), body, media_type=MEDIA_TYPE, cache="brief")
