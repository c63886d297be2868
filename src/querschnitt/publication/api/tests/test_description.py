"""The description is true: valid itself, and what is sent is as it says."""

import json

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from querschnitt.publication import operations
from querschnitt.publication.api import description, paths, schemas
from querschnitt.publication.api.tests.asking import asked
from querschnitt.publication.models import PublicRecord
from querschnitt.publication.records import SEGMENTS


@pytest.fixture(scope="module")
def described():
    return description.description()


def test_it_is_valid(described):
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1")


def test_it_is_sent_as_it_is(db, described):
    assert asked("openapi.json").json == described


def test_every_operation_is_explained_and_declares_its_statuses(described):
    for path, methods in described["paths"].items():
        assert [*methods] == ["get"]
        operation = methods["get"]
        is_one = "{" in path
        statuses = {"200", "304", "422", "429", *(("404", "410") if is_one else ())}
        statuses |= {"404"} if operation["parameters"] else set()
        assert {*operation["responses"]} == statuses, path
        assert operation["summary"]
        assert operation["description"]
        for parameter in operation["parameters"]:
            assert "null" not in json.dumps(parameter["schema"]), path


def test_every_kind_of_object_has_its_list_and_its_address(described):
    operations = {path.removeprefix(paths.BASE).split("/")[0] for path in described["paths"]}

    assert operations == {*SEGMENTS.values(), "changes", ""}


MODELS = {
    "document": schemas.Document,
    "edition": schemas.Edition,
    "goal": schemas.Goal,
    "department": schemas.Department,
    "field": schemas.FieldOfAction,
    "mandate": schemas.Mandate,
    "clause": schemas.Clause,
}


def test_what_is_sent_is_as_described_and_nothing_else(edition, press_officer):
    """Fragments are made far from the schemas, so nothing but this holds them together."""

    def hold():
        for row in PublicRecord.objects.all():
            said = json.loads(row.fragment)
            model = schemas.Tombstone if row.deleted else MODELS[row.kind]
            schema = model.model_json_schema(mode="serialization")
            jsonschema.validate(said, schema, format_checker=jsonschema.FormatChecker())
            assert said.keys() <= model.model_fields.keys(), row

    hold()
    operations.withdraw(by=press_officer, edition=edition, reason="Versehen")
    hold()
