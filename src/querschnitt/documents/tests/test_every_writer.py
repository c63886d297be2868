"""What must hold for each way of writing a document; a new one is tested without a line added."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
import odfdo
import pytest
from PIL import Image

from querschnitt.documents import print_html, reading
from querschnitt.documents.failing import Unprintable, WritingFailed
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.tests.anatomy import examine, opened
from querschnitt.documents.tests.documents import document, everything
from querschnitt.documents.tests.test_hostile_text import HOSTILE
from querschnitt.documents.typeset import (
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from querschnitt.documents.writers import WRITERS


def emblem(size=(60, 40)):
    file = BytesIO()
    Image.new("RGBA", size, (120, 20, 30, 200)).save(file, "PNG")
    return file.getvalue()


STYLE = HouseStyle(
    name="Haus & <Hof>",
    emblem=emblem(),
    emblem_text="Wappen & Zier",
    colour="#7a1020",
    typeface='Nicht "da"',
)
BLOCKS = {
    "heading": (Heading(1, "Überschrift", "7.1"), "7.1 Überschrift"),
    "paragraph": (Paragraph("Erster.\n\nZweiter & <dritter>."), "Zweiter & <dritter>."),
    "lead": (Paragraph("Voran", style="lead"), "Voran"),
    "small": (Paragraph("Klein", style="small", language="fr"), "Klein"),
    "facts": (Facts((("Federführung", "Haus"), ("Leer", ""))), "Federführung"),
    "list": (BulletList(("eins", ("zwei ", Span("fett", "strong")))), "zwei fett"),
    "note": (Note("Zu wissen", title="Titel der Notiz"), "Titel der Notiz"),
    "warning": (Note("Zu beachten", kind="warning"), "Zu beachten"),
    "table": (Table("Beschriftung", ("Kopf", "B"), (("Zelle", "c"),)), "Zelle"),
    "digest": (Digest("Prüfsumme", "0123456789abcdef" * 4), "01234567 89abcdef"),
    "break": (PageBreak(), ""),
    "insert": (Paragraph((Span("neu ", "insert"),)), "[+ neu]"),
    "delete": (Paragraph((Span("alt ", "delete"),)), "[– alt]"),
    "link": (Paragraph((Span("Verweis", href="https://example.org/?a=1&b=2"),)), "Verweis"),
    "language": (Paragraph((Span("Współpraca", language="pl"),)), "Współpraca"),
}


@pytest.fixture(params=WRITERS.values(), ids=WRITERS.keys())
def writer(request):
    return request.param


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.said, self.skipped = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.skipped += tag == "style"

    def handle_endtag(self, tag):
        self.skipped -= tag == "style"

    def handle_data(self, data):
        if not self.skipped:
            self.said.append(data)


def parsed(data):
    words = Words()
    words.feed(data.decode())
    return words


def text_of(slug, data):
    match slug:
        case "docx":
            said = " ".join(one.text for one in reading.read_word(data))
        case "odt":
            root = odfdo.Document(BytesIO(data)).body
            said = " ".join(e.inner_text for e in root.get_elements("//text:p|//text:h"))
        case "html":
            said = " ".join(parsed(data).said)
        case _:
            said = data.decode()
    return " ".join(said.split())


@pytest.mark.parametrize("name", BLOCKS)
def test_every_kind_of_block_says_its_words(writer, name):
    block, words = BLOCKS[name]
    blocks = (Heading(1, "Kapitel"), block) if name != "heading" else (block,)

    data = writer.write(document(*blocks), PLAIN)

    if writer.slug == "pdf":
        assert data.startswith(b"%PDF")
    else:
        assert words in text_of(writer.slug, data)


def test_all_of_it_in_order(writer):
    if writer.slug == "pdf":
        pytest.skip("what a PDF says is read in test_pdf.py")
    text = text_of(writer.slug, writer.write(everything(), STYLE))

    wanted = (
        "Haus & <Hof>",
        "Strategie",
        "Ziele der 8. Wahlperiode",
        "Beschlossen am",
        "Inhalt",
        "Auftrag",
        "Une phrase",
        "Gut zu wissen.",
        "Haus 79",
        "1.2 Ziel 2",
        "Beschluss und Nachweis",
        "01234567 89abcdef",
    )
    places = [text.rindex(words) for words in wanted[6:]]
    assert all(words in text for words in wanted)
    assert places == sorted(places)


def test_the_same_content_gives_the_same_bytes(writer):
    assert writer.write(everything(), STYLE) == writer.write(everything(), STYLE)


def test_the_house_style_is_seen(writer):
    assert writer.write(everything(), STYLE) != writer.write(everything(), PLAIN)


@pytest.mark.parametrize("said", [{"is_paper": True}, {"is_landscape": True}])
def test_papers_and_wide_pages_differ_from_books(writer, said):
    if writer.slug == "txt" and "is_landscape" in said:
        return
    blocks = (Heading(1, "A"), Paragraph("b"), Table("T", ("a",), (("b",),)))

    assert writer.write(document(*blocks), PLAIN) != writer.write(document(*blocks, **said), PLAIN)


def test_the_running_head_is_written(writer):
    with_head = writer.write(document(Paragraph("x"), running_head="Sperrfrist"), PLAIN)

    assert with_head != writer.write(document(Paragraph("x")), PLAIN)


@pytest.mark.parametrize(
    "wrong",
    [
        document(title=" "),
        document(Heading(2, "Ziel")),
        document(language="'; #"),
        document(Table("T", ("a", "b"), (("1",),))),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(writer, wrong):
    with pytest.raises(WritingFailed if writer.slug == "pdf" else Unprintable):
        writer.write(wrong, PLAIN)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("slug", ["odt", "html", "txt"])
def test_hostile_text_stands_there_as_text(slug, text):
    said = document(
        Heading(1, text, text[:40]),
        Paragraph((text, Span(text, "strong"), Span(text, href=f"https://example.org/{text}"))),
        BulletList((text,)),
        Facts(((text[:200], text),)),
        Note(text, title=text),
        Table(text, (text[:80], "b"), ((text, "c"),)),
        Digest(text, text),
        title=text.strip() or "Titel",
        publisher=text,
        keywords=(text,),
        running_head=text,
        title_facts=((text, text),),
    )

    assert text_of(slug, WRITERS[slug].write(said, PLAIN))


@pytest.mark.parametrize("slug", ["odt", "html"])
@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:,x", "//x"])
def test_only_safe_addresses_become_links(slug, href):
    data = WRITERS[slug].write(document(Paragraph((Span("böse", href=href),))), PLAIN)
    content = ZipFile(BytesIO(data)).read("content.xml") if slug == "odt" else data

    assert href.encode() not in content


# -- OpenDocument ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def odt():
    return WRITERS["odt"].write(everything(), STYLE)


def test_an_odt_says_first_what_it_is(odt):
    first = ZipFile(BytesIO(odt)).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert odt[30:38] == b"mimetype"
    assert odt[38:77] == b"application/vnd.oasis.opendocument.text"


def test_an_odt_lists_every_part_it_has(odt):
    package = ZipFile(BytesIO(odt))
    listed = set(re.findall('full-path="([^"]+)"', package.read("META-INF/manifest.xml").decode()))

    assert listed == {"/", *package.namelist()} - {"mimetype", "META-INF/manifest.xml"}


def test_an_odt_has_headings_header_rows_and_a_picture_with_words(odt):
    body = odfdo.Document(BytesIO(odt)).body

    assert [int(h.level) for h in body.get_headers()] == [1, 1, 2, 2, 3, 4, 1]
    assert len(body.get_elements("//table:table-header-rows")) == 2
    assert body.get_elements("//svg:desc")[0].text == "Wappen & Zier"
    assert len(body.get_elements("//text:table-of-content")) == 1


def test_every_style_an_odt_names_is_there(odt):
    package = ZipFile(BytesIO(odt))
    content, styles = (package.read(f"{name}.xml").decode() for name in ("content", "styles"))
    known = set(re.findall('style:name="([^"]+)"', content + styles))
    named = re.findall(
        r'(?:text|table):(?:visited-)?style-name="([^"]+)"', content + styles
    ) + re.findall(r'style:(?:parent-style|master-page|page-layout)-name="([^"]+)"', styles)

    assert set(named) <= known


def test_an_odt_says_its_title_and_languages(odt):
    said = odfdo.Document(BytesIO(odt)).meta
    content = ZipFile(BytesIO(odt)).read("content.xml")

    assert (said.title, said.language) == ("Strategie", "de")
    assert b'fo:language="pl"' in content
    assert b'fo:language="fr"' in content


# -- HTML ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def html():
    return parsed(WRITERS["html"].write(everything(), STYLE))


def test_html_has_one_title_headings_and_tables_that_can_be_listened_to(html):
    tags = [tag for tag, _ in html.tags]
    headings = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    scopes = {about.get("scope") for tag, about in html.tags if tag == "th"}

    assert tags.count("h1") == 1
    assert headings == [1, 2, 2, 2, 3, 3, 4, 5, 2]
    assert scopes == {"col"}
    assert tags.count("caption") == 1
    assert "dl" in tags


def test_html_names_its_languages_and_the_emblem(html):
    languages = {about["lang"] for _, about in html.tags if "lang" in about}
    picture = next(about for tag, about in html.tags if tag == "img")

    assert languages == {"de", "fr", "pl"}
    assert picture["alt"] == "Wappen & Zier"
    assert picture["src"].startswith("data:image/png;base64,")


def test_links_within_html_lead_somewhere(html):
    names = {about["id"] for _, about in html.tags if "id" in about}
    targets = {about["href"][1:] for tag, about in html.tags if about.get("href", "")[:1] == "#"}

    assert targets
    assert targets <= names


def test_html_for_the_portal_has_nothing_that_its_policy_blocks():
    page = parsed(print_html.page(everything(), STYLE, stylesheet="/static/documents/print.css"))

    assert not [tag for tag, _ in page.tags if tag in {"script", "style", "iframe", "object"}]
    assert not [name for _, about in page.tags for name in about if name[:2] == "on"]
    assert not [about for _, about in page.tags if "style" in about]
    assert ("link", {"rel": "stylesheet", "href": "/static/documents/print.css"}) in page.tags


def test_a_typeface_cannot_end_the_style():
    style = HouseStyle(typeface='x"; } </style><script>alert(1)</script>')

    assert not [
        tag for tag, _ in parsed(print_html.write(document(), style)).tags if tag == "script"
    ]


# -- Plain text ------------------------------------------------------------------------------------


def test_lines_of_plain_text_fit_a_letter_and_addresses_stay_whole():
    address = "https://example.org/" + "a" * 120
    said = document(Paragraph("Wort " * 100), Paragraph((Span("Quelle", href=address),)))
    lines = WRITERS["txt"].write(said, PLAIN).decode().splitlines()

    assert max(len(one) for one in lines if "https" not in one) <= 78
    assert any(f"<{address}>" in one for one in lines)


def test_headings_of_plain_text_are_underlined():
    text = WRITERS["txt"].write(document(Heading(1, "Kapitel"), Heading(2, "Ziel")), PLAIN).decode()

    assert "Kapitel\n=======\n" in text
    assert "Ziel\n----\n" in text


def test_a_table_in_plain_text_names_every_cell():
    table = Table("Ressorts", ("Haus", "Ziele"), (("Staatskanzlei", "3"),))
    text = WRITERS["txt"].write(document(table), PLAIN).decode()

    assert "- Haus: Staatskanzlei\n  Ziele: 3" in text


# -- Word and PDF in the house's style -------------------------------------------------------------


def test_word_has_the_emblem_with_its_words_and_the_colour():
    opened_ = docx.Document(BytesIO(WRITERS["docx"].write(everything(), STYLE)))
    picture = opened_.inline_shapes[0]._inline

    assert picture.docPr.get("descr") == "Wappen & Zier"
    assert str(opened_.styles["Heading 1"].font.color.rgb) == "7A1020"
    assert opened_.core_properties.author == "Haus & <Hof>"


def test_a_pdf_has_the_emblem_as_a_figure_with_its_words():
    with opened(WRITERS["pdf"].write(everything(), STYLE)) as file:
        anatomy = examine(file)
        figures = [o for o in file.objects if getattr(o, "get", None) and o.get("/S") == "/Figure"]

    assert not anatomy.faults
    assert [str(figure.Alt) for figure in figures] == ["Wappen & Zier"]


def test_a_pdf_has_an_emblem_without_words_as_decoration():
    style = HouseStyle(emblem=emblem())
    with opened(WRITERS["pdf"].write(document(is_paper=True), style)) as file:
        anatomy = examine(file)

    assert not anatomy.faults
    assert not anatomy.tags["/Figure"]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_an_independent_reader_finds_no_fault_with_an_emblem(tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(WRITERS["pdf"].write(everything(), STYLE))

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)  # noqa: S607

    assert checked.returncode == 0, checked.stdout
