"""What must hold for each format; a new one is tested here without a line being added."""

import copy
import json

import pytest

from querschnitt.publication.composition import compose
from querschnitt.publication.formats import FORMATS
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.tests.contents import EMPTY, EVERY, FULL, REPORTED


@pytest.fixture(params=FORMATS.values(), ids=FORMATS.keys())
def format_(request):
    return request.param


@pytest.mark.parametrize("name", EVERY)
def test_it_writes_every_content_and_leaves_it_alone(format_, name):
    before = copy.deepcopy(EVERY[name])

    assert format_.render(Manuscript(EVERY[name], "de"))

    assert EVERY[name] == before


def test_it_writes_the_same_bytes_twice(format_):
    assert format_.render(Manuscript(FULL, "de")) == format_.render(Manuscript(FULL, "de"))


def test_it_says_another_thing_of_another_content(format_):
    assert format_.render(Manuscript(FULL, "de")) != format_.render(Manuscript(EMPTY, "de"))


def test_its_suffix_and_slug_agree(format_):
    assert format_.suffix.startswith(f".{format_.slug}")


def texts_of(content):
    return repr(compose(Manuscript(content, "de")))


def test_data_hold_the_whole_content_and_name_their_schema():
    data = json.loads(FORMATS["json"].render(Manuscript(FULL, "de", base_url="https://e.org")))
    reported = json.loads(FORMATS["json"].render(Manuscript(REPORTED, "de")))

    assert data.pop("$schema") == "https://e.org/schemas/framework-edition-1.json"
    assert data.pop("schema") == "querschnitt/framework-edition/1"
    assert data == FULL
    assert reported.pop("$schema") == "/schemas/reported-goals-1.json"
    assert reported == REPORTED


def test_the_document_says_what_is_unknown():
    said = texts_of(FULL)

    assert "not documented" in said or "nicht belegt" in said


def test_the_document_reads_right_and_records_what_was_adopted():
    said = texts_of(FULL)

    assert "Größe & <Maß> in P1." in said
    assert "Größe & <Maß> von P1." in said
    assert "ab" * 32 in said
    assert "Sache des Bundes" in said


def test_every_goal_of_the_content_is_in_the_document():
    said = texts_of(FULL)

    assert all(f"number='{goal['reference']}'" in said for goal in FULL["framework"]["goals"])
