"""What is published as JSON is what its schema says, and nothing else would pass."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from querschnitt.framework.content_schema import EDITION_SCHEMA, REPORTED_SCHEMA, schema_of
from querschnitt.publication.content import is_framework
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.json_data import JSON
from querschnitt.publication.formats.tests.contents import EVERY, FULL, edition, framework, goal

CHECKS = {
    name: Draft202012Validator(schema_of(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name in (EDITION_SCHEMA, REPORTED_SCHEMA)
}


def data_of(content):
    return json.loads(JSON.render(Manuscript(content, "de", base_url="https://example.org")))


def faults(data, name=EDITION_SCHEMA):
    return [error.message for error in CHECKS[name].iter_errors(data)]


@pytest.mark.parametrize("name", EVERY)
def test_every_content_is_valid(name):
    schema = EDITION_SCHEMA if is_framework(EVERY[name]) else REPORTED_SCHEMA

    assert faults(data_of(EVERY[name]), schema) == []


def test_what_is_there_only_sometimes_is_valid_too():
    content = edition(framework(goals=[goal()]))
    content["adoption"]["amends"] = {
        "version": 1,
        "decided_on": "2022-07-12",
        "digest": "ef" * 32,
        "reason": "Neue Lage",
    }

    assert faults(data_of(content)) == []


@pytest.mark.parametrize(
    "break_",
    [
        lambda data: data.pop("schema"),
        lambda data: data.update(schema="querschnitt/framework-edition/2"),
        lambda data: data["framework"].pop("goals"),
        lambda data: data["framework"].update(unknown=1),
        lambda data: data["framework"]["goals"][0].update(kind="wish"),
        lambda data: data["framework"]["goals"][0].update(wording="Text"),
        lambda data: data["framework"]["goals"][0].update(wording={"Deutsch!": "Text"}),
        lambda data: data["framework"]["goals"][0].update(chapter="1"),
        lambda data: data["framework"]["goals"][0].update(reference=""),
        lambda data: data["framework"]["goals"][0].update(involves_all=1),
        lambda data: data["framework"]["period"].update(start="im Sommer"),
        lambda data: data["framework"]["mandate"].update(kind="rumour"),
        lambda data: data["framework"]["mandate"]["clauses"][0].update(number=0),
        lambda data: data["adoption"].update(content_digest="abc"),
        lambda data: data["adoption"].update(decided_on="2022"),
        lambda data: data["corrections"][0].update(part="lead"),
    ],
)
def test_what_is_broken_is_not_valid(break_):
    data = copy.deepcopy(data_of(FULL))

    break_(data)

    assert faults(data)
