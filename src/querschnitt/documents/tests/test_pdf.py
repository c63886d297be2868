"""The PDF is accessible, archivable and the same for the same content."""

import shutil
import subprocess
from itertools import pairwise

import pytest

from querschnitt.documents import pdf
from querschnitt.documents.tests.anatomy import examine, opened
from querschnitt.documents.tests.documents import document, everything, saying
from querschnitt.documents.typeset import Heading, Labels, Paragraph


@pytest.fixture(scope="module")
def produced():
    return pdf.pdf(everything())


@pytest.fixture(scope="module")
def anatomy(produced):
    with opened(produced) as file:
        return examine(file)


def test_it_says_what_it_is_in_which_language_and_that_it_is_tagged(produced):
    with opened(produced) as file:
        assert file.Root.Lang == "de"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.Root.StructTreeRoot.ParentTree
        assert "/Outlines" in file.Root
        assert str(file.docinfo["/Title"]) == "Strategie"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20220712")


def test_its_metadata_names_both_standards(produced):
    with opened(produced) as file, file.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert said["dc:title"] == "Strategie"


def test_its_metadata_can_be_read_without_a_filter(produced):
    with opened(produced) as file:
        assert "/Filter" not in file.Root.Metadata
        assert file.Root.Metadata.read_raw_bytes().startswith(b"<?xpacket")


def test_nothing_is_lost_to_a_reader_with_assistive_tools(anatomy):
    assert not anatomy.faults
    assert anatomy.tags["font"] >= 4
    assert {"fr", "pl"} <= anatomy.languages
    for tag in ("/TOC", "/Table", "/THead", "/TH", "/Caption", "/L", "/LBody", "/Link"):
        assert anatomy.tags[tag], tag


def test_headings_never_skip_a_level(anatomy):
    levels = [int(tag[2:]) for tag in anatomy.headings]

    assert max(levels) == 4
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_header_row_is_tagged_once_and_drawn_on_every_page_of_the_table(produced, anatomy):
    with opened(produced) as file:
        pages = len(file.pages)

    assert pages >= 6
    assert anatomy.tags["/TH"] == 4


def test_the_same_content_gives_the_same_bytes(produced):
    assert pdf.pdf(everything()) == produced


def test_without_a_date_the_bytes_are_the_same_too():
    assert pdf.pdf(saying("Text")) == pdf.pdf(saying("Text"))


def test_another_word_gives_other_bytes():
    assert pdf.pdf(saying("Text")) != pdf.pdf(saying("Tekst"))


def test_a_document_without_a_word_is_a_title_page():
    with opened(pdf.pdf(document())) as file:
        assert len(file.pages) == 1


def test_the_page_speaks_the_language_of_the_document():
    labels = Labels(contents="Spis treści", page="Strona {page} z {pages}")
    said = document(Heading(1, "Rozdział"), Paragraph("Tekst"), language="pl", labels=labels)

    with opened(pdf.pdf(said)) as file:
        assert file.Root.Lang == "pl"
        assert not examine(file).faults


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_an_independent_reader_finds_no_fault(produced, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(produced)

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)  # noqa: S607

    assert checked.returncode == 0, checked.stdout
