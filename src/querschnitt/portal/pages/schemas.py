"""The JSON Schemas of the published data, at addresses that the data name and that never change."""

import json
from collections.abc import Iterator

from django.conf import settings

from querschnitt.framework.content_schema import SCHEMAS, schema_of
from querschnitt.lib.typed_schema import path_of
from querschnitt.publication.release_content import SCHEMA as RELEASE
from querschnitt.publication.release_schema import schema_of_release
from querschnitt.publication.rendering import Rendered, rendered_page
from querschnitt.relations.content import SCHEMA as RELATIONS
from querschnitt.relations.content_schema import schema_of_relations

MEDIA_TYPE = "application/schema+json"


def pages() -> Iterator[Rendered]:
    """Yield each schema as a file."""
    described = {name: schema_of(name, base_url=settings.BASE_URL) for name in SCHEMAS}
    described[RELATIONS] = schema_of_relations(base_url=settings.BASE_URL)
    described[RELEASE] = schema_of_release(base_url=settings.BASE_URL)
    for name, schema in described.items():
        body = f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
        yield rendered_page(path_of(name), body, media_type=MEDIA_TYPE, cache="brief")
