"""The workbook of an edition, for Excel and LibreOffice: known columns, and no formula."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from querschnitt.documents.reading import read_workbook
from querschnitt.framework.content import REPORTED_SCHEMA
from querschnitt.framework.published_workbook import Published, digest_of
from querschnitt.framework.workbook_layout import MARKS, headers
from querschnitt.publication.formats.base import Manuscript
from querschnitt.publication.formats.tests.contents import (
    EVERY,
    FULL,
    REPORTED,
    department,
    edition,
    framework,
    goal,
)
from querschnitt.publication.formats.tests.hostile import CASES, IS_FULL
from querschnitt.publication.formats.workbooks import EXCEL, ODS

EXAMPLES = 200 if IS_FULL else 8


@pytest.fixture(params=[EXCEL, ODS], ids=["xlsx", "ods"])
def format_(request):
    return request.param


def written(format_, content, language="de"):
    return format_.render(Manuscript(content, language, document="2022", number=3))


def sheets(data):
    return {sheet.title: sheet for sheet in read_workbook(data)}


def column(data, header, sheet="Ziele"):
    first, *rows = sheets(data)[sheet].rows
    return [row[first.index(header)] for row in rows]


def of(texts):
    return edition(
        framework(goals=[goal(f"P{n}", wording={"de": text}) for n, text in enumerate(texts, 1)])
    )


def test_every_text_comes_back_as_it_was(format_):
    texts = [text.replace("\r\n", "\n").replace("\r", "\n") for text in CASES]

    assert column(written(format_, of(texts)), "Wortlaut") == texts


def test_calamine_finds_texts_only():
    cells = load_workbook(BytesIO(written(ODS, of(CASES)))).get_sheet_by_name("Ziele").to_python()

    assert {type(cell) for row in cells for cell in row} == {str}


def test_openpyxl_finds_no_formula_and_no_link():
    cells = openpyxl.load_workbook(BytesIO(written(EXCEL, of(CASES))))["Ziele"]

    found = [cell for row in cells.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert not any(cell.hyperlink for cell in found)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from([EXCEL, ODS]),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
    ),
)
def test_any_wording_comes_back_as_it_was(format_, text):
    assert column(written(format_, of([text])), "Wortlaut") == [text]


@pytest.mark.parametrize("name", EVERY)
def test_its_columns_are_those_of_the_departments_workbook(format_, name):
    header = sheets(written(format_, EVERY[name]))["Ziele"].rows[0]

    assert header == ["Kennung", "Fassung", "Stand", *header[3:]]
    assert header[3:] == [
        "Art", "Handlungsfeld", "Titel", "Wortlaut", "Erläuterung", "Federführung",
        "Beteiligte Ressorts", "Vorgaben", "Anderer Auftrag", "Kapitel", "Von", "Bis",
    ]  # fmt: skip
    assert len(header) == len(headers("goals"))


def test_cells_name_what_the_content_calls_by_keys(format_):
    data = written(format_, FULL)

    assert column(data, "Federführung") == ["STK", "", "STK", "STK"]
    assert column(data, "Beteiligte Ressorts") == ["alle", "STK; MWL", "", ""]
    assert column(data, "Kapitel")[:3] == ["1 Grundsätze", "1 Grundsätze", "2 Schwerpunkte"]
    assert column(data, "Wortlaut")[0] == "Größe & <Maß> in P1."
    assert column(data, "Stand")[0] == "beschlossen"
    assert column(data, "Handlungsfeld")[0] == "Europa"


def test_two_departments_of_one_abbreviation_are_told_apart(format_):
    twins = [department("mw-alt", abbreviation="MW"), department("mw", abbreviation="MW")]
    content = edition(framework(departments=twins, goals=[goal(lead="mw")]))

    assert column(written(format_, content), "Federführung") == ["MW (mw)"]


def test_clauses_stand_on_a_sheet_of_their_own(format_):
    data = written(format_, FULL)

    assert column(data, "Nummer", "Vorgaben") == ["1", "2", "3"]
    assert column(data, "Aufgegriffen", "Vorgaben") == [
        "ja",
        "nicht aufgegriffen, weil: Sache des Bundes",
        "nein",
    ]


def test_goals_known_from_elsewhere_have_a_workbook_too(format_):
    data = written(format_, REPORTED)

    assert REPORTED["schema"] == REPORTED_SCHEMA
    assert column(data, "Kennung") == ["O1"]
    assert "Vorgaben" not in sheets(data)


def test_drop_downs_are_offered():
    found = openpyxl.load_workbook(BytesIO(written(EXCEL, FULL)))["Ziele"].data_validations
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in found.dataValidation if rule.formula1}

    assert {*lists} == {"D", "E", "I", "J", "M"}


def test_nothing_is_locked_so_that_readers_can_sort():
    book = openpyxl.load_workbook(BytesIO(written(EXCEL, FULL)))

    assert not any(book[name].protection.sheet for name in ("Ziele", "Vorgaben", "Hinweise"))


def test_the_marks_know_each_row_as_it_was_printed(format_):
    found = sheets(written(format_, FULL))
    marks = Published.found_in({row[0]: row[1] for row in found[MARKS].rows})

    assert found[MARKS].is_hidden
    assert (marks.framework, marks.mandate, marks.language) == ("2022", "kv", "de")
    first = found["Ziele"].rows[1]
    assert marks.is_untouched("P1", first[3:])
    assert not marks.is_untouched("P1", [*first[3:-1], "2031"])
    assert not marks.is_untouched("P2", first[3:])


def test_line_ends_and_blank_rims_make_no_difference():
    assert digest_of(["a\r\nb ", "c"]) == digest_of([" a\nb", "c"])
    assert digest_of(["a", "bc"]) != digest_of(["ab", "c"])


def test_each_language_has_its_texts_and_headers(format_):
    content = edition(
        framework(languages=["de", "en"], goals=[goal(wording={"de": "Ziel", "en": "Goal"})])
    )

    assert column(written(format_, content), "Wortlaut") == ["Ziel"]
    first, row = sheets(written(format_, content, "en"))["Goals"].rows
    assert row[first.index("Wording")] == "Goal"
