"""The Word file says what the PDF says, with headings, tables and languages of its own."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from querschnitt.documents import pdf, reading, word
from querschnitt.documents.failing import Unprintable
from querschnitt.documents.tests.documents import document, everything
from querschnitt.documents.tests.test_hostile_text import HOSTILE
from querschnitt.documents.typeset import Heading, Paragraph, Span, Table, changed

PARTS = [("equal", "Das Land "), ("delete", "stärkt "), ("insert", "vertieft "), ("equal", "es.")]


def opened(said):
    return docx.Document(BytesIO(word.write(said)))


def test_headings_are_headings_of_their_levels():
    said = opened(everything())

    styles = [one.style.name for one in said.paragraphs if one.style.name.startswith("Heading")]
    assert styles == [f"Heading {level}" for level in (1, 1, 2, 2, 3, 4, 1)]


def test_it_says_what_it_is_and_nothing_of_a_template():
    said = opened(everything()).core_properties

    assert (said.title, said.author, said.comments) == (
        "Strategie",
        "Landesregierung",
        "Rahmen der Ziele",
    )
    names = ZipFile(BytesIO(word.write(everything()))).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]


def test_its_language_is_german():
    styles = opened(everything()).styles.element

    assert {one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))} == {"de-DE"}


def test_header_rows_of_tables_are_repeated():
    tables = opened(everything()).tables

    assert len(tables) == 2
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(tables[0].rows) == 81


def test_pages_carry_numbers_and_the_running_head():
    said = opened(document(Paragraph("x"), running_head="Sperrfrist: heute", is_paper=True))

    assert "PAGE" in said.sections[0].footer._element.xml
    assert "Sperrfrist: heute" in said.sections[0].header._element.xml


def test_what_is_new_and_what_fell_away_is_marked_in_words_too():
    said = opened(document(Paragraph(changed(PARTS))))
    runs = {run.text: run for one in said.paragraphs for run in one.runs}

    assert runs["[– stärkt] "].font.strike
    assert runs["[+ vertieft] "].font.underline


def test_the_pdf_marks_it_in_the_same_words():
    assert pdf.pdf(document(Paragraph(changed(PARTS)))).startswith(b"%PDF")
    assert Span("stärkt ", "delete").said == "[– stärkt] "


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stands_there_as_text(text):
    said = document(
        Heading(1, text),
        Paragraph(text),
        Paragraph((Span(text, href=f"javascript:{text}"),)),
        Table(text, (text[:80],), ((text,),)),
        title=text.strip() or "Titel",
    )

    assert reading.read_word(word.write(said))


def test_only_safe_addresses_become_links():
    said = Paragraph((Span("gut", href="https://example.org/"), Span("böse", href="file:///etc")))

    rels = opened(document(said)).part.rels.values()
    assert [one.target_ref for one in rels if one.is_external] == ["https://example.org/"]


def test_the_same_content_gives_the_same_bytes():
    assert word.write(everything()) == word.write(everything())


def test_a_document_that_contradicts_itself_is_refused():
    with pytest.raises(Unprintable):
        word.write(document(Heading(2, "Ziel")))
