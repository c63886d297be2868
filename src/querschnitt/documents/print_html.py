"""Writing the same typeset document as one HTML file, to read on any screen and to print."""

from collections.abc import Iterator
from html import escape
from itertools import count
from pathlib import Path

from querschnitt.documents.colours import tint
from querschnitt.documents.emblem import Emblem, emblem_of
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
    Span,
    Table,
    TypesetDocument,
    Words,
)
from querschnitt.documents.word_body import groups, line, split
from querschnitt.documents.word_xml import SAFE_LINK, writable

STYLESHEET = Path(__file__).resolve().parent / "static" / "documents" / "print.css"
_ELEMENTS = {"strong": "strong", "emphasis": "em", "insert": "ins", "delete": "del"}


def write(document: TypesetDocument, style: HouseStyle = PLAIN) -> bytes:
    """Return the document as a file that carries its style itself and works from any folder.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    font = style.typeface.replace("\\", "").replace('"', "")
    rules = (
        f"{STYLESHEET.read_text(encoding='utf-8')}\n:root {{ --accent: {style.colour}; "
        f'--tint: {tint(style.colour)}; --typeface: "{font}"; }}'
    )
    look = f"<style>\n{rules.replace('</', '')}\n</style>"
    return _Page(document, style).written(look)


def page(document: TypesetDocument, style: HouseStyle, *, stylesheet: str) -> bytes:
    """Return the document for a site that allows no style but its own stylesheets, at an address.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    """
    look = f'<link rel="stylesheet" href="{escape(stylesheet)}">'
    classes = "own-colour" if style.colour != PLAIN.colour else ""
    return _Page(document, style).written(look, classes)


class _Page:
    def __init__(self, document: TypesetDocument, style: HouseStyle) -> None:
        check(document)
        self._document = document
        self._style = style
        self._headings = count(1)

    def written(self, look: str, classes: str = "") -> bytes:
        document = self._document
        kinds = ("paper" if document.is_paper else "book", "landscape" * document.is_landscape)
        named = " ".join(filter(None, (*kinds, classes)))
        language = f' lang="{escape(document.language)}"' if document.language else ""
        closing = "".join(self._blocks(document.closing))
        parts = (
            f'<!doctype html>\n<html{language} class="{named}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_line(document.title)}</title>",
            *self._about(),
            f"{look}\n</head>\n<body>\n<header>",
            *self._head(),
            "</header>",
            *self._contents(),
            "<main>",
            *self._blocks(document.blocks),
            f'<div class="closing">\n{closing}\n</div>' if closing else "",
            "</main>\n</body>\n</html>\n",
        )
        return "\n".join(filter(None, parts)).encode()

    def _about(self) -> Iterator[str]:
        document = self._document
        told = (
            ("author", self._style.name or document.publisher),
            ("description", document.description),
            ("keywords", ", ".join(document.keywords)),
            ("dcterms.date", document.document_date),
        )
        for name, value in told:
            if value:
                yield f'<meta name="{name}" content="{_line(value)}">'

    def _head(self) -> Iterator[str]:
        document = self._document
        if document.running_head:
            yield f'<p class="running">{_line(document.running_head)}</p>'
        publisher = _line(self._style.name or document.publisher)
        name = f'<p class="publisher">{publisher}</p>' if publisher else ""
        emblem = emblem_of(self._style)
        yield f'<div class="letterhead">{name}{_image(emblem) if emblem else ""}</div>'
        # Drawn, for a drawing may have a colour of its own where styles may not.
        yield (
            '<svg class="rule" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">'
            f'<rect width="100" height="1" fill="{escape(self._style.colour)}"/></svg>'
        )
        yield f"<h1>{_line(document.title)}</h1>"
        if document.subtitle:
            yield f'<p class="subtitle">{_line(document.subtitle)}</p>'
        yield from self._facts(document.title_facts)

    def _contents(self) -> Iterator[str]:
        document = self._document
        headings = [b for b in document.blocks + document.closing if isinstance(b, Heading)]
        if document.is_paper or not headings:
            return
        yield '<nav aria-labelledby="contents">'
        yield f'<h2 id="contents">{_line(document.labels.contents)}</h2>\n<ul>'
        for number, heading in enumerate(headings, 1):
            if heading.level <= document.contents_depth:
                link = f'<a href="#h{number}">{_title(heading)}</a>'
                yield f'<li class="level-{heading.level}">{link}</li>'
        yield "</ul>\n</nav>"

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                name = f"h{block.level + 1}"
                yield f'<{name} id="h{next(self._headings)}">{_title(block)}</{name}>'
            case Paragraph():
                yield from _paragraphs(block)
            case Facts():
                yield from self._facts(block.rows)
            case BulletList():
                if block.items:
                    items = (f"<li>{_words(item)}</li>" for item in block.items)
                    yield "\n".join(("<ul>", *items, "</ul>"))
            case Note():
                name = "warning" if block.kind == "warning" else "note"
                title = f"<p><strong>{_line(block.title)}</strong></p>" if block.title else ""
                text = "".join(f"<p>{_words(words)}</p>" for words in split(block.text))
                yield f'<div class="{name}" role="note">{title}{text}</div>'
            case Digest():
                code = " ".join(map(_line, groups(block)))
                yield f'<p class="digest">{_line(block.label)} <code>{code}</code></p>'
            case PageBreak():
                yield '<div class="page-break"></div>'
            case Table():
                yield from _table(block)

    def _facts(self, rows: tuple[tuple[str, Words], ...]) -> Iterator[str]:
        told = [
            f"<div><dt>{_line(label)}</dt><dd>{_words(value)}</dd></div>"
            for label, value in rows
            if any(value)
        ]
        if told:
            yield "\n".join(("<dl>", *told, "</dl>"))


def _image(emblem: Emblem) -> str:
    return (
        f'<img src="{emblem.address}" alt="{_line(emblem.text)}" '
        f'width="{emblem.width}" height="{emblem.height}">'
    )


def _paragraphs(block: Paragraph) -> Iterator[str]:
    style = f' class="{block.style}"' if block.style != "body" else ""
    language = f' lang="{escape(block.language)}"' if block.language else ""
    for words in split(block.text):
        yield f"<p{style}{language}>{_words(words)}</p>"


def _table(block: Table) -> Iterator[str]:
    if not block.header:
        return
    name = _line(block.caption) or " · ".join(map(_line, block.header))
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{name}">\n<table>'
    if block.caption:
        yield f"<caption>{_line(block.caption)}</caption>"
    head = "".join(f'<th scope="col">{_line(cell) or "–"}</th>' for cell in block.header)
    yield f"<thead><tr>{head}</tr></thead>\n<tbody>"
    for row in block.rows:
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row)
        yield f"<tr>{cells}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _cell(words: Words) -> str:
    parts = split(words)
    if len(parts) <= 1:
        return _words(parts[0]) if parts else ""
    return "".join(f"<p>{_words(part)}</p>" for part in parts)


def _title(heading: Heading) -> str:
    return " ".join(filter(None, (_line(heading.number), _line(heading.text)))) or "–"


def _line(text: str) -> str:
    return escape(line(text))


def _words(words: Words) -> str:
    parts = (words,) if isinstance(words, str) else words
    return "".join(_span(Span(part) if isinstance(part, str) else part) for part in parts)


def _span(span: Span) -> str:
    said = escape(writable(span.said)).replace("\n", "<br>\n")
    if span.language:
        said = f'<span lang="{escape(span.language)}">{said}</span>'
    if span.href and SAFE_LINK.fullmatch(span.href):
        said = f'<a href="{escape(span.href)}">{said}</a>'
    name = _ELEMENTS.get(span.style)
    return f"<{name}>{said}</{name}>" if name else said
