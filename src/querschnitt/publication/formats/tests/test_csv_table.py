"""The table as CSV and what describes it: text stays text, and comes back as it was."""

import csv
import json
import os
import re
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.csv_table import COLUMNS, CSV, as_written, harmless
from querschnitt.publication.formats.csvw import CSVW
from querschnitt.publication.formats.tests.contents import FULL, REPORTED, edition, framework, goal
from querschnitt.publication.formats.tests.hostile import CASES, DANGERS, HARMLESS

EXAMPLES = 2_000 if os.environ.get("SCALE") == "full" else 100
WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def of(texts):
    goals = [goal(f"P{n}", wording={"de": text}) for n, text in enumerate(texts, 1)]
    return edition(framework(goals=goals))


def lines_of(content, language="de"):
    written = CSV.render(Manuscript(content, language)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(written, newline="")))


def described(content, language="de", **around):
    told = {"document": "2022", "number": 3, "base_url": "https://example.org", **around}
    return json.loads(CSVW.render(Manuscript(content, language, **told)))


def fields(text, separator):
    """The cells as a program sees them that takes this sign for the separator."""
    return [cell for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
            for cell in row]  # fmt: skip


def test_every_text_comes_back_as_it_was():
    lines = lines_of(of(CASES))

    assert [as_written(line["wording"]) for line in lines] == CASES


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_program_finds_a_formula_whatever_it_takes_for_the_separator(separator):
    written = CSV.render(Manuscript(of(CASES), "de")).decode("utf-8-sig")

    formulas = [
        cell
        for cell in fields(written, separator)
        if (cell.startswith(("\t", "\r")) or cell.lstrip(' "').startswith(("=", "+", "-", "@")))
        and not re.match(r"[+-][0-9 ().,]*(\"|,|$)", cell)
    ]
    assert formulas == []


def test_without_the_guard_formulas_would_be_found():
    written = "\r\n".join(f"P1,{json.dumps(text)}" for text in DANGERS)

    assert any(cell.startswith("=") for cell in fields(written, ";"))


@pytest.mark.parametrize("text", HARMLESS)
def test_phone_numbers_negative_numbers_and_words_stay_what_they_are(text):
    assert harmless(text) == text or "\n" in text or "\t" in text


@settings(max_examples=EXAMPLES, deadline=None)
@given(WRITABLE)
def test_any_text_comes_back_as_it_was(text):
    assert as_written(harmless(text)) == text


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(st.sampled_from("'=+-@;\t\r\n \"1a"), max_size=8))
def test_what_looks_like_a_guard_comes_back_as_it_was(text):
    assert as_written(harmless(text)) == text


def test_the_form_is_that_of_the_standard():
    written = CSV.render(Manuscript(FULL, "de"))

    assert written.startswith(b"\xef\xbb\xbfreference,kind,")
    assert written.count(b"\r\n") == 1 + len(FULL["framework"]["goals"])


def test_numbers_lists_and_truth_values_are_plain():
    content = edition(
        framework(
            goals=[
                goal(chapter=3, clauses=[1, 12], involves_all=True, involved=["mwl", "stk"]),
                goal("P2", chapter=None, lead=None),
            ]
        )
    )

    first, second = lines_of(content)

    assert (first["chapter"], first["clauses"], first["involved"]) == ("3", "1 12", "mwl stk")
    assert (first["involves_all"], second["involves_all"]) == ("true", "false")
    assert (second["chapter"], second["lead"]) == ("", "")


def test_texts_are_in_the_language_of_the_file_and_keys_are_not():
    content = edition(
        framework(languages=["de", "fr"], goals=[goal(wording={"de": "Ziel", "fr": "But"})])
    )

    assert [lines_of(content, language)[0]["wording"] for language in ("de", "fr")] == [
        "Ziel",
        "But",
    ]
    assert lines_of(content, "fr")[0]["kind"] == "principle"


def test_the_misprint_is_put_right():
    assert lines_of(FULL)[0]["wording"] == "Größe & <Maß> in P1."


def test_the_description_is_of_the_table_beside_it():
    told = described(FULL)

    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "de"}]
    assert told["url"] == "2022-3.csv"
    assert f"{told['url']}-metadata.json" == f"2022-3{CSVW.suffix}"
    assert told["tableSchema"]["primaryKey"] == "reference"
    header = CSV.render(Manuscript(FULL, "de")).decode("utf-8-sig").split("\r\n")[0].split(",")
    assert [column["titles"][0] for column in told["tableSchema"]["columns"]] == header


def test_each_translation_has_its_description():
    content = edition(framework(languages=["de", "fr"]))

    assert described(content, "fr")["url"] == "2022-3.fr.csv"


@pytest.mark.parametrize("content", [FULL, REPORTED])
def test_every_cell_fits_its_description(content):
    columns = {one["name"]: one for one in described(content)["tableSchema"]["columns"]}
    for line in lines_of(content):
        for name, cell in line.items():
            column = columns[name]
            kind = column["datatype"]
            values = cell.split(column["separator"]) if "separator" in column and cell else [cell]
            for value in filter(None, values):
                match kind:
                    case "integer":
                        assert str(int(value)) == value
                    case "boolean":
                        assert value in {"true", "false"}
                    case {"format": pattern}:
                        assert re.fullmatch(pattern, value)
            assert cell or not column.get("required")


def test_names_lead_to_where_more_is_told():
    columns = {one["name"]: one for one in described(FULL)["tableSchema"]["columns"]}

    assert described(FULL)["tableSchema"]["aboutUrl"] == (
        "https://example.org/api/v1/goals/2022/{reference}"
    )
    assert columns["lead"]["valueUrl"] == "https://example.org/api/v1/departments/{lead}"
    assert columns["clauses"]["valueUrl"] == "https://example.org/api/v1/clauses/kv/{clauses}"


def test_what_has_no_mandate_names_no_clauses():
    columns = {one["name"]: one for one in described(REPORTED)["tableSchema"]["columns"]}

    assert "valueUrl" not in columns["clauses"]


def test_every_column_is_described_in_the_language_of_the_file():
    titles = {one["name"]: one["titles"][1] for one in described(FULL)["tableSchema"]["columns"]}

    assert titles["wording"] == "Wortlaut"
    assert len(titles) == len(COLUMNS)
