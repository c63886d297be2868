"""A Word file as a whole: begun empty, told what it is, kept without the clock."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from lxml import etree

from querschnitt.documents.emblem import Emblem

# The oldest moment a zip archive can name: the clock's would differ each time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN, _PLACE = "word/document.xml", "querschnitt"
_LEFT_FROM_THE_LIBRARY = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties")


def begun() -> WordDocument:
    """Return an empty file, without what the library's own template brings along."""
    word = Document()
    for package in (word.part.package.rels, word.part.rels):
        for key, relation in list(package.items()):
            if any(name in relation.reltype for name in _LEFT_FROM_THE_LIBRARY):
                del package[key]
    styles = word.styles.element
    for style in list(styles.style_lst):
        if style.get(qn("w:type")) == "table" and style.styleId not in {"TableNormal", "TableGrid"}:
            styles.remove(style)
    return word


def describe(word: WordDocument, told: dict[str, str]) -> None:
    """Write title, author and the like into the file; ``day`` is the only date in it."""
    day = date.fromisoformat(told["day"] or "1980-01-01")
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    said = word.core_properties
    said.title, said.subject = told["title"][:255], told["subject"][:255]
    said.author = said.last_modified_by = told["author"][:255]
    said.comments, said.keywords = told["comments"][:255], told["keywords"][:255]
    said.language = told["language"]
    said.created = said.modified = moment
    said.revision = 1


def add_emblem(word: WordDocument, emblem: Emblem, *, height: float) -> None:
    """Add a paragraph with the emblem; the height is in centimetres."""
    width, height = emblem.measured(height=height, widest=6.5)
    paragraph = word.add_paragraph()
    run = paragraph.add_run()
    picture = run.add_picture(BytesIO(emblem.data), width=Cm(width), height=Cm(height))
    about = picture._inline.docPr
    about.set("name", "Emblem")
    about.set("descr", emblem.text)


def keep_addresses(word: WordDocument, addresses: dict[str, str]) -> None:
    """Let a file know the addresses of links by the names that its text uses."""
    for name, address in addresses.items():
        word.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)


def add(word: WordDocument, *paragraphs: str) -> None:
    """Add paragraphs that are given as text, before the page is described."""
    for element in parsed("".join(paragraphs)):
        word.element.body.sectPr.addprevious(element)


def parsed(paragraphs: str) -> list[Any]:
    """Return paragraphs that are given as text as elements."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{paragraphs}</w:body>"))


def place_for(name: str) -> Any:
    """Return what stands in a file where ``saved`` is to put a text."""
    return etree.ProcessingInstruction(_PLACE, name)


def saved(word: WordDocument, texts: dict[str, str] | None = None) -> bytes:
    """Return the file with texts in their places; the same content gives the same bytes."""
    file, kept = BytesIO(), BytesIO()
    word.save(file)
    with ZipFile(file) as said, ZipFile(kept, "w", ZIP_DEFLATED) as made:
        for name in said.namelist():
            part = said.read(name)
            if name == _MAIN:
                for place, text in (texts or {}).items():
                    part = part.replace(f"<?{_PLACE} {place}?>".encode(), text.encode())
            made.writestr(ZipInfo(name, _EPOCH), part, ZIP_DEFLATED)
    return kept.getvalue()
