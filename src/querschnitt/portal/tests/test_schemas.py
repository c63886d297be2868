"""The schemas of the data are public files, at the addresses that the data name."""

import json

from django.conf import settings

from querschnitt.framework.content_schema import EDITION_SCHEMA, REPORTED_SCHEMA, schema_of
from querschnitt.portal.pages import schemas
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.json_data import JSON
from querschnitt.publication.formats.tests.contents import EMPTY, REPORTED


def test_each_schema_is_a_file_that_names_its_own_address():
    pages = {page.path: page for page in schemas.pages()}

    assert [*pages] == [
        "/schemas/framework-edition-1.json",
        "/schemas/reported-goals-1.json",
        "/schemas/relations-1.json",
        "/schemas/press-release-1.json",
    ]
    for path, page in pages.items():
        assert page.media_type == "application/schema+json"
        assert json.loads(page.body)["$id"] == f"{settings.BASE_URL}{path}"


def test_it_is_what_the_files_name():
    pages = {f"{settings.BASE_URL}{page.path}": page for page in schemas.pages()}

    for content, name in ((EMPTY, EDITION_SCHEMA), (REPORTED, REPORTED_SCHEMA)):
        data = json.loads(JSON.render(Manuscript(content, "de", base_url=settings.BASE_URL)))
        published = json.loads(pages[data["$schema"]].body)
        assert published == schema_of(name, base_url=settings.BASE_URL)
