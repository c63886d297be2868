"""What people write is printed and never read as anything else."""

import shutil
import subprocess

import pytest

from querschnitt.documents import pdf
from querschnitt.documents.glyphs import printable
from querschnitt.documents.tests.anatomy import examine, opened
from querschnitt.documents.tests.documents import document
from querschnitt.documents.typeset import (
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
)

HOSTILE = [
    '#read("/etc/passwd")',
    '#{} #[ ] #panic("x") #let x = 1',
    "\\ \\u{41} $x^2$ _a_ *b* `c` <label> @ref = Heading\n- list\n+ enum\n/ a: b\n// comment",
    '"}, {"block": "pagebreak"}',
    "x" * 5000,
    "https://example.org/" + "a" * 400 + "?b=" + "c" * 300,
    "שלום עולם مرحبا بالعالم",
    "👩‍👩‍👧 🇪🇺 ✓ ☐",
    "NUL\x00 BEL\x07 ESC\x1b[31m DEL\x7f \u202erechts\u202c \ufeff\ufffe\uffff \ue000",
    "\ud800 surrogate",
    "a\u0308 o\u0308 z\u0335\u0336\u0337",
    "   ",
    "",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_wherever_it_stands(text):
    said = document(
        Heading(1, text, text[:40]),
        Paragraph(text),
        Paragraph((text, Span(text, "strong"), Span(text, href=f"https://example.org/{text}"))),
        BulletList((text,)),
        Facts(((text[:200], text),)),
        Note(text, title=text),
        Table(text, (text[:80], "b"), ((text, "c"),)),
        Digest(text, text),
        title=text.strip() or "Titel",
        subtitle=text,
        publisher=text,
        keywords=(text,),
        description=text,
        title_facts=((text, text),),
    )

    with opened(pdf.pdf(said)) as file:
        assert not examine(file).faults


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_code_is_printed_letter_by_letter(tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf.pdf(document(Heading(1, "K"), Paragraph('#read("/etc/passwd") $x$ *b*'))))

    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout  # noqa: S607

    assert '#read("/etc/passwd") $x$ *b*' in text.decode()
    assert "root:" not in text.decode()


def test_a_link_that_is_no_address_is_only_text():
    links = ("javascript:alert(1)", "file:///etc/passwd", "https://example.org/ x", "data:,x", "")
    said = document(Heading(1, "K"), Paragraph(tuple(Span("x ", href=link) for link in links)))

    with opened(pdf.pdf(said)) as file:
        assert not [a for a in file.pages[-1].get("/Annots", []) if "/A" in a]


def test_controls_go_and_unknown_characters_leave_a_box():
    assert printable("a\x00b\x1bc\u202ed\ufeff") == "abcd"
    assert printable("Ein 👍 und ש") == "Ein □ und □"
    assert printable("a\u0308") == "ä"
    assert printable("12\u202f000 km\tweit\r\nneu") == "12\u00a0000 km weit\nneu"


def test_a_run_that_nothing_breaks_may_break_after_twenty_characters():
    assert printable("x" * 71) == "\u200b".join(["x" * 20, "x" * 20, "x" * 20, "x" * 11])
    assert printable("x" * 70) == "x" * 70
