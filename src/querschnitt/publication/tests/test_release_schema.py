"""What is told of a release's fields is told of all of them, and refuses what they are not."""

from jsonschema import Draft202012Validator

from querschnitt.lib.typed_schema import described
from querschnitt.publication import release_content
from querschnitt.publication.release_schema import PATTERNS, TITLES, WORDS, schema_of_release

A_RELEASE = {
    "$schema": "https://example.org/schemas/press-release-1.json",
    "schema": "querschnitt/press-release/1",
    "reference": "068/2026",
    "number": 68,
    "year": 2026,
    "address": "068",
    "departments": [{"key": "stk", "name": "Staatskanzlei", "abbreviation": "StK"}],
    "place": "Magdeburg",
    "dated_on": "2026-11-23",
    "published_at": "2026-11-23T08:00:00+00:00",
    "spoken_word": False,
    "languages": ["de"],
    "texts": {"de": {"title": "Europa", "subtitle": "", "lead": "", "body": "<p>Text</p>"}},
    "quotations": [{"text": {"de": "Gut."}, "person": "A. B.", "office": "Minister"}],
    "facts": [{"de": "Drei Ziele"}],
    "goals": [{"framework": "2022", "reference": "A1"}],
    "partners": ["partners/masowien"],
    "documents": ["2022"],
    "topics": ["wirtschaft"],
    "images": [],
    "attachments": [],
    "contact": "",
    "source": "",
}
SCHEMA = Draft202012Validator(schema_of_release(base_url="https://example.org"))


def refused(**changed):
    return [one.json_path for one in SCHEMA.iter_errors(A_RELEASE | changed)]


def test_every_field_is_described_and_nothing_else():
    told = {(name, field) for name, fields in WORDS.items() for field in fields}

    assert told == {("Text", ""), *described(vars(release_content))}
    assert {*TITLES} == {*WORDS}
    assert {*PATTERNS} <= told


def test_it_is_a_schema_and_names_where_it_is_published():
    Draft202012Validator.check_schema(SCHEMA.schema)

    assert SCHEMA.schema["$id"] == A_RELEASE["$schema"]
    assert refused() == []
    assert refused(number=None, reference="", correction="Die Zahl stimmt jetzt.") == []


def test_what_no_release_says_is_refused():
    assert refused(schema="querschnitt/press-release/2") == ["$.schema"]
    assert refused(dated_on="23.11.2026") == ["$.dated_on"]
    assert refused(partners=["masowien"]) == ["$.partners[0]"]
    assert refused(texts={"de": {"title": "Europa"}}) == ["$.texts.de"] * 3
    assert refused(texts={"Deutsch!": A_RELEASE["texts"]["de"]}) == ["$.texts"]
    assert refused(draft=True) == ["$"]
