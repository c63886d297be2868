"""An OpenDocument workbook: text stays text, drop-downs are there, and all comes back as it was."""

import os
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from querschnitt.documents import ods, reading
from querschnitt.documents.tests.test_workbook import HOSTILE
from querschnitt.documents.workbook import Column, Sheet, Workbook

EXAMPLES = 300 if os.environ.get("SCALE") == "full" else 15
SPACE = "urn:oasis:names:tc:opendocument:xmlns"
TABLE, OFFICE, STYLE = (f"{{{SPACE}:{name}:1.0}}" for name in ("table", "office", "style"))


def made(*texts, **column):
    sheet = Sheet("Ziele", (Column("Text", **column),), [(text,) for text in texts])
    return ods.write(Workbook("Ziele", (sheet,), lists={"Felder": ["Europa", "Kul & <tur>"]}))


def part(data, name="content.xml"):
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def texts_of(data):
    return [row[0] for row in reading.read_workbook(data)[0].rows[1:]]


def test_nothing_becomes_a_formula_a_number_or_a_link():
    content = part(made(*HOSTILE))

    typed = {cell.get(f"{OFFICE}value-type") for cell in content.iter(f"{TABLE}table-cell")}
    assert typed <= {"string", None}
    assert not [one for one in content.iter() if one.get(f"{TABLE}formula")]
    assert not [one for one in content.iter() if etree.QName(one).localname in {"a", "dde-source"}]


def test_hostile_texts_come_back_as_they_were():
    assert texts_of(made(*HOSTILE)) == [text.replace("\r", "\n") for text in HOSTILE]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.text(
            st.one_of(
                st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
                st.sampled_from("\t\n =<&\"'"),
            ),
            min_size=1,
        ),
        min_size=1,
    )
)
def test_any_text_comes_back_as_it_was(texts):
    assert texts_of(made(*texts, "Ende")) == [*texts, "Ende"]


def test_what_xml_cannot_hold_is_replaced_and_too_long_is_shortened():
    (odd, long, _end) = texts_of(made("a\x01b\ud800c\ufffe", "x" * 40_000, "Ende"))

    assert odd == "a\ufffdb\ufffdc\ufffd"
    assert (len(long), long[-1]) == (32_767, "…")


def test_dates_and_numbers_are_dates_and_numbers():
    columns = (Column("Tag", kind="date"), Column("Zahl", kind="number"), Column("Nichts"))
    rows = [(date(2022, 7, 12), 3.5, None), (datetime(2022, 7, 12, 8, 30), -3, "")]  # noqa: DTZ001
    data = ods.write(Workbook("T", (Sheet("S", columns, rows),)))

    assert reading.read_workbook(data)[0].rows[1:] == [
        ["2022-07-12", "3.5", ""],
        ["2022-07-12 08:30:00", "-3", ""],
    ]


def test_choices_are_offered_from_a_hidden_list_also_where_rows_are_spare():
    columns = (Column("Feld", choices="Felder", help="Bitte <wählen>."), Column("Frei"))
    sheet = Sheet("S", columns, [("Europa", "x")], spare_rows=9)
    data = ods.write(Workbook("T", (sheet,), lists={"Leer": [], "Felder": ["Europa", "Kultur"]}))

    content = part(data)
    (rule,) = content.iter(f"{TABLE}content-validation")
    assert rule.get(f"{TABLE}condition") == "of:cell-content-is-in-list([$'_lists'.$B$1:.$B$2])"
    assert rule.find(f"{TABLE}error-message").get(f"{TABLE}message-type") == "stop"
    assert "".join(rule.find(f"{TABLE}help-message").itertext()) == "Bitte <wählen>."
    table = content.find(f".//{TABLE}table")
    *_header, filled, spare = table.iter(f"{TABLE}table-row")
    name = f"{TABLE}content-validation-name"
    assert filled[0].get(name) == spare[0].get(name) == rule.get(f"{TABLE}name")
    assert spare.get(f"{TABLE}number-rows-repeated") == "9"
    lists = reading.read_workbook(data)[-1]
    assert (lists.is_hidden, lists.rows) == (True, [["", "Europa"], ["", "Kultur"]])


def test_where_more_may_be_entered_the_drop_down_does_not_refuse():
    content = part(made("x", choices="Felder", is_open=True))

    (message,) = content.iter(f"{TABLE}error-message")
    assert message.get(f"{TABLE}message-type") == "information"


def test_only_a_sheet_with_locked_columns_is_protected():
    protected, open_ = (
        part(made("x", is_locked=is_locked)).find(f".//{TABLE}table") for is_locked in (True, False)
    )

    assert protected.get(f"{TABLE}protected") == "true"
    assert open_.get(f"{TABLE}protected") is None


def test_every_style_that_is_named_is_there():
    content = part(made("x", is_locked=True, width=33))

    there = {one.get(f"{STYLE}name") for one in content.iter() if one.get(f"{STYLE}name")}
    named = {
        value
        for one in content.iter()
        for key, value in one.attrib.items()
        if key in {f"{TABLE}style-name", f"{TABLE}default-cell-style-name"}
    }
    assert named <= there


def test_the_package_begins_with_its_type_and_lists_all_its_parts():
    data = made("x")
    with ZipFile(BytesIO(data)) as package:
        first = package.infolist()[0]
        names = {*package.namelist()} - {"mimetype", "META-INF/manifest.xml"}

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    listed = {
        one.get(f"{{{SPACE}:manifest:1.0}}full-path") for one in part(data, "META-INF/manifest.xml")
    }
    assert listed == {"/", *names}


def test_the_same_workbook_gives_the_same_bytes():
    assert made(*HOSTILE) == made(*HOSTILE)


def test_a_row_of_the_wrong_length_is_a_fault():
    sheet = Sheet("S", (Column("A"), Column("B")), [("nur eine",)])

    with pytest.raises(ValueError, match="1 cells, not 2"):
        ods.write(Workbook("T", (sheet,)))


def test_another_program_opens_it():
    from odfdo import Document

    document = Document(BytesIO(made("=1+1")))

    table = document.body.get_table(name="Ziele")
    assert table.get_cell((0, 1)).get_value() == "=1+1"
    assert document.body.get_table(name="_lists") is not None
