"""Writing the same typeset document as a Word file: headings are headings, tables are tables."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from querschnitt.documents.colours import hexadecimal, tint
from querschnitt.documents.emblem import emblem_of
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.documents.outline import check
from querschnitt.documents.typeset import TypesetDocument
from querschnitt.documents.word_body import Body, line
from querschnitt.documents.word_context import about
from querschnitt.documents.word_template import filled
from querschnitt.documents.word_xml import PAGE_BREAK, Writer, field

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PLACEHOLDER = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def write(document: TypesetDocument, style: HouseStyle = PLAIN) -> bytes:
    """Return the document as the bytes of a .docx file; the same content gives the same bytes.

    Where the style has a template of the government's own, that is filled.

    :raises Unprintable: no title, a skipped heading level, an unknown language, a ragged table.
    :raises FillingFailed: the template cannot be filled with this document.
    """
    check(document)
    document = replace(document, publisher=style.name or document.publisher)
    if style.word_template:
        return filled(style.word_template, document, style)
    # The library is large, and who fills a template has it in another process.
    from querschnitt.documents import word_file
    from querschnitt.documents.word_look import dress

    word = word_file.begun()
    word_file.describe(word, about(document))
    dress(
        word,
        style,
        language=document.language,
        is_paper=document.is_paper,
        is_landscape=document.is_landscape,
    )
    writer = Writer(hexadecimal(style.colour))
    _furnish_pages(word, document, writer)
    if emblem := emblem_of(style):
        word_file.add_emblem(word, emblem, height=1.5 if document.is_paper else 2.4)
    word.element.body.sectPr.addprevious(word_file.place_for("text"))
    text = "".join(_parts(document, writer, hexadecimal(tint(style.colour))))
    word_file.keep_addresses(word, writer.addresses)
    return word_file.saved(word, {"text": text})


def _furnish_pages(word: "WordDocument", document: TypesetDocument, writer: Writer) -> None:
    """Write the running head, the short title and the number of each page."""
    from querschnitt.documents.word_file import parsed

    section = word.sections[0]
    section.different_first_page_header_footer = not document.is_paper
    running = line(document.running_head)
    above = writer.paragraph("RunningHead", running) if running else ""
    names = f"{line(document.short_title or document.title)}\t{line(document.publisher)}"
    heads = {section.header: above + writer.paragraph("Header", names)}
    if not document.is_paper:
        heads[section.first_page_header] = above or writer.paragraph("Header", "")
    for head, paragraphs in heads.items():
        place = head._element
        for paragraph in list(place):
            place.remove(paragraph)
        place.extend(parsed(paragraphs))
    words = "".join(
        field(_FIELDS[part]) if part in _FIELDS else writer.runs(part)
        for part in _PLACEHOLDER.split(document.labels.page)
    )
    foot = section.footer.paragraphs[0]._p
    foot.extend(parsed(f"<w:p>{words}</w:p>")[0])


def _parts(document: TypesetDocument, writer: Writer, fill: str) -> Iterator[str]:
    body = Body(document, writer, fill)
    yield writer.paragraph("Publisher", line(document.publisher))
    yield writer.paragraph("Title", line(document.title))
    if document.subtitle:
        yield writer.paragraph("Subtitle", line(document.subtitle))
    yield from body.facts(document.title_facts)
    contents = "".join(body.contents())
    if contents:
        yield PAGE_BREAK
        yield contents
    yield from body.text()
