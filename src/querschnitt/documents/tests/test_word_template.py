"""A government's own Word template is tried before it is taken, or a sentence says why not."""

import os
import random
import re
import time
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from querschnitt.documents import reading, word, word_template
from querschnitt.documents.house_style import HouseStyle
from querschnitt.documents.tests.documents import document, everything
from querschnitt.documents.tests.test_hostile_text import HOSTILE
from querschnitt.documents.tests.test_reading import changed as repacked
from querschnitt.documents.typeset import BulletList, Heading, Paragraph, Span, Table
from querschnitt.documents.unreadable import Unreadable
from querschnitt.documents.word_template import TEMPLATE_LIMITS, FillingFailed

MUTATIONS = 2000 if os.environ.get("SCALE") == "full" else 5
BODY = "{{p body }}"
RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)


def template(*paragraphs, head=""):
    made, file = docx.Document(), BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if head:
        made.sections[0].header.paragraphs[0].text = head
    made.save(file)
    return file.getvalue()


def written(said, *paragraphs, **style):
    data = word.write(said, HouseStyle(word_template=template(*paragraphs), **style))
    return docx.Document(BytesIO(data))


def refused(data, **limits):
    with pytest.raises(Unreadable) as caught:
        word_template.check(data, limits=replace(TEMPLATE_LIMITS, **limits))
    return caught.value.sentence


def changed(data, name, change):
    """The same package with one part changed."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as said, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for known in said.namelist():
            part = said.read(known)
            made.writestr(known, change(part.decode()) if known == name else part)
    return file.getvalue()


def test_the_template_an_administrator_begins_with_is_taken():
    word_template.check(word_template.default_template(HouseStyle(name="Land")))


def test_the_smallest_template_is_taken_and_filled():
    word_template.check(template(BODY))

    assert [p.text for p in written(document(Paragraph("Text")), BODY).paragraphs][-1] == "Text"


def test_placeholders_are_filled_with_what_a_document_says():
    said = written(
        everything(),
        "{{ title }} | {{ subtitle }} | {{ publisher }} | {{ date }}",
        "{%p for fact in facts %}",
        "{{ fact.label }}: {{ fact.value }}",
        "{%p endfor %}",
        BODY,
        name="Land & <Leute>",
    )

    assert [p.text for p in said.paragraphs][:2] == [
        "Strategie | Ziele der 8. Wahlperiode | Land & <Leute> | 12. Juli 2022",
        "Beschlossen am: 12.07.2022",
    ]


def test_the_text_takes_the_styles_of_the_template_by_their_names():
    def in_german(styles):
        styles = re.sub(r'w:styleId="Heading1"', 'w:styleId="berschrift1"', styles)
        return re.sub(r'w:val="Heading1"', 'w:val="berschrift1"', styles)

    data = changed(template(BODY), "word/styles.xml", in_german)
    said = word.write(everything(), HouseStyle(word_template=data))
    opened = docx.Document(BytesIO(said))
    first = next(p for p in opened.paragraphs if p.text == "Auftrag")

    assert first._p.pPr.pStyle.val == "berschrift1"
    assert first.style.name == "Heading 1"
    assert len([s for s in opened.styles if s.name == "Heading 1"]) == 1


def test_styles_and_lists_that_a_template_lacks_are_added():
    def without_lists(styles):
        return re.sub(r'<w:style [^>]*w:styleId="ListBullet".*?</w:style>', "", styles, flags=re.S)

    data = changed(template(BODY), "word/styles.xml", without_lists)
    said = word.write(document(BulletList(("eins",))), HouseStyle(word_template=data))
    opened = docx.Document(BytesIO(said))
    item = opened.paragraphs[-1]
    number = item.style.element.find(f".//{qn('w:numId')}").get(qn("w:val"))

    assert item.style.name == "List Bullet"
    assert number in {str(n.numId) for n in opened.part.numbering_part.element.num_lst}
    assert "Lead" in {s.name for s in opened.styles}


def test_every_style_that_is_named_is_there():
    opened = written(everything(), BODY)
    known = {style.style_id for style in opened.styles}
    named = opened.element.body.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val | //w:rStyle/@w:val")

    assert set(named) <= known


def test_links_and_headings_lead_somewhere():
    said = document(Heading(1, "A"), Paragraph((Span("x", href="https://example.org/?a=1&b=2"),)))
    opened = written(said, "{{p contents }}", BODY)
    targets = [one.target_ref for one in opened.part.rels.values() if one.is_external]
    names = opened.element.xpath("//w:bookmarkStart/@w:name")

    assert targets == ["https://example.org/?a=1&b=2"]
    assert set(opened.element.xpath("//w:hyperlink/@w:anchor")) == set(names)


def test_a_wide_document_lies_down_whatever_the_template_says():
    page = written(document(Table("T", ("a",), (("b",),)), is_landscape=True), BODY).sections[0]

    assert page.page_width > page.page_height


def test_a_template_may_lay_out_the_text_by_itself():
    loop = "{%p for block in blocks %}", "{{ block.kind }}: {{ block.text }}", "{%p endfor %}"
    said = written(document(Heading(1, "A"), Paragraph("b")), *loop, BODY)

    assert [p.text for p in said.paragraphs][:2] == ["heading: A", "paragraph: b"]


@pytest.mark.parametrize("text", [*HOSTILE[::3], "{{ title }} {% for x in y %}"], ids=repr)
def test_hostile_text_stands_there_as_text(text):
    said = document(Heading(1, text), Paragraph(text), title=text.strip() or "T", subtitle=text)
    style = HouseStyle(word_template=template("{{ title }}{{ subtitle }}", BODY))

    assert reading.read_word(word.write(said, style))


def test_the_same_content_gives_the_same_bytes():
    style = HouseStyle(word_template=word_template.default_template())

    assert word.write(everything(), style) == word.write(everything(), style)


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (["{{ title }}"], "body"),
        ([BODY, BODY], "body"),
        (["{{ body }}"], "body"),
        (["{{ titel }}", BODY], "titel"),
        (["{%p for fact in facts %}", "{{ fact.lable }}", "{%p endfor %}", BODY], "lable"),
        (["{%p for fact in facts %}", BODY], "for"),
        (["{{ title", BODY], "title"),
        (["{% endif %}", BODY], "endif"),
        (["{{ title|nosuchfilter }}", BODY], "nosuchfilter"),
        (["{% for i in range(10**9) %}x{% endfor %}", BODY], "range"),
        (["{% include '/etc/passwd' %}", BODY], "/etc/passwd"),
        (["{{ ''.__class__.__mro__[1].__subclasses__() }}", BODY], "__class__"),
        (["{{ title.format.__globals__ }}", BODY], "__globals__"),
    ],
    ids=range(13),
)
def test_a_placeholder_that_is_wrong_is_named(paragraphs, said):
    assert said in refused(template(*paragraphs))


def test_placeholders_of_the_head_are_checked_too():
    assert "verlag" in refused(template(BODY, head="{{ verlag }}"))


@pytest.mark.parametrize(
    "costly",
    [
        "{{ 'x' * 10**10 }}",
        "{% for a in 'x' * 10**4 %}{% for b in 'x' * 10**5 %}{{ a ~ b }}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_takes_time_or_memory_without_end_is_stopped(costly):
    began = time.monotonic()

    sentence = refused(template(costly, BODY), seconds=2, memory=300 * 1024 * 1024)

    assert "Zeit oder Speicher" in sentence
    assert time.monotonic() - began < 12


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "file:///C:/Vorlagen/Land.dotm"),
        ("image", "http://127.0.0.1:9/x.png"),
        ("oleObject", "http://127.0.0.1:9/x"),
        ("hyperlink", "file:///etc/passwd"),
    ],
)
def test_what_lies_outside_of_the_file_is_refused_by_name(kind, target):
    added = RELATION.format(kind=kind, target=target)
    name = "word/_rels/document.xml.rels"
    data = changed(template(BODY), name, lambda part: part.replace("</Relationships>", added))

    assert target in refused(data)


def test_an_ordinary_link_in_a_template_is_taken():
    added = RELATION.format(kind="hyperlink", target="https://example.org/")
    name = "word/_rels/document.xml.rels"
    data = changed(template(BODY), name, lambda part: part.replace("</Relationships>", added))

    word_template.check(data)


@pytest.mark.parametrize("field", ["INCLUDEPICTURE &quot;http://127.0.0.1/&quot;", "DDEAUTO c:"])
def test_a_field_that_fetches_is_refused(field):
    run = f"<w:p><w:r><w:instrText>{field[:4]}</w:instrText></w:r>"
    run += f"<w:r><w:instrText>{field[4:]}</w:instrText></w:r></w:p><w:sectPr"
    data = changed(template(BODY), "word/document.xml", lambda p: p.replace("<w:sectPr", run, 1))

    assert field.split()[0] in refused(data)


@pytest.mark.parametrize(
    ("add", "said"),
    [
        (("word/vbaProject.bin", b"\0"), "Makros"),
        (("word/embeddings/a.bin", b"\0"), "eingebettet"),
        (("word/media/bomb.bin", b"0" * 30_000_000), "zu groß"),
        (("word/a.xml", b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x'><a/>"), "Anweisungen"),
        (("word/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "Anweisungen"),
    ],
    ids=range(5),
)
def test_what_a_template_does_not_need_is_refused(add, said):
    assert said in refused(repacked(template(BODY), add=[add]))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"),
        (b"%PDF-1.7", "keine Word-Datei"),
        (b"PK\x03\x04" + b"x" * 50, "beschädigt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
    ],
)
def test_what_is_no_word_file_says_what_it_is(data, said):
    assert said in refused(data)


def test_a_file_beyond_the_size_is_refused_before_a_process_starts(monkeypatch):
    monkeypatch.setattr(word_template.subprocess, "run", lambda *_, **__: pytest.fail("started"))

    assert "MB" in refused(b"PK\x03\x04" + b"0" * (11 * 1024 * 1024))


def test_no_mutation_comes_through_as_anything_but_a_sentence():
    chance, data = random.Random(5), template("{{ title }}", BODY)  # noqa: S311
    for _ in range(MUTATIONS):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        end = len(spoilt) if chance.random() < 0.7 else chance.randrange(len(spoilt))
        with suppress(Unreadable):
            word_template.check(bytes(spoilt[:end]))


def test_a_template_that_was_never_checked_fails_with_a_message_for_the_log():
    with pytest.raises(FillingFailed, match="no-body"):
        word.write(document(), HouseStyle(word_template=template("nichts")))


def test_the_child_sees_nothing_of_our_environment(monkeypatch):
    seen = {}
    run = word_template.subprocess.run

    def watched(command, **options):
        seen.update(options["env"])
        return run(command, **options)

    monkeypatch.setenv("DJANGO_SECRET", "geheim")
    monkeypatch.setattr(word_template.subprocess, "run", watched)
    written(document(), BODY)

    assert set(seen) <= {"LC_ALL", "MALLOC_ARENA_MAX"}
