"""The page about templates names just the placeholders that there are, and its example works."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.typeset import Paragraph, TypesetDocument
from querschnitt.documents.word import write
from querschnitt.documents.word_context import context_of
from querschnitt.documents.word_filling import MARKS
from querschnitt.documents.word_template import check

PAGE = Path(__file__).parents[4] / "docs/how-to/your-own-word-template.md"
DOCUMENT = TypesetDocument(
    title="Titel",
    subtitle="Untertitel",
    language="de",
    publisher="Landesregierung",
    title_facts=(("Beschlossen am", "12.07.2022"),),
    blocks=(Paragraph("Der Text."),),
)


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8")


def template(*paragraphs):
    file, document = BytesIO(), Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def test_it_names_just_the_placeholders_that_there_are(page):
    named = re.findall(r"^\| `\{\{p? (\w+) \}\}` \|", page, re.MULTILINE)

    assert {*named} == {*context_of(DOCUMENT), *MARKS}


def test_each_of_them_can_stand_in_a_template(page):
    named = re.findall(r"^\| `(\{\{p? \w+ \}\})` \|", page, re.MULTILINE)

    check(template(*named))


def test_its_example_is_taken_and_does_what_it_says(page):
    example = re.search(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1]
    made = template(*filter(None, example.splitlines()), "{{p body }}")

    check(made)
    said = Document(BytesIO(write(DOCUMENT, HouseStyle(word_template=made))))

    assert [paragraph.text for paragraph in said.paragraphs if paragraph.text] == [
        "Untertitel",
        "Beschlossen am: 12.07.2022",
        "Der Text.",
    ]
