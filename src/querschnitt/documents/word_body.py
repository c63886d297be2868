"""The blocks of a typeset document as the paragraphs and tables of a Word file."""

import re
from collections.abc import Iterator
from itertools import count, zip_longest

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
from querschnitt.documents.word_xml import PAGE_BREAK, Writer, quoted, writable

_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
# The length of a line in twentieths of a point, upright and lying.
_LINE, _LONG_LINE = 9071, 14004
_CENTIMETRE = 567
# What a letter takes in a table and in its header, and a cell around its words, in centimetres.
_LETTER, _BOLD, _PADDING = 0.175, 0.2, 0.4
_LONGEST_WORD = 24


def line(text: str) -> str:
    """Return the text as one line that a Word file can hold."""
    return " ".join(writable(text).split())


class Body:
    """Writes one document's contents list and text; its styles are named as in ``word_look``."""

    def __init__(self, document: TypesetDocument, writer: Writer, tint: str) -> None:
        self._document = document
        self._writer = writer
        self._tint = tint
        self._headings = count(1)

    def contents(self) -> Iterator[str]:
        """Yield the contents as Word's own field, filled in so that no reader needs to renew it."""
        document = self._document
        everything = document.blocks + document.closing
        headings = [block for block in everything if isinstance(block, Heading)]
        if document.is_paper or not headings:
            return
        depth = document.contents_depth
        listed = [
            (number, heading)
            for number, heading in enumerate(headings, 1)
            if heading.level <= depth
        ]
        yield self._writer.paragraph("ContentsHeading", line(document.labels.contents))
        for place, (number, heading) in enumerate(listed, 1):
            yield self._writer.entry(
                f"toc{heading.level}",
                title_of(heading),
                _name(number),
                first=place == 1,
                last=place == len(listed),
                depth=depth,
            )

    def text(self) -> Iterator[str]:
        """Yield everything after the contents, the closing on pages of its own."""
        document = self._document
        if document.blocks and not document.is_paper:
            yield from self._break_before(document.blocks[0])
        yield from self._blocks(document.blocks)
        if document.closing:
            yield from self._break_before(document.closing[0])
        yield from self._blocks(document.closing)

    def facts(self, rows: tuple[tuple[str, Words], ...]) -> Iterator[str]:
        """Yield labels with their values, one paragraph each."""
        for label, value in rows:
            if any(value):
                yield self._writer.fact(line(label), value)

    def _break_before(self, block: Block) -> Iterator[str]:
        if not self._document.begins_a_page(block):
            yield PAGE_BREAK

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block, following in zip_longest(blocks, blocks[1:]):
            if not isinstance(block, PageBreak):
                yield from self._block(block)
            elif following:
                yield from self._break_before(following)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                style = {"body": "Normal", "lead": "Lead", "small": "Small"}[block.style]
                for words in split(block.text):
                    yield self._writer.paragraph(style, words, language=block.language)
            case Facts():
                yield from self.facts(block.rows)
            case BulletList():
                for item in block.items:
                    yield self._writer.paragraph("ListBullet", item)
            case Note():
                yield from self._note(block)
            case Digest():
                yield self._writer.paragraph("Small", line(block.label))
                yield self._writer.paragraph("Digest", " ".join(groups(block)))
            case Table():
                yield from self._table(block)

    def _heading(self, block: Heading) -> str:
        number = next(self._headings)
        # Chapters of a book begin a page by their style; those of a paper do not.
        stays = block.level == 1 and self._document.is_paper
        return self._writer.heading(
            f"Heading{block.level}",
            title_of(block),
            name=_name(number),
            # Far from the numbers that a template's own bookmarks have.
            number=100_000 + number,
            look='<w:pageBreakBefore w:val="0"/>' if stays else "",
        )

    def _note(self, block: Note) -> Iterator[str]:
        style = "Warning" if block.kind == "warning" else "Note"
        if block.title:
            yield self._writer.paragraph(f"{style}Title", line(block.title))
        for words in split(block.text):
            yield self._writer.paragraph(style, words)

    def _table(self, block: Table) -> Iterator[str]:
        if not block.header:
            return
        caption = line(block.caption)
        if caption:
            yield self._writer.paragraph("Caption", caption)
        length = _LONG_LINE if self._document.is_landscape else _LINE
        widths = [round(share * 5000) for share in shares_of(block, length / _CENTIMETRE)]
        grid = "".join(f'<w:gridCol w:w="{width * length // 5000}"/>' for width in widths)
        rows = "".join(self._row(row, widths) for row in block.rows)
        said = f"<w:tblCaption w:val={quoted(caption[:250])}/>" if caption else ""
        yield (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{self._row(block.header, widths, is_header=True)}"
            f"{rows}</w:tbl>"
        )
        # Without a paragraph between them Word makes one of two tables.
        yield self._writer.paragraph("AfterTable", "")

    def _row(self, cells: tuple[Words, ...], widths: list[int], *, is_header: bool = False) -> str:
        header = "<w:tblHeader/>" if is_header else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._tint}"/>' if is_header else ""
        style = "TableHeader" if is_header else "TableText"
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/>{fill}</w:tcPr>'
            + "".join(self._writer.paragraph(style, part) for part in split(words) or [""])
            + "</w:tc>"
            for words, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{written}</w:tr>"


def shares_of(block: Table, length: float) -> list[float]:
    """Return the columns' shares of a line (in centimetres), widened so that their words fit."""
    widths = block.widths or (1.0,) * len(block.header)
    wanted = [width / sum(widths) * length for width in widths]
    needed = [
        max(_longest(name) * _BOLD, max(map(_longest, cells), default=0) * _LETTER) + _PADDING
        for name, *cells in zip(block.header, *block.rows, strict=True)
    ]
    narrow = [have < need for have, need in zip(wanted, needed, strict=True)]
    spare = length - sum(need for need, is_it in zip(needed, narrow, strict=True) if is_it)
    others = sum(have for have, is_it in zip(wanted, narrow, strict=True) if not is_it)
    if spare <= length / 4 or not others:
        return [have / length for have in wanted]
    return [
        (need if is_it else have * spare / others) / length
        for have, need, is_it in zip(wanted, needed, narrow, strict=True)
    ]


def _longest(words: Words) -> int:
    """Return the length of the longest word, as far as a column is widened for one."""
    parts = (words,) if isinstance(words, str) else words
    text = "".join(part if isinstance(part, str) else part.text for part in parts)
    return min(max(map(len, text.replace("-", " ").split()), default=0), _LONGEST_WORD)


def title_of(heading: Heading) -> str:
    """Return a heading with its number, in one line."""
    return " ".join(filter(None, (line(heading.number), line(heading.text)))) or "–"


def _name(number: int) -> str:
    return f"_Toc{number:06d}"


def groups(digest: Digest) -> list[str]:
    """Return a fingerprint in groups of eight."""
    value = "".join(writable(digest.value).split())
    return [value[start : start + 8] for start in range(0, len(value), 8)]


def split(words: Words) -> list[Words]:
    """Return the paragraphs of a text: an empty line in plain text begins a new one."""
    if not isinstance(words, str):
        return [words] if words else []
    parts = _EMPTY_LINE.split(words.replace("\r\n", "\n"))
    return [part.strip("\n") for part in parts if part.strip()]
