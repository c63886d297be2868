"""Writing the same typeset document as an OpenDocument text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count, zip_longest
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from querschnitt.documents.colours import tint
from querschnitt.documents.emblem import emblem_of
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.odt_look import DECLARED, VERSION, language_of, styles_of
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
    Span,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.documents.word_body import groups, line, shares_of, split, title_of
from querschnitt.documents.word_xml import SAFE_LINK, writable

# The oldest moment a zip archive can name: the clock's would differ each time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
EMBLEM = "Pictures/emblem"
_TYPE = "application/vnd.oasis.opendocument.text"
_KEPT = ("content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml")
_STYLES = {"strong": "Strong", "emphasis": "Emphasis", "insert": "Insert", "delete": "Delete"}
_GAPS = re.compile(r"(\n|\t| {2,}|^ )")


def write(document: TypesetDocument, style: HouseStyle = PLAIN) -> bytes:
    """Return the document as the bytes of an .odt file; the same content gives the same bytes.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    # It brings half of the schema along, so only who writes such a file waits for it.
    from odfdo import Document

    check(document)
    text = _Text(document, style)
    opened = Document("text")
    package = opened.container
    package.set_part("styles.xml", _xml(styles_of(text.document, style)))
    package.set_part("meta.xml", _xml(_meta(text.document)))
    package.set_part("settings.xml", _xml(f"<office:document-settings {DECLARED} {VERSION}/>"))
    pictures = []
    if emblem := emblem_of(style):
        pictures = [(EMBLEM, emblem.media_type)]
        package.set_part(EMBLEM, emblem.data)
    content = text.content()
    package.set_part("content.xml", _xml(content))
    manifest = opened.manifest
    for path in manifest.get_paths():
        if path != "/" and path not in _KEPT:
            manifest.del_full_path(path)
    for path, media_type in pictures:
        manifest.add_full_path(path, media_type)
    # Read once, so that what does not hold together is found here and not by a reader.
    _ = opened.body
    file = BytesIO()
    opened.save(file)
    return _without_the_clock(file.getvalue(), {*_KEPT, *(path for path, _ in pictures)})


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _meta(document: TypesetDocument) -> str:
    day = document.document_date or "1980-01-01"
    told = (
        ("dc:title", line(document.title)),
        ("dc:subject", line(document.subtitle)),
        ("dc:description", line(document.description)),
        ("meta:initial-creator", line(document.publisher)),
        ("dc:creator", line(document.publisher)),
        ("meta:creation-date", f"{day}T00:00:00"),
        ("dc:date", f"{day}T00:00:00"),
        ("dc:language", document.language),
        *(("meta:keyword", line(keyword)) for keyword in document.keywords),
    )
    said = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in told if value)
    return (
        f"<office:document-meta {DECLARED} {VERSION}><office:meta>{said}</office:meta>"
        "</office:document-meta>"
    )


def _without_the_clock(data: bytes, kept: set[str]) -> bytes:
    """Return the package with its kind first and unpacked, as the standard wants it."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as said, ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr(ZipInfo("mimetype", _EPOCH), _TYPE, ZIP_STORED)
        for name in sorted(kept & set(said.namelist())):
            made.writestr(ZipInfo(name, _EPOCH), said.read(name), ZIP_DEFLATED)
    return file.getvalue()


class _Text:
    """The text of one document; collects the styles that arise while writing it."""

    def __init__(self, document: TypesetDocument, style: HouseStyle) -> None:
        self.document = replace(document, publisher=style.name or document.publisher)
        self._style = style
        self._languages: dict[str, str] = {}
        self._automatic: list[str] = []
        self._tables = count(1)
        self._headings = count(1)

    def content(self) -> str:
        """Return the part of the file that holds the text."""
        text = "".join((*self._head(), *self._contents(), *self._all()))
        languages = "".join(
            f'<style:style style:name="{name}" style:family="text">'
            f"<style:text-properties {language_of(tag)}/></style:style>"
            for tag, name in self._languages.items()
        )
        automatic = languages + "".join(self._automatic)
        return (
            f"<office:document-content {DECLARED} {VERSION}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text>"
            "</office:body></office:document-content>"
        )

    def _head(self) -> Iterator[str]:
        document = self.document
        yield _plain("Opening", "")
        if emblem := emblem_of(self._style):
            width, height = emblem.measured(height=1.5 if document.is_paper else 2.4, widest=6.5)
            said = f"<svg:desc>{escape(line(emblem.text))}</svg:desc>" if emblem.text else ""
            yield (
                '<text:p text:style-name="Emblem"><draw:frame draw:name="Emblem" '
                f'text:anchor-type="as-char" svg:width="{width:.2f}cm" svg:height="{height:.2f}cm">'
                f'<draw:image xlink:href="{EMBLEM}" xlink:type="simple" xlink:show="embed" '
                f'xlink:actuate="onLoad"/>{said}</draw:frame></text:p>'
            )
        yield _plain("Publisher", line(document.publisher))
        yield _plain("Title", line(document.title))
        if document.subtitle:
            yield _plain("Subtitle", line(document.subtitle))
        yield from self._facts(document.title_facts)

    def _contents(self) -> Iterator[str]:
        document = self.document
        headings = [b for b in document.blocks + document.closing if isinstance(b, Heading)]
        if document.is_paper or not headings:
            return
        depth = document.contents_depth
        sources = "".join(
            f'<text:table-of-content-entry-template text:outline-level="{level}" '
            f'text:style-name="Contents_20_{level}"><text:index-entry-link-start/>'
            "<text:index-entry-chapter/><text:index-entry-text/><text:index-entry-tab-stop "
            'style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
            "<text:index-entry-link-end/></text:table-of-content-entry-template>"
            for level in range(1, depth + 1)
        )
        title = escape(line(document.labels.contents))
        entries = "".join(
            f'<text:p text:style-name="Contents_20_{heading.level}"><text:a xlink:type="simple" '
            f'xlink:href="#h{number}" text:style-name="Entry" text:visited-style-name="Entry">'
            f"{escape(title_of(heading))}<text:tab/><text:bookmark-ref "
            f'text:reference-format="page" text:ref-name="h{number}"/></text:a></text:p>'
            for number, heading in enumerate(headings, 1)
            if heading.level <= depth
        )
        yield (
            '<text:table-of-content text:name="Contents" text:protected="true">'
            f'<text:table-of-content-source text:outline-level="{depth}">'
            f'<text:index-title-template text:style-name="ContentsHeading">{title}'
            f"</text:index-title-template>{sources}</text:table-of-content-source><text:index-body>"
            f'<text:index-title text:name="Contents_Head">{_marked("ContentsHeading", title)}'
            f"</text:index-title>{entries}</text:index-body></text:table-of-content>"
        )

    def _all(self) -> Iterator[str]:
        document = self.document
        if document.blocks and not document.is_paper:
            yield self._break_before(document.blocks[0])
        yield from self._blocks(document.blocks)
        if document.closing:
            yield self._break_before(document.closing[0])
        yield from self._blocks(document.closing)

    def _break_before(self, block: Block) -> str:
        return "" if self.document.begins_a_page(block) else _plain("Break", "")

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block, following in zip_longest(blocks, blocks[1:]):
            if not isinstance(block, PageBreak):
                yield from self._block(block)
            elif following:
                yield self._break_before(following)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                number = next(self._headings)
                yield (
                    f'<text:h text:style-name="Heading_20_{block.level}" text:outline-level='
                    f'"{block.level}"><text:bookmark-start text:name="h{number}"/>'
                    f'{escape(title_of(block))}<text:bookmark-end text:name="h{number}"/></text:h>'
                )
            case Paragraph():
                name = {"body": "Standard", "lead": "Lead", "small": "Small"}[block.style]
                for words in split(block.text):
                    yield _marked(name, self._words(words, block.language))
            case Facts():
                yield from self._facts(block.rows)
            case BulletList():
                yield self._list(block)
            case Note():
                yield from self._note(block)
            case Digest():
                yield _plain("Small", line(block.label))
                yield _plain("Digest", " ".join(groups(block)))
            case Table():
                yield from self._table(block)

    def _facts(self, rows: tuple[tuple[str, Words], ...]) -> Iterator[str]:
        for label, value in rows:
            if any(value):
                name = self._words((Span(f"{line(label)}:", "strong"), "\t"))
                yield _marked("Fact", name + self._words(value))

    def _list(self, block: BulletList) -> str:
        items = "".join(
            f"<text:list-item>{_marked('Item', self._words(item))}</text:list-item>"
            for item in block.items
        )
        return f'<text:list text:style-name="Bullets">{items}</text:list>' if items else ""

    def _note(self, block: Note) -> Iterator[str]:
        name = "Warning" if block.kind == "warning" else "Note"
        if block.title:
            yield _plain(f"{name}Title", line(block.title))
        for words in split(block.text):
            yield _marked(name, self._words(words))

    def _table(self, block: Table) -> Iterator[str]:
        if not block.header:
            return
        name = f"Table{next(self._tables)}"
        if block.caption:
            yield _plain("Caption", line(block.caption))
        width = 24.7 if self.document.is_landscape else 16.0
        shares = shares_of(block, width)
        self._measure(name, shares, width)
        columns = "".join(
            f'<table:table-column table:style-name="{name}.{number}"/>'
            for number in range(len(shares))
        )
        title = f"<table:title>{escape(line(block.caption))}</table:title>" if block.caption else ""
        rows = "".join(self._row(row, "Cell", "TableText") for row in block.rows)
        yield (
            f'<table:table table:name="{name}" table:style-name="{name}">{title}{columns}'
            f"<table:table-header-rows>{self._row(block.header, 'Head', 'TableHeader')}"
            f"</table:table-header-rows>{rows}</table:table>"
        )
        yield _plain("AfterTable", "")

    def _measure(self, name: str, shares: list[float], width: float) -> None:
        if name == "Table1":
            self._automatic.append(_cells(self._style))
        self._automatic.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties '
            f'style:width="{width}cm" table:align="margins" table:border-model="collapsing"/>'
            "</style:style>"
        )
        for number, part in enumerate(shares):
            self._automatic.append(
                f'<style:style style:name="{name}.{number}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{part * width:.2f}cm" '
                f'style:rel-column-width="{round(part * 10_000)}*"/></style:style>'
            )

    def _row(self, cells: tuple[Words, ...], cell: str, name: str) -> str:
        written = "".join(
            f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
            + "".join(_marked(name, self._words(part)) for part in split(words) or [""])
            + "</table:table-cell>"
            for words in cells
        )
        return f'<table:table-row table:style-name="Row">{written}</table:table-row>'

    def _words(self, words: Words, language: str = "") -> str:
        parts = (words,) if isinstance(words, str) else words
        return "".join(
            self._span(Span(part) if isinstance(part, str) else part, language) for part in parts
        )

    def _span(self, span: Span, language: str) -> str:
        said = _spaced(writable(span.said))
        if style := _STYLES.get(span.style):
            said = f'<text:span text:style-name="{style}">{said}</text:span>'
        if tag := span.language or language:
            name = self._languages.setdefault(tag, f"Language{len(self._languages) + 1}")
            said = f'<text:span text:style-name="{name}">{said}</text:span>'
        if span.href and SAFE_LINK.fullmatch(span.href):
            said = (
                f'<text:a xlink:type="simple" xlink:href={quoteattr(span.href)} '
                f'text:style-name="Internet_20_link">{said}</text:a>'
            )
        return said


def _plain(name: str, text: str) -> str:
    """Return a paragraph in a style."""
    return _marked(name, escape(text))


def _marked(name: str, words: str) -> str:
    """Return a paragraph of words that are elements already."""
    return f'<text:p text:style-name="{name}">{words}</text:p>'


def _spaced(text: str) -> str:
    """Return text with what the format would otherwise fold into one space."""
    made = []
    for piece in _GAPS.split(text):
        if piece == "\n":
            made.append("<text:line-break/>")
        elif piece == "\t":
            made.append("<text:tab/>")
        elif piece and not piece.strip(" "):
            made.append(f'<text:s text:c="{len(piece)}"/>')
        else:
            made.append(escape(piece))
    return "".join(made)


def _cells(style: HouseStyle) -> str:
    line_ = 'fo:border-top="0.4pt solid #b9c4d4" fo:border-bottom="0.4pt solid #b9c4d4"'
    edge = f'fo:border-top="1pt solid {style.colour}" fo:border-bottom="0.8pt solid {style.colour}"'
    fill = f'fo:background-color="{tint(style.colour)}"'
    made = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f'fo:padding="0.09cm" fo:border-left="none" fo:border-right="none" {look}/></style:style>'
        for name, look in (("Cell", line_), ("Head", f"{edge} {fill}"))
    )
    return made + (
        '<style:style style:name="Row" style:family="table-row"><style:table-row-properties '
        'fo:keep-together="always"/></style:style>'
    )
