"""Writing the same typeset document as a Word file: headings are headings, tables are tables."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.outline import check
from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Digest,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.documents.word_look import dress
from querschnitt.documents.word_xml import Element, Writer, element, field, properties, writable

_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_PLACEHOLDER = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
# The oldest moment a zip archive can name: the clock's would differ each time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# The length of a line in twentieths of a point.
_LINE = 9071
_LEFT_FROM_THE_TEMPLATE = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties")


def write(document: TypesetDocument, style: HouseStyle = PLAIN) -> bytes:
    """Return the document as the bytes of a .docx file; the same content gives the same bytes.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    check(document)
    word = Document()
    _forget_the_template(word)
    _say_what_it_is(word, document)
    dress(word, document)
    writer = Writer(word.part)
    _furnish_pages(word, document, writer)
    body = word.element.body
    section = body.sectPr
    body.remove(section)
    for part in _parts(document, writer):
        body.append(part)
    body.append(section)
    file = BytesIO()
    word.save(file)
    return _without_the_clock(file.getvalue())


def _forget_the_template(word: WordDocument) -> None:
    """Take out what the library's own template brings along and this document has no use for."""
    for package in (word.part.package.rels, word.part.rels):
        for key, relation in list(package.items()):
            if any(name in relation.reltype for name in _LEFT_FROM_THE_TEMPLATE):
                del package[key]
    styles = word.styles.element
    for style in list(styles.style_lst):
        if style.get(qn("w:type")) == "table" and style.styleId not in {"TableNormal", "TableGrid"}:
            styles.remove(style)


def _say_what_it_is(word: WordDocument, document: TypesetDocument) -> None:
    day = date.fromisoformat(document.document_date or "1980-01-01")
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    said = word.core_properties
    said.title = _line(document.title)[:255]
    said.author = said.last_modified_by = _line(document.publisher)[:255]
    said.subject = _line(document.subtitle)[:255]
    said.comments = _line(document.description)[:255]
    said.keywords = _line(", ".join(document.keywords))[:255]
    said.language = document.language
    said.created = said.modified = moment
    said.revision = 1


def _line(text: str) -> str:
    return " ".join(writable(text).split())


def _furnish_pages(word: WordDocument, document: TypesetDocument, writer: Writer) -> None:
    """Write the running head, the short title and the number of each page."""
    section = word.sections[0]
    section.different_first_page_header_footer = not document.is_paper
    running = _line(document.running_head)
    heads = [section.header]
    if not document.is_paper:
        heads.append(section.first_page_header)
    for head in heads:
        place = head._element
        for paragraph in list(place):
            place.remove(paragraph)
        if running:
            place.append(writer.paragraph("RunningHead", running))
        if head is section.header:
            names = f"{_line(document.short_title or document.title)}\t{_line(document.publisher)}"
            place.append(writer.paragraph("Header", names))
        elif not running:
            place.append(writer.paragraph("Header", ""))
    foot = section.footer.paragraphs[0]._p
    for word_or_field in _PLACEHOLDER.split(document.labels.page):
        if word_or_field in _FIELDS:
            foot.extend(field(_FIELDS[word_or_field]))
        elif word_or_field:
            foot.extend(writer.runs(word_or_field))


def _parts(document: TypesetDocument, writer: Writer) -> Iterator[Element]:
    yield writer.paragraph("Publisher", _line(document.publisher))
    yield writer.paragraph("Title", _line(document.title))
    if document.subtitle:
        yield writer.paragraph("Subtitle", _line(document.subtitle))
    yield from _blocks((Facts(document.title_facts),), writer)
    headings = [block for block in document.blocks + document.closing if isinstance(block, Heading)]
    if not document.is_paper:
        if headings:
            yield writer.page_break()
            yield from _contents(document, headings, writer)
        if headings[:1] != list(document.blocks[:1]):
            yield writer.page_break()
    yield from _blocks(document.blocks, writer)
    if document.closing:
        if not isinstance(document.closing[0], Heading) or document.is_paper:
            yield writer.page_break()
        yield from _blocks(document.closing, writer)


def _contents(
    document: TypesetDocument, headings: list[Heading], writer: Writer
) -> Iterator[Element]:
    """Write the contents as Word's own field, filled in so that no reader needs to renew it."""
    listed = [heading for heading in headings if heading.level <= document.contents_depth]
    yield writer.paragraph("ContentsHeading", _line(document.labels.contents))
    begin, *_, end = field(f'TOC \\o "1-{document.contents_depth}" \\h \\z \\u')
    instruction = field(f'TOC \\o "1-{document.contents_depth}" \\h \\z \\u')[1:3]
    for place, heading in enumerate(listed):
        text = " ".join(filter(None, (_line(heading.number), _line(heading.text))))
        line = writer.paragraph(f"toc{heading.level}", text)
        if place == 0:
            line[1:1] = [begin, *instruction]
        if place == len(listed) - 1:
            line.append(end)
        yield line


def _blocks(blocks: tuple[Block, ...], writer: Writer) -> Iterator[Element]:
    for block in blocks:
        yield from _block(block, writer)


def _block(block: Block, writer: Writer) -> Iterator[Element]:
    match block:
        case Heading():
            text = " ".join(filter(None, (_line(block.number), _line(block.text))))
            yield writer.paragraph(f"Heading{block.level}", text or "–")
        case Paragraph():
            style = {"body": "Normal", "lead": "Lead", "small": "Small"}[block.style]
            for words in _split(block.text):
                yield writer.paragraph(style, words, language=block.language)
        case Facts():
            for label, value in block.rows:
                if _holds_something(value):
                    yield writer.fact(_line(label), value)
        case BulletList():
            for item in block.items:
                yield writer.paragraph("ListBullet", item)
        case Note():
            style = "Warning" if block.kind == "warning" else "Note"
            if block.title:
                yield writer.paragraph(f"{style}Title", _line(block.title))
            for words in _split(block.text):
                yield writer.paragraph(style, words)
        case Digest():
            value = "".join(block.value.split())
            groups = (value[start : start + 8] for start in range(0, len(value), 8))
            yield writer.paragraph("Small", _line(block.label))
            yield writer.paragraph("Digest", " ".join(groups))
        case PageBreak():
            yield writer.page_break()
        case Table():
            yield from _table(block, writer)


def _holds_something(words: Words) -> bool:
    return bool(words if isinstance(words, str) else any(words))


def _split(words: Words) -> list[Words]:
    """Return the paragraphs of a text: an empty line in plain text begins a new one."""
    if not isinstance(words, str):
        return [words] if words else []
    parts = _EMPTY_LINE.split(words.replace("\r\n", "\n"))
    return [part.strip("\n") for part in parts if part.strip()]


def _table(block: Table, writer: Writer) -> Iterator[Element]:
    if not block.header:
        return
    if block.caption:
        yield writer.paragraph("Caption", _line(block.caption))
    shares = block.widths or (1.0,) * len(block.header)
    widths = [round(share / sum(shares) * 5000) for share in shares]
    table = element("w:tbl")
    look = properties("w:tblPr", ("w:tblStyle", "TableGrid"))
    look.append(element("w:tblW", w="5000", type="pct"))
    look.append(element("w:tblLook", firstRow="1", noHBand="1", noVBand="1"))
    if block.caption:
        look.append(element("w:tblCaption", val=_line(block.caption)[:250]))
    table.append(look)
    grid = element("w:tblGrid")
    grid.extend(element("w:gridCol", w=str(width * _LINE // 5000)) for width in widths)
    table.append(grid)
    table.append(_row(block.header, widths, writer, is_header=True))
    for row in block.rows:
        table.append(_row(row, widths, writer))
    yield table
    # Without a paragraph between them Word makes one of two tables.
    yield writer.paragraph("AfterTable", "")


def _row(
    cells: tuple[Words, ...], widths: list[int], writer: Writer, *, is_header: bool = False
) -> Element:
    row = element("w:tr")
    look = element("w:trPr")
    look.append(element("w:cantSplit"))
    if is_header:
        look.append(element("w:tblHeader"))
    row.append(look)
    for words, width in zip(cells, widths, strict=True):
        cell = element("w:tc")
        about = element("w:tcPr")
        about.append(element("w:tcW", w=str(width), type="pct"))
        if is_header:
            about.append(element("w:shd", val="clear", color="auto", fill="EEF2F8"))
        cell.append(about)
        style = "TableHeader" if is_header else "TableText"
        cell.extend(writer.paragraph(style, part) for part in _split(words) or [""])
        row.append(cell)
    return row


def _without_the_clock(data: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(data)) as said, ZipFile(file, "w", ZIP_DEFLATED) as kept:
        for name in said.namelist():
            kept.writestr(ZipInfo(name, _EPOCH), said.read(name), ZIP_DEFLATED)
    return file.getvalue()
