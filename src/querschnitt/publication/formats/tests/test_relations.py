"""An edition of relations as files: as its schema says, in sheets, and as single facts."""

import csv
import json
from io import BytesIO, StringIO

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from querschnitt.publication.formats import RELATIONS_FORMATS
from querschnitt.publication.formats.base import RelationsManuscript
from querschnitt.relations.content_schema import schema_of_relations
from querschnitt.relations.queries.contents import relations_content
from querschnitt.relations.registers import REGISTERS
from querschnitt.relations.said import link
from querschnitt.relations.tests.factories import an_entry, every_register

CHECK = Draft202012Validator(
    schema_of_relations(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def written(slug, content):
    manuscript = RelationsManuscript(content, "de", document="beziehungen", number=1)
    return RELATIONS_FORMATS[slug].render(manuscript)


def faults(content):
    data = json.loads(written("json", content))
    return [error.message for error in CHECK.iter_errors(data)]


@pytest.fixture
def partner(db):
    region = an_entry("partners", title="Masowien", released=True, values={
        "since": "2003-05", "fields_of_cooperation": ["Jugend", "Kultur"],
        "chronicle": [{"on": "2003", "text": "=1+1"}],
    })  # fmt: skip
    an_entry("agreements", title="Erklärung", released=True, goals=[],
             links={"partner": [link(f"partners/{region.key}", since="2003")]})  # fmt: skip
    return region


@pytest.mark.django_db
def test_every_register_is_valid_data():
    every_register(released=True)

    content = relations_content()

    assert {entry["register"] for entry in content["entries"]} == {*REGISTERS}
    assert faults(content) == []


def test_an_edition_without_entries_is_written_too(db):
    content = relations_content()

    assert faults(content) == []
    assert openpyxl.load_workbook(BytesIO(written("xlsx", content))).sheetnames == ["Beziehungen"]


@pytest.mark.parametrize(
    "break_",
    [
        lambda entry: entry.pop("goals"),
        lambda entry: entry.update(register="rumours"),
        lambda entry: entry.update(consent_note="E-Mail"),
        lambda entry: entry["values"].update(since="im Sommer"),
        lambda entry: entry["values"].update(kind="rumour"),
        lambda entry: entry["links"].update(unknown=[]),
        lambda entry: entry["provenance"].update(confidence="sure"),
    ],
)
def test_what_is_broken_is_not_valid(partner, break_):
    content = relations_content()
    assert faults(content) == []

    break_(content["entries"][0])

    assert faults(content)


def test_the_workbook_has_a_sheet_for_each_register_with_words(partner):
    book = openpyxl.load_workbook(BytesIO(written("xlsx", relations_content())))

    assert book.sheetnames == ["Partner", "Vereinbarungen"]
    head, row = [[cell.value for cell in row] for row in book["Partner"].iter_rows()][:2]
    told = dict(zip(head, row, strict=True))
    assert told["Titel"] == "Masowien"
    assert told["Felder der Zusammenarbeit"] == "Jugend\nKultur"
    assert "Mai 2003" in row
    agreement = [cell.value for cell in [*book["Vereinbarungen"].iter_rows()][1]]
    assert "Masowien [partners/masowien] (ab 2003)" in agreement


def test_both_kinds_of_workbooks_are_written(partner):
    content = relations_content()

    assert written("ods", content)[:2] == b"PK"
    assert written("ods", content) == written("ods", content)


def test_the_table_has_a_line_for_each_fact_and_no_formula(partner):
    text = written("csv", relations_content()).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    facts = {(r["register"], r["field"], r["row"], r["column"]): r["value"] for r in rows}

    assert facts["partners", "title", "", "de"] == "Masowien"
    assert facts["partners", "fields_of_cooperation", "2", ""] == "Kultur"
    assert facts["partners", "chronicle", "1", "text"] == "'=1+1"
    assert facts["agreements", "links.partner", "1", "entry"] == "partners/masowien"
