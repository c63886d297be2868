"""Text stays text in a workbook, whatever it begins with, and comes back as it was."""

import os
from datetime import date
from io import BytesIO

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from querschnitt.documents import reading, workbook
from querschnitt.documents.workbook import Column, Sheet, Workbook

EXAMPLES = 300 if os.environ.get("SCALE") == "full" else 15
HOSTILE = [
    *("=1+1", "+49 391 567-01", "-3", "@SUM(A1)", "\tTab", "\rCR", '=HYPERLINK("http://x")'),
    *("=cmd|' /C calc'!A0", "007", "1e5", "12.07.2022", "TRUE", "#REF!", "'a", "_x0041_", "a;b"),
    *('"quoted"', "http://example.org", "mailto:a@b.de", " Rand ", "a\nb", "😀", "{=1}"),
]


def made(*texts, **column):
    sheet = Sheet("Ziele", (Column("Text", **column),), [(text,) for text in texts])
    return workbook.write(Workbook("Ziele", (sheet,), lists={"Felder": ["Europa", "Kultur"]}))


def test_nothing_becomes_a_formula_a_number_or_a_link():
    cells = openpyxl.load_workbook(BytesIO(made(*HOSTILE))).worksheets[0]["A"][1:]

    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1))
def test_any_text_comes_back_as_it_was(texts):
    expected = [text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for text in texts]

    rows = reading.read_workbook(made(*expected, "Ende"))[0].rows

    assert [row[0] for row in rows[1:]] == [*expected, "Ende"]


def test_hostile_texts_come_back_as_they_were():
    rows = reading.read_workbook(made(*HOSTILE))[0].rows

    assert [row[0] for row in rows[1:]] == HOSTILE


def test_dates_and_numbers_are_dates_and_numbers():
    columns = (Column("Tag", kind="date"), Column("Zahl", kind="number"))
    data = workbook.write(Workbook("T", (Sheet("S", columns, [(date(2022, 7, 12), 3.5)]),)))

    assert reading.read_workbook(data)[0].rows[1] == ["2022-07-12", "3.5"]


def test_choices_are_offered_from_a_hidden_list_also_where_rows_are_spare():
    sheet = Sheet("S", (Column("Feld", choices="Felder", help="Bitte wählen."),), spare_rows=9)
    data = workbook.write(Workbook("T", (sheet,), lists={"Felder": ["Europa", "Kultur"]}))

    book = openpyxl.load_workbook(BytesIO(data))
    rule = book.worksheets[0].data_validations.dataValidation[0]
    assert rule.formula1 == "'_lists'!$A$1:$A$2"
    assert str(rule.sqref) == "A2:A10"
    assert rule.prompt == "Bitte wählen."
    assert book.worksheets[1].sheet_state == "veryHidden"
    assert [sheet.is_hidden for sheet in reading.read_workbook(data)] == [False, True]


def test_a_locked_column_is_protected_without_a_password_and_others_stay_open():
    columns = (Column("Kennung", is_locked=True), Column("Text"))
    data = workbook.write(Workbook("T", (Sheet("S", columns, [("P1", "a")]),)))

    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert (sheet["A2"].protection.locked, sheet["B2"].protection.locked) == (True, False)


def test_it_is_set_up_for_print_and_says_what_it_is():
    book = openpyxl.load_workbook(BytesIO(made("a")))
    sheet = book.worksheets[0]

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    assert book.properties.title == "Ziele"


def test_the_same_content_gives_the_same_bytes():
    assert made("a", "b") == made("a", "b")


def test_a_text_longer_than_a_cell_ends_with_an_ellipsis():
    text = reading.read_workbook(made("ä" * 40_000))[0].rows[1][0]

    assert len(text) == workbook.LONGEST_CELL
    assert text.endswith("…")


def test_titles_of_sheets_are_made_acceptable_and_unique():
    assert workbook.sheet_title("Ziele [A/B]: 'x'" + "y" * 40) == "Ziele A B 'x'" + "y" * 18
    assert workbook.sheet_title("Ziele", ["ziele"]) == "Ziele 2"
